"""What the command line says, apart from the problems of the data."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.loading.words import read_words

if TYPE_CHECKING:
    from generator.model.text import Language


@cache
def _said(language: "Language") -> dict[str, str]:
    return dict(read_words(Path(__file__).parent / "said" / f"{language}.yml"))


def said(key: str, language: "Language", **facts: object) -> str:
    """One message in one language."""
    return _said(language)[key].format_map(facts)
