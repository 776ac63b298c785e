"""The site's own words in one language, and dates as that language writes them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date

from generator.loading.words import read_words
from generator.model.text import Language

_STRINGS = Path(__file__).parent / "strings"
_ENGLISH = "en_GB"


@cache
def strings(language: Language) -> Mapping[str, str]:
    """Every word of the site in one language, by key."""
    return read_words(_STRINGS / f"{language}.yml")


class Words:
    """Says the site's words; a missing one stops the build."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._strings = strings(language)

    def __call__(self, key: str, **facts: object) -> str:
        return self._strings[key].format_map(facts)

    def template(self, key: str) -> str:
        """Words with their places still open, for the reader's browser to fill."""
        return self._strings[key]

    def below(self, key: str) -> dict[str, str]:
        """All words below a key, with their places still open."""
        within = f"{key}."
        return {name.removeprefix(within): text for name, text in self._strings.items() if name.startswith(within)}

    def count(self, key: str, number: int) -> str:
        """Words about a number of things; English tells one from many (`key.one`, `key.many`)."""
        return self(f"{key}.{'one' if number == 1 else 'many'}", number=number)

    def day(self, day: date) -> str:
        """A day as running text writes it: “27 October 2021”, “27/10/2021”."""
        if self.language == "vi":
            return f"{day.day}/{day.month}/{day.year}"
        return _english_day(day)


@cache
def words_in(language: Language) -> Words:
    """The site's words in a language: one value for all who ask."""
    return Words(language)


@cache
def _english_day(day: date) -> str:
    return format_date(day, "d MMMM yyyy", locale=_ENGLISH)
