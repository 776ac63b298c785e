"""The words of a Markdown text without its marks: for finding, never for showing as the page."""

import re

_FENCE = re.compile(r"^(```|~~~)[^\n]*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^)\n]*\)|\[[^\[\]]*\])")
_TAG = re.compile(r"<[^<>]+>|\{:?[.#][^{}]*\}")
_RULE = re.compile(r"^[ |:-]*-{3,}[ |:-]*$", re.MULTILINE)
_LINE_START = re.compile(r"^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+", re.MULTILINE)
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)")


def plain_words(markdown: str) -> str:
    """One line of text with the words of a Markdown page, its first heading left out.

    >>> plain_words("# Giới thiệu\\n\\n**Bước một.** Mở [Cơ quan](../co-quan/).")
    'Bước một. Mở Cơ quan.'
    """
    text = re.sub(r"\A\s*# [^\n]*\n", "", markdown)
    for pattern, instead in ((_FENCE, ""), (_LINK, r"\1"), (_TAG, ""), (_RULE, ""), (_LINE_START, ""), (_MARKS, "")):
        text = pattern.sub(instead, text)
    return " ".join(text.replace("|", " · ").split()).strip(" ·")
