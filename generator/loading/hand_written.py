"""What a hand-written page may not hold: HTML of its own, scripts, foreign addresses, pictures without words.

A page of `content/` is Markdown, published on the office's own site and under its name. Text, links, tables and
pictures of the site itself are all it needs; the rest is refused at its line. What the engine makes of a page is
checked once more, as HTML, by `html_not_allowed`.
"""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import islice
from typing import Literal

from generator.loading.limits import MAX_BRACKETS, MAX_DEPTH, MAX_PROBLEMS
from generator.loading.problems import Position, Problem
from generator.model.links import WrittenLink, link_allowed

PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp"))
FILES_ALLOWED = PICTURES | {".md", ".pdf"}
"""Kinds of file `content/` may hold; an SVG may carry scripts and is not among them."""

_TAGS = frozenset(
    ("a", "abbr", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6",
     "hr", "img", "kbd", "li", "ol", "p", "pre", "s", "span", "strong", "sub", "sup", "table", "tbody", "td", "th",
     "thead", "tr", "ul")
)  # fmt: skip
_ATTRIBUTES = frozenset(("href", "src", "alt", "title", "id", "class", "lang", "start", "colspan", "rowspan", "align"))
_OF_AN_ELEMENT = re.compile(r"[#.][\w-]+|(?:lang|id|class|title|start|alt)=(?:\"[^\"<>]*\"|'[^'<>]*'|[\w-]+)|\s+")

# A line without any of these is text.
_TELLING = re.compile(r"[<\[{`~]|^[\s>\d]*[-+*>.)][\s>\d]*[-+*>.)]| {24}")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_LEAD = re.compile(r"[-\d.)*+> ]*")
_LEVEL = re.compile(r"\d{1,9}[.)]|[-*+>]| {4}")
_TICKS = re.compile(r"`+")
_RAW_HTML = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^\s<>]*>|[^\s<>@]+@[^\s<>]+>)")
_AUTO_LINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")
_LINK = re.compile(r"\]\(\s*(?:<([^>]*)>|([^\s)]*))")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?([^\s>]*)")
_BRACES = re.compile(r"\{(:?)([^{}\n]*)\}")
_SAYS_ATTRIBUTES = re.compile(r"=|[#.][\w-]")
_PICTURE_WITHOUT_WORDS = re.compile(r"!\[\s{0,20}\]")
_INCLUDE = re.compile(r"^\s*-+8<-+|\{%|\{\{")


def refused_in_page(markdown: str, file: str, first_line: int) -> Iterator[Problem]:
    """Every part of a page's Markdown that is not text, a link or a picture, up to a limit; code is text."""
    yield from islice(_refused(markdown, file, first_line), MAX_PROBLEMS)


def links_in_page(markdown: str, first_line: int) -> Iterator[WrittenLink]:
    """Every link and picture of a page's Markdown, as it is written."""
    for number, line, place in _lines(markdown, first_line):
        if place == "text":
            for match, group in _links_in_line(_without_code(line)):
                yield WrittenLink(address=html.unescape(match[group]), line=number, column=match.start(group) + 1)


def _refused(markdown: str, file: str, first_line: int) -> Iterator[Problem]:
    if markdown.count("[") > MAX_BRACKETS:
        yield Problem(Position(file, first_line), "too-many-brackets", {"limit": f"{MAX_BRACKETS:,}"})
    place, number = "text", first_line
    for number, line, place in _lines(markdown, first_line):
        words = _without_code(line)
        if place in ("text", "opens") and _INCLUDE.search(words):
            yield Problem(Position(file, number), "include-not-allowed")
        if place in ("opens", "closes") and "{" in line:
            yield Problem(Position(file, number), "attribute-not-allowed", {"value": line.strip()})
        if place != "text":
            continue
        lead = _LEAD.match(line)
        if lead and lead.end() < len(line) and len(_LEVEL.findall(lead.group())) > MAX_DEPTH:
            yield Problem(Position(file, number), "too-deep", {"limit": str(MAX_DEPTH)})
        for code, column, value in _refused_in_line(words):
            yield Problem(Position(file, number, column + 1), code, {"value": value})
    if place in ("opens", "code"):
        yield Problem(Position(file, first_line + markdown.count("\n")), "code-not-closed")


def _lines(markdown: str, first_line: int) -> Iterator[tuple[int, str, Literal["text", "opens", "code", "closes"]]]:
    """The numbered lines that may hold anything but words, each with where it is: in the text or of some code."""
    fence: str | None = None
    for number, line in enumerate(markdown.split("\n"), first_line):
        if not _TELLING.search(line):
            continue
        mark = _FENCE.match(line)
        if mark is None or (fence is not None and not mark[1].startswith(fence)):
            yield number, line, "text" if fence is None else "code"
        elif fence is None:
            fence = mark[1]
            yield number, line, "opens"
        else:
            fence = None
            yield number, line, "closes"


def _links_in_line(line: str) -> Iterator[tuple[re.Match[str], int]]:
    """Where links are written, each with the group that is its address."""
    for pattern in (_AUTO_LINK, _LINK, _DEFINITION):
        for match in pattern.finditer(line):
            yield match, next((n for n in range(1, pattern.groups + 1) if match[n] is not None), 1)


def _refused_in_line(line: str) -> Iterator[tuple[str, int, str]]:
    for match in _RAW_HTML.finditer(line):
        if not _AUTO_LINK.match(line, match.start()):
            yield "html-not-allowed", match.start(), line[match.start() : match.start() + 40]
    for match, group in _links_in_line(line):
        if not link_allowed(html.unescape(match[group])):
            yield "link-not-allowed", match.start(group), match[group]
    for match in _BRACES.finditer(line):
        if (match[1] or _SAYS_ATTRIBUTES.search(match[2])) and _OF_AN_ELEMENT.sub("", match[2]):
            yield "attribute-not-allowed", match.start(), match.group()
    for match in _PICTURE_WITHOUT_WORDS.finditer(line):
        yield "picture-without-words", match.start(), ""


def _without_code(line: str) -> str:
    """A line whose code, from some backticks to as many again, is blanked."""
    runs = list(_TICKS.finditer(line))
    closing: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        closing.setdefault(len(runs[number].group()), []).append(number)
    parts, here, number = [], 0, 0
    while number < len(runs):
        same = closing[len(runs[number].group())]
        while same and same[-1] <= number:
            same.pop()
        if same:
            end = runs[same[-1]].end()
            parts += [line[here : runs[number].start()], " " * (end - runs[number].start())]
            here, number = end, same[-1]
        number += 1
    return "".join(parts) + line[here:]


def html_not_allowed(page: str) -> str | None:
    """The first tag or attribute of a rendered page that a hand-written page may not have, as it stands there."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.refused


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.refused: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name not in _ATTRIBUTES or (name in ("href", "src") and not link_allowed(value or "")):
                self._refuse(f'<{tag} {name}="{value}">')
            if name == "src" and re.match("(?i)[a-z][a-z0-9+.-]*:", value or ""):
                self._refuse(f'<{tag} {name}="{value}">')
        if tag not in _TAGS:
            self._refuse(f"<{tag}>")

    def handle_comment(self, data: str) -> None:
        self._refuse(f"<!--{data[:40]}")

    def handle_decl(self, decl: str) -> None:
        self._refuse(f"<!{decl[:40]}")

    def handle_pi(self, data: str) -> None:
        self._refuse(f"<?{data[:40]}")

    def _refuse(self, what: str) -> None:
        self.refused = self.refused or what
