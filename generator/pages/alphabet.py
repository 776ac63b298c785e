"""Names in the order of the Vietnamese alphabet: đ after d, ă and â after a, tones only between words else alike."""

import re
import unicodedata

# Letters of their own, each with the mark that makes it one; English names order alike.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = {letter: place for place, letter in enumerate(_LETTERS)}
# Huyền, hỏi, ngã, sắc, nặng: as dictionaries and CLDR order them.
_TONES = {mark: place for place, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", 1)}
# Figures are one number: 9 comes before 10.
_FIGURES = re.compile(r"[0-9]+|.", re.DOTALL)
_BEFORE_LETTERS, _AFTER_LETTERS = 0, 1000

AlphabeticalKey = tuple[tuple[tuple[int, str], ...], tuple[int, ...], str]


def alphabetical(text: str) -> AlphabeticalKey:
    """The key by which names are sorted: letters first, then tones, then the text itself.

    Spaces come before figures and figures before letters, so that names stand word by word; what is no letter of the
    alphabet comes after it, by its code point. The order of letters and tones is that of CLDR's Vietnamese collation.

    >>> sorted(["ủy ban", "đoàn", "tổ", "dân", "ăn", "an", "ân"], key=alphabetical)
    ['an', 'ăn', 'ân', 'dân', 'đoàn', 'tổ', 'ủy ban']
    """
    letters: list[tuple[int, str]] = []
    tones: list[int] = []
    for character in _FIGURES.findall(unicodedata.normalize("NFC", text).casefold()):
        parts = unicodedata.normalize("NFD", character)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), 0)
        bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        if bare in _PLACES:
            letters.append((1 + _PLACES[bare], ""))
        elif bare.isalpha():
            letters.append((_AFTER_LETTERS, bare))
        elif bare.isdigit():
            letters.append((_BEFORE_LETTERS, f"1{bare.lstrip('0'):0>9}"))
        elif bare.isalnum():
            letters.append((_BEFORE_LETTERS, f"2{bare}"))
        elif bare.isspace():
            letters.append((_BEFORE_LETTERS, "0"))
        else:
            # A mark between words counts for nothing: “Lao động - Thương binh” stands with “Lao động Thương binh”.
            continue
        tones.append(tone)
    return tuple(letters), tuple(tones), text
