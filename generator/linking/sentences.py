"""Sentences of running text, so that a citation is shown with the words around it."""

import re

# A sentence ends at . ! ? or … (and closing quotes or brackets) before a space and a capital or an opening quote;
# “No. 93” and “(...)” inside a list do not end one.
_END = re.compile(r"[.!?…]+[”\"’)\]]*\s+(?=[“\"(\[]?[^\W\d_a-zà-ỹđ])")


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of a text, in code points; together they hold all of it but the spaces between."""
    spans = []
    start = 0
    for match in _END.finditer(text):
        end = match.start() + len(match.group().rstrip())
        spans.append((start, end))
        start = match.end()
    spans.append((start, len(text)))
    return [span for span in spans if span[0] < span[1]]


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """The span of the sentence that holds a place in a text."""
    return next((span for span in sentences(text) if span[0] <= offset < span[1]), (0, len(text)))
