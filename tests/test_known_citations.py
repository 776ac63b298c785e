"""What texts were found to cite, kept for another process, is what it would find itself."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.linking import Portal, link
from generator.linking.citations import CitationFinder, kept_tree, known_from
from tests.test_citations import PIECES, TABLES

TEXTS = [row["text"] for name, rows in TABLES.items() for row in rows if "text" in row]


def _finder(portal: Portal) -> CitationFinder:
    return CitationFinder(portal.model.document_types, portal.model.bodies, portal.model.documents)


def _learnt(portal: Portal, texts: list[str], monkeypatch: pytest.MonkeyPatch | None = None) -> None:
    first, second = _finder(portal), _finder(portal)
    found = [first.find(text) for text in texts]
    tree = json.loads(json.dumps(kept_tree({first.registers: first.found})))
    second.learn(known_from(tree)[second.registers])
    if monkeypatch is not None:
        monkeypatch.setattr(CitationFinder, "_read", lambda *_: pytest.fail("a text known was read again"))
    assert [second.find(text) for text in texts] == found


def test_what_was_found_in_every_kind_of_text_can_be_kept(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(TEXTS) > 60
    _learnt(portal, TEXTS, monkeypatch)


@settings(max_examples=30)
@given(st.lists(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=100), max_size=5))
def test_what_was_found_in_any_text_can_be_kept(portal: Portal, texts: list[str]) -> None:
    _learnt(portal, texts)


def test_what_is_kept_of_a_portal_answers_another(portal: Portal) -> None:
    tree = json.loads(json.dumps(kept_tree(portal.found)))
    other = link(portal.model, known=known_from(tree))
    for located in portal.units.values():
        assert other.citations(located, "vi") == portal.citations(located, "vi")


@pytest.mark.parametrize("register", ["bodies", "document_types", "documents"])
def test_other_registers_are_known_as_others(portal: Portal, register: str) -> None:
    held = getattr(portal.model, register)
    # A document is sought by its title alone.
    less = [one for one in held if getattr(one, "title", None) is None] if register == "documents" else held[1:]
    assert len(less) < len(held)
    other = link(portal.model.model_copy(update={register: tuple(less)}))
    assert not set(other.found) & set(portal.found)


@pytest.mark.parametrize(
    "tree", [None, [], "text", 7, {"x": 1}, {"x": {"y": 1}}, {"x": {"y": [{}]}}, {"x": {"y": [{"start": "a"}]}}]
)
def test_garbage_tells_nothing(tree: Any) -> None:
    assert known_from(tree) == {}
