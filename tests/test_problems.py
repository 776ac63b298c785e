"""What the editor is told: golden files of spoilt data with every line of `check`, in both languages."""

import re
import string
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.loading import ProblemsFound, describe, load_portal
from generator.loading.problems import messages
from generator.loading.words import read_words
from tests.conftest import ROOT

GOLDEN = Path(__file__).parent / "golden"


class _Text(str):
    """A text a person reads in a golden file: with line breaks, as a block."""


def _block(dumper: yaml.SafeDumper, text: _Text) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


yaml.SafeDumper.add_representer(_Text, _block)


def _outcome(folder: Path, given: dict[str, str | None], *, to_publish: bool = False) -> dict[str, list[str]]:
    for name, text in given.items():
        path = folder / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    try:
        load_portal(folder / "data", to_publish=to_publish)
    except ProblemsFound as found:
        return {language: [describe(p, language) for p in found.problems] for language in ("vi", "en")}
    return {"vi": [], "en": []}


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.glob("*.yml")))
def test_says_what_the_golden_file_says(name: str, commune: Path, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / name
    golden: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    to_publish = "to_publish" in golden
    outcome = _outcome(commune, golden["given"], to_publish=to_publish)
    if request.config.getoption("--golden"):
        given = {key: None if text is None else _Text(text) for key, text in golden["given"].items()}
        drawn = yaml.safe_dump(
            ({"to_publish": "yes"} if to_publish else {}) | {"given": given, "problems": outcome},
            allow_unicode=True,
            sort_keys=False,
            width=1000,
        )
        path.write_text(drawn, encoding="utf-8")
    else:
        assert outcome == golden["problems"]


# Twelve mistakes in one file that have nothing to do with each other, each on a line marked by its place in the list.
TWELVE = """id: m1
kind: secton
marker: A.
marker: B.
order: zero
parent: m9
text:
  vi: Căn cứ Nghị định #30 năm 2020
titel: x
duties:
- role: lead
  bodies: [van-phongg]
  basis: {kind: editor-note, note: {vi: x}}
- role: leader
  people: {vi: x}
  basis: {kind: stated}
deadlines:
- id: Hạn 1
  kind: event
  words: x
  precision: day
  date: 31/12/2026
notes:
- text:
    vi:
"""
MISTAKEN = {2: "secton", 4: "marker", 5: "zero", 6: "m9", 8: "#30", 9: "titel", 12: "van-phongg", 14: "leader",
            16: "stated", 18: "Hạn 1", 22: "31/12", 25: "vi:"}  # fmt: skip


def test_twelve_mistakes_are_told_and_no_thirteenth(commune: Path) -> None:
    lines = TWELVE.split("\n")
    assert all(words in lines[number - 1] for number, words in MISTAKEN.items())
    (commune / "data/plans/2026/m1.yml").write_text(TWELVE, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        load_portal(commune / "data")
    told = {problem.at.line for problem in found.value.problems if problem.at.file.endswith("m1.yml")}
    assert told == set(MISTAKEN)
    assert all(problem.at.file.endswith("m1.yml") for problem in found.value.problems)
    assert len(found.value.problems) == 12


def test_the_sound_office_has_no_problem(commune: Path) -> None:
    assert _outcome(commune, {}) == {"vi": [], "en": []}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(
    "folder", ["loading/messages", "pages/strings", "publishing/said"], ids=["messages", "strings", "said"]
)
def test_both_languages_say_the_same_things(folder: str) -> None:
    vi, en = (read_words(ROOT / "generator" / folder / f"{language}.yml") for language in ("vi", "en"))
    assert set(vi) == set(en)
    assert {key: _placeholders(text) for key, text in vi.items()} == {
        key: _placeholders(text) for key, text in en.items()
    }


def test_every_code_has_a_message_and_every_message_a_use() -> None:
    source = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "generator").rglob("*.py"))
    raised = {code.replace("_", "-") for code in re.findall(r'PydanticCustomError\(\s*"([a-z_]+)"', source)}
    known = {code for code in messages("vi") if not code.startswith("found.")}
    assert raised - {"not-text"} <= known
    used = {code for code in known if f'"{code}"' in source or f'"{code.replace("-", "_")}"' in source}
    references = {f"unknown-{kind}" for kind in re.findall(r'kind = "([a-z-]+)"', source)}
    assert known - used - references == set()


@pytest.mark.parametrize(
    ("one", "other", "doubled"),
    [
        ("[ubnd-xa]", "[van-phong]", False),
        ("[ubnd-xa]", "[ubnd-xa]", True),
        ("[ubnd-xa, van-phong]", "[van-phong]", True),
        ("[ubnd-xa]", None, True),
        (None, None, True),
    ],
)
def test_two_bodies_may_give_their_documents_the_same_number_on_the_same_day(
    one: str | None, other: str | None, doubled: bool, commune: Path
) -> None:
    register = commune / "data/documents.yml"
    entries = "".join(
        f"- id: 77-kh-{name}\n  type: ke-hoach\n  symbol: 77/KH-UBND\n"
        "  date: {words: 01/3/2026, iso: 2026-03-01}\n"
        + (f"  issuers: {{bodies: {bodies}, basis: {{kind: stated, words: của}}}}\n" if bodies else "")
        for name, bodies in (("a", one), ("b", other))
    )
    register.write_text(register.read_text(encoding="utf-8") + entries, encoding="utf-8")
    try:
        load_portal(commune / "data")
        found = []
    except ProblemsFound as error:
        found = [problem.code for problem in error.problems]
    assert found == (["doubled-document"] if doubled else [])
