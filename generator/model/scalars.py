"""The kinds of single value a data file may hold, each read from text and each with its JSON Schema.

YAML is read with every scalar as text, so `2023`, `no` and `09` arrive as typed. An editor's YAML tool resolves
them to numbers or booleans; the schemas here therefore accept those too wherever the loader does.
"""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_LINE = r"^\S([^\n]*\S)?$(?!\n)"
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)"
_DAY = r"^\d{4}-\d{2}-\d{2}$(?!\n)"
_YEAR = r"^(1[89]|20|21)\d{2}$(?!\n)"
_COUNT = r"^[1-9]\d{0,3}$(?!\n)"
_REVISION = r"^r[1-9]\d{0,2}$(?!\n)"
_SHA256 = r"^[0-9a-f]{64}$(?!\n)"
_ADDRESS = r"^https?://[^\s/?#@]+(/[^\s?#]*)?/$(?!\n)"

# Names a web server, a file system or the site itself gives a meaning of its own; as an id they would shadow it.
_BELOW_PLAN = ("toan-van", "text", "thay-doi", "changes")
_DEVICES = [f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)]
RESERVED_IDS = frozenset(
    ("index", "con", "prn", "aux", "nul", "search", "assets", "api", "404", "sitemap", "robots", "manifest")
).union(_DEVICES, _BELOW_PLAN)


_PRINTED_YEAR = re.compile(r"(?<!\d)(?P<year>(?:1[89]|20|21)\d\d)(?:\s?[-–]\s?(?P<short>\d\d)(?!\d))?(?![\d/])")


def years_contradict(words: str, start: int, end: int) -> bool:
    """Whether words print other years than those they are said to mean; one printed year leaves the other open.

    >>> years_contradict("giai đoạn 2021 - 2025", 2021, 2026), years_contradict("năm học 2022-23", 2022, 2023)
    (True, False)
    """
    printed: set[int] = set()
    for match in _PRINTED_YEAR.finditer(words):
        printed.add(int(match["year"]))
        if match["short"] is not None:
            printed.add(int(match["year"][:2] + match["short"]))
    given = {start, end}
    return bool(printed) and not (given <= printed if len(printed) > 1 else given & printed)


def text_only(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("not_text", "text is expected")
    return value


def _line(value: str) -> str:
    if not re.search(_LINE, value):
        if not value.strip():
            raise PydanticCustomError("empty", "the value is empty")
        if "\n" in value:
            raise PydanticCustomError("line_break", "the text must be one line")
        raise PydanticCustomError("outer_space", "the text begins or ends with a space")
    return unicodedata.normalize("NFC", value)


def _slug(value: str) -> str:
    if not re.search(_SLUG, value) or len(value) > 80:
        raise PydanticCustomError("bad_id", "'{value}' is not an id", {"value": value})
    if value in RESERVED_IDS:
        raise PydanticCustomError("reserved_id", "'{value}' is a reserved name", {"value": value})
    return value


def _unit_id(value: str) -> str:
    # The address of an earlier revision stands beside those of the units: …/2023/r1/, …/2023/s1/.
    if re.search(_REVISION, value):
        raise PydanticCustomError("reserved_id", "'{value}' is a reserved name", {"value": value})
    return value


def _day(value: Any) -> date:
    text = text_only(value)
    if re.search(_DAY, text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise PydanticCustomError("bad_date", "'{value}' is not a date", {"value": text})


def _number(pattern: str, code: str) -> Any:
    def read(value: Any) -> int:
        text = text_only(value)
        if not re.search(pattern, text, re.ASCII):
            raise PydanticCustomError(code, "'{value}' is not a number that fits here", {"value": text})
        return int(text)

    return read


def matching(pattern: str, code: str) -> Any:
    def read(value: str) -> str:
        if not re.search(pattern, value):
            raise PydanticCustomError(code, "'{value}' does not fit here", {"value": value})
        return value

    return read


_ANY_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"], "pattern": _LINE}


def _digits(pattern: str) -> dict[str, Any]:
    bounds = {_YEAR: (1800, 2199), _COUNT: (1, 9999)}[pattern]
    return {
        "anyOf": [
            {"type": "string", "pattern": pattern},
            {"type": "integer", "minimum": bounds[0], "maximum": bounds[1]},
        ]
    }


Line = Annotated[str, BeforeValidator(text_only), AfterValidator(_line), WithJsonSchema(_ANY_SCALAR)]
"""One line of text, not empty, no space around it, in Unicode NFC (no-break spaces inside stay)."""

Slug = Annotated[
    str,
    BeforeValidator(text_only),
    AfterValidator(_slug),
    WithJsonSchema(
        {
            "anyOf": [
                {
                    "type": "string",
                    "pattern": _SLUG,
                    "maxLength": 80,
                    "not": {"enum": sorted(RESERVED_IDS)},
                },
                {"type": "integer", "minimum": 0, "not": {"enum": [404]}},
            ]
        }
    ),
]
"""A permanent identity: ASCII small letters, digits and single dashes, at most 80; the only source of addresses."""

UnitId = Annotated[
    Slug,
    AfterValidator(_unit_id),
    WithJsonSchema(
        {
            "anyOf": [
                {
                    "type": "string",
                    "pattern": _SLUG,
                    "maxLength": 80,
                    "not": {"anyOf": [{"enum": sorted(RESERVED_IDS)}, {"pattern": _REVISION}]},
                },
                {"type": "integer", "minimum": 0, "not": {"enum": [404]}},
            ]
        }
    ),
]
"""The identity of a unit of a plan; not of the form of a revision's."""

RevisionId = Annotated[
    str,
    BeforeValidator(text_only),
    AfterValidator(matching(_REVISION, "bad_revision_id")),
    WithJsonSchema({"type": "string", "pattern": _REVISION}),
]
"""The identity of a revision: r1, r2, …"""

Sha256 = Annotated[
    str,
    BeforeValidator(text_only),
    AfterValidator(matching(_SHA256, "bad_sha256")),
    WithJsonSchema({"type": "string", "pattern": _SHA256}),
]
"""A SHA-256 as 64 hexadecimal digits."""

Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date", "pattern": _DAY})]
"""A calendar day, written YYYY-MM-DD (ISO 8601)."""

Year = Annotated[int, BeforeValidator(_number(_YEAR, "bad_year")), WithJsonSchema(_digits(_YEAR))]
"""A calendar year, 1800 to 2199."""

Place = Annotated[int, BeforeValidator(_number(_COUNT, "bad_count")), WithJsonSchema(_digits(_COUNT))]
"""A place in an order, counted from 1."""

SiteAddress = Annotated[
    str,
    BeforeValidator(text_only),
    AfterValidator(matching(_ADDRESS, "bad_address")),
    WithJsonSchema({"type": "string", "pattern": _ADDRESS}),
]
"""Where the site is published: http or https, ending in a slash, without query, fragment or user."""
