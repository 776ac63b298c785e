"""What is wrong in the data, where, and how it is said to the editor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal

from generator.loading.words import read_words
from generator.model.text import Language

_MESSAGES = Path(__file__).parent / "messages"

Severity = Literal["error", "warning"]
"""An error stops every build; a warning stops nothing."""


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """A place in a file; line and column count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Problem:
    """One thing the editor has to put right, or with a warning to look at: its stable code and what it needs to say."""

    at: Position
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = "error"

    @property
    def _key(self) -> tuple[Position, str, tuple[tuple[str, str], ...]]:
        return self.at, self.code, tuple(sorted(self.facts.items()))

    def __lt__(self, other: "Problem") -> bool:
        return self._key < other._key


def nearest(wrong: str, known: Iterable[str]) -> dict[str, str]:
    """The fact `nearest` for a message, if one of the known words is close to the wrong one."""
    spelt = {word.casefold(): word for word in sorted(set(known), reverse=True)}
    close = get_close_matches(wrong.casefold(), list(spelt), n=1, cutoff=0.6)
    return {"nearest": spelt[close[0]]} if close else {}


@cache
def messages(language: Language) -> Mapping[str, str]:
    """The message of every problem code in one language."""
    return read_words(_MESSAGES / f"{language}.yml")


def describe(problem: Problem, language: Language) -> str:
    """A problem as one line: `file:line:column code message`, before the message of a warning that it is one."""
    words = messages(language)
    facts = dict(problem.facts)
    if "found" in facts:
        facts["found"] = words[f"found.{facts['found']}"]
    text = words[problem.code].format_map(facts)
    if "nearest" in problem.facts:
        text += words["did-you-mean"].format_map(problem.facts)
    warned = words["warning"] if problem.severity == "warning" else ""
    return f"{problem.at} {problem.code} {warned}{text}"
