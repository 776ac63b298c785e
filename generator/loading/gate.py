"""The gate before publishing: what must not be published though it is sound data.

Read are the texts that reach the site: every value of `data/`, the signed text, the pages of `content/`. Comments of
the files are not published and not read.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from generator.loading.checks import DataTrees, Tree
from generator.loading.declared import parts_of, records_in, text_of
from generator.loading.leaks import Leak, contact, leaks_in
from generator.loading.problems import Position, Problem
from generator.loading.tree import Mapping as MappingNode
from generator.loading.tree import Node, Scalar, Sequence
from generator.model.documents import LegalDocument
from generator.model.plans import PlanHead, PlanItem
from generator.model.portal import PublishingRules
from generator.model.text import fingerprint


def not_for_publication(
    data: DataTrees, sources: Mapping[str, str], prose: Mapping[str, str], rules: PublishingRules
) -> list[Problem]:
    """Every problem of the gate: in the values of the data (`sources` are its files), and in the texts of `prose`."""
    allowed = {contact(one.value) for one in rules.contacts}
    found: list[Problem] = []
    for tree in data.files():
        raw = sources[tree.file].split("\n")
        for scalar in _published(tree.root):
            found += _said(scalar, raw, allowed)
    for file, text in prose.items():
        for number, line in enumerate(text.split("\n"), 1):
            for one in leaks_in(_without_targets(line)):
                if not _may(one, allowed):
                    found.append(Problem(Position(file, number, one.start + 1), one.code, {"words": one.words}))
    for tree in data.files():
        found += _validity(tree, data)
        if rules.stale_translations == "refuse":
            found += _stale(tree)
    return found


def _may(one: Leak, allowed: set[str]) -> bool:
    return one.code in ("private-phone", "private-mail") and contact(one.words) in allowed


def _without_targets(line: str) -> str:
    """A line of Markdown with the addresses of its relative links blanked; mailto: and tel: stay, they are contacts."""
    return re.sub(r"(?<=\]\()(?!mailto:|tel:)[^)\s]*", lambda target: " " * len(target.group()), line)


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


def _validity(tree: Tree, data: DataTrees) -> Iterator[Problem]:
    """A state of validity that the dates of the register contradict."""
    documents = {name.text: node for node in data.records(LegalDocument) if (name := text_of(node, "id"))}
    if tree.kind is PlanHead:
        before = ""
        for revision in parts_of(tree.root, "revisions"):
            day = text_of(revision, "date")
            if day and day.text < before:
                yield Problem(day.at, "revision-before-last", {"date": day.text, "before": before})
            before = day.text if day else before
    for kind, node in records_in(tree.kind, tree.root):
        if kind is not LegalDocument:
            continue
        day, state, as_of = (
            text_of(node, "date", "iso"),
            text_of(node, "validity", "state"),
            text_of(node, "validity", "as_of"),
        )
        name = text_of(node, "id")
        if state and as_of and day and as_of.text < day.text and state.text != "not-yet":
            yield Problem(
                state.at, "validity-before-date", {"state": state.text, "as_of": as_of.text, "date": day.text}
            )
        for relation in parts_of(node, "relations"):
            what, to = text_of(relation, "kind"), text_of(relation, "to")
            other = documents.get(to.text) if to else None
            if what is None or to is None or other is None or what.text not in ("replaces", "amends"):
                continue
            theirs = text_of(other, "date", "iso")
            if day and theirs and day.text < theirs.text:
                facts = {"id": name.text if name else "", "other": to.text, "date": day.text, "theirs": theirs.text}
                yield Problem(to.at, "relation-before-date", facts)
            told, told_of = text_of(other, "validity", "state"), text_of(other, "validity", "as_of")
            if (
                what.text == "replaces"
                and told
                and told_of
                and told.text == "in-force"
                and day
                and day.text <= told_of.text
            ):
                yield Problem(told.at, "replaced-in-force", {"id": to.text, "other": name.text if name else ""})


def _stale(tree: Tree) -> Iterator[Problem]:
    for kind, node in records_in(tree.kind, tree.root):
        if issubclass(kind, PlanItem):
            vi, of, name = text_of(node, "text", "vi"), text_of(node, "text", "en", "of"), text_of(node, "id")
            if vi and of and name and of.text != fingerprint(vi.text):
                yield Problem(of.at, "stale-translation", {"id": name.text})
