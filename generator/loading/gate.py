"""The gate before publishing: what must not be published though it is sound data.

Read are the texts that reach the site: every value of `data/`, also of frozen revisions, the signed texts, the pages
of `content/`. Comments of the files are not published and not read.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from generator.loading.declared import parts_of, text_of
from generator.loading.leaks import Leak, contact, leaks_in
from generator.loading.problems import Position, Problem
from generator.loading.remarks import stale_translations
from generator.loading.tree import Mapping as MappingNode
from generator.loading.tree import Node, Scalar, Sequence
from generator.loading.trees import DataTrees, Tree
from generator.model.plans import PlanHead
from generator.model.portal import PublishingRules


def not_for_publication(
    data: DataTrees,
    frozen: Iterable[DataTrees],
    sources: Mapping[str, str],
    prose: Mapping[str, str],
    rules: PublishingRules,
) -> list[Problem]:
    """Every problem of the gate: in the values of data and frozen sets (`sources` are their files), and in `prose`."""
    allowed = {contact(one.value) for one in rules.contacts}
    found: list[Problem] = []
    for tree in (tree for trees in (data, *frozen) for tree in trees.files()):
        raw = sources[tree.file].split("\n")
        for scalar in _published(tree.root):
            found += _said(scalar, raw, allowed)
    for file, text in prose.items():
        # Whole, for a mark may be broken over lines.
        composed = _without_targets(unicodedata.normalize("NFC", text).replace("\r\n", "\n"))
        for one in leaks_in(composed):
            if not _may(one, allowed):
                line, begun = composed.count("\n", 0, one.start), composed.rfind("\n", 0, one.start) + 1
                found.append(Problem(Position(file, line + 1, one.start - begun + 1), one.code, {"words": one.words}))
    for tree in data.files():
        found += _revisions(tree)
    if rules.stale_translations == "refuse":
        found += (Problem(at, "stale-translation", {"id": id_}) for id_, at in stale_translations(data))
    return found


def _may(one: Leak, allowed: set[str]) -> bool:
    return one.code in ("private-phone", "private-mail") and contact(one.words) in allowed


def _without_targets(text: str) -> str:
    """Markdown with the addresses of its relative links blanked; mailto: and tel: stay, they are contacts."""
    return re.sub(r"(?<=\]\()(?!mailto:|tel:)[^)\s]*", lambda target: " " * len(target.group()), text)


def _published(node: Node, key: str = "") -> Iterator[Scalar]:
    """The values that reach a page; not fingerprints, and not the list of contacts itself."""
    if isinstance(node, Scalar):
        if key != "of":
            yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _published(item, key)
    elif isinstance(node, MappingNode):
        for name, value in node.values.items():
            if name != "publishing":
                yield from _published(value, name)


def _said(scalar: Scalar, raw: list[str], allowed: set[str]) -> Iterator[Problem]:
    for one in leaks_in(scalar.text):
        if not _may(one, allowed):
            yield Problem(_place(scalar, one, raw), one.code, {"words": one.words})


def _place(scalar: Scalar, one: Leak, raw: list[str]) -> Position:
    """Where the words of a leak begin in the file: its first word, as often as the value holds it before them."""
    first = re.split(r"\s", one.words, maxsplit=1)[0]
    times = scalar.text.count(first, 0, one.start) + 1
    line, column = scalar.at.line - 1, scalar.at.column - 1
    while line < len(raw):
        column = unicodedata.normalize("NFC", raw[line]).find(first, column)
        if column < 0:
            line, column = line + 1, 0
            continue
        times -= 1
        if not times:
            return Position(scalar.at.file, line + 1, column + 1)
        column += len(first)
    return scalar.at


def _revisions(tree: Tree) -> Iterator[Problem]:
    """A revision dated before the one it follows."""
    before = ""
    for revision in parts_of(tree.root, "revisions") if tree.kind is PlanHead else ():
        day = text_of(revision, "date")
        if day and day.text < before:
            yield Problem(day.at, "revision-before-last", {"date": day.text, "before": before})
        before = day.text if day else before
