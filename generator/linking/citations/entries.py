"""The register entry of a document that is cited but not registered, ready to paste into `documents.yml`."""

import re
import unicodedata
from collections.abc import Iterable

from generator.linking.citations.citation import Citation
from generator.linking.citations.resolution import Resolution


def entry_id(words: str) -> str:
    """An id made of words: ASCII small letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", without_marks(words.lower())).strip("-")[:80].rstrip("-")


def without_marks(words: str) -> str:
    """Small Vietnamese letters without their marks: thiên tại and thiên tai are one."""
    plain = unicodedata.normalize("NFD", words.replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def register_entry(citation: Citation) -> str:
    """The entry of a citation's document: what the text prints, nothing else; the editor checks and completes it."""
    named = citation.title or citation.canonical
    year = f"-{citation.date.year}" if citation.date and citation.year is None else ""
    lines = [f"- id: {entry_id((named if citation.title else citation.canonical) + year)}"]
    lines.append(f"  type: {citation.type_id or '…'}")
    if citation.title is not None:
        lines += ["  title:", f"    vi: {_quoted(citation.title)}"]
    else:
        lines.append(f"  symbol: {_quoted(citation.symbol or citation.canonical)}")
    if citation.date is not None and citation.date_text:
        words = re.sub(r"^(?:ngày|dated|of|on)\s+", "", citation.date_text)
        lines += ["  date:", f"    words: {_quoted(words)}", f"    iso: {citation.date.isoformat()}"]
    if citation.bodies:
        lines += [
            "  issuers:",
            f"    bodies: [{', '.join(citation.bodies)}]",
            "    basis:",
            "      kind: stated",
            f"      words: {_quoted(citation.issuer or '')}",
        ]
    elif citation.issuer is not None:
        lines.append(f"  # issuer: {citation.issuer}")
    if citation.subject is not None:
        lines += ["  subject:", f"    vi: {_quoted(citation.subject)}"]
    return "\n".join(lines) + "\n"


def missing_entries(resolutions: Iterable[Resolution]) -> list[str]:
    """An entry for every document that is cited and not in the register, once each, the fullest print of it."""
    fullest: dict[str, Citation] = {}
    for resolution in resolutions:
        citation = resolution.citation
        if resolution.outcome != "unresolved" or citation.own or citation.form not in ("numbered", "named"):
            continue
        known = fullest.get(citation.canonical)
        if known is None or _elements(citation) > _elements(known):
            fullest[citation.canonical] = citation
    return [register_entry(citation) for citation in fullest.values()]


def _elements(citation: Citation) -> int:
    return sum(element is not None for element in (citation.date, citation.issuer, citation.subject))


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
