"""Where a note is in the other language for a while: in what it quotes, and in a source told in both."""

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.model.text import Language

_QUOTED = r"(?<=“)[^“”]+(?=”)"
_FOREIGN = {
    "vi": re.compile(rf"{_QUOTED}|(?<= / )[^.“”]+"),
    "en": re.compile(rf"{_QUOTED}|(?<=: )[^“”]+?(?= / )|(?<=ource: )[^“”]+?(?=\)|\. |$)"),
}
_MARKED = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
# A syllable of Vietnamese that has no mark: tham, gia, nghinh. English words seldom look so, sentences of it never.
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh|n|ph?|qu|r|s|th|tr|t|v|x)?[aeiouy]{1,3}(?:ch?|m|ng|nh|n|p|t)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Passage:
    """A piece of a text and the language it is in."""

    text: str
    language: Language


@lru_cache(maxsize=4096)
def passages(text: str, language: Language) -> tuple[Passage, ...]:
    """A text cut where its language changes; joined, the pieces are the text."""
    other: Language = "en" if language == "vi" else "vi"
    cut = []
    at = 0
    for match in _FOREIGN[language].finditer(text):
        if (_is_vietnamese if other == "vi" else _is_english)(match.group()):
            cut += [Passage(text[at : match.start()], language), Passage(match.group(), other)]
            at = match.end()
    cut.append(Passage(text[at:], language))
    return tuple(piece for piece in cut if piece.text)


def _is_vietnamese(words: str) -> bool:
    return bool(_MARKED.search(words))


def _is_english(words: str) -> bool:
    """Whether a word stands there that is no Vietnamese syllable, nor an abbreviation."""
    written = re.findall(r"[A-Za-z]+", words)
    return not _is_vietnamese(words) and any(not _SYLLABLE.fullmatch(one) and not one.isupper() for one in written)
