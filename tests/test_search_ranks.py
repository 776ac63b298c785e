"""What can be found, by kind: what no plan cites stands behind what staff have to act on."""

import re

import pytest

from generator.linking import Portal, link
from generator.linking.search import Index, search, synonyms
from generator.linking.search.entries import entries, kinds_present
from generator.loading import load_portal
from generator.model.text import LANGUAGES, Language
from tests.conftest import COMMUNE, ROOT


def test_a_document_no_plan_cites_is_weighed_apart() -> None:
    ranks = {entry.id: entry.rank for entry in entries(link(load_portal(COMMUNE / "data")), "vi")}
    assert (ranks["30-2020-nd-cp"], ranks["45-2020-nd-cp-a"]) == ("document", "uncited-document")


def _portals() -> dict[str, Portal]:
    model = load_portal(ROOT / "data", ROOT / "content")
    (plan,) = model.plans
    no_lines = plan.model_copy(
        update={"sections": [one.model_copy(update={"items": ()}) for one in plan.sections if one.is_heading]}
    )
    emptied: dict[str, dict[str, object]] = {
        "whole": {},
        "no plan": {"plans": ()},
        "headings alone": {"plans": (no_lines,)},
        "no documents": {"plans": (), "documents": (), "programmes": ()},
        "no campaigns": {"plans": (), "campaigns": ()},
        "no terms": {"glossary": model.glossary.model_copy(update={"terms": ()})},
        "no pages": {"content": ()},
    }
    return {name: link(model.model_copy(update=update)) for name, update in emptied.items()}


@pytest.mark.parametrize(("name", "portal"), _portals().items())
def test_the_kinds_a_search_can_be_narrowed_to_are_those_it_finds(name: str, portal: Portal) -> None:
    for language in LANGUAGES:
        assert kinds_present(portal, language) == {entry.kind for entry in entries(portal, language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_types_the_name_of_a_body_is_led_to_it_first(language: Language) -> None:
    index = _index(language)
    for entry in index.entries:
        if entry.kind == "body":
            for name in (entry.title, *entry.names):
                assert search(index, name)[0].entry.kind == "body", name
                assert entry.id in {answer.entry.id for answer in search(index, name)[:2]}, name


def test_no_entry_that_prints_a_word_is_dropped_from_its_answers() -> None:
    index = _index("vi")
    printing: dict[str, set[int]] = {}
    for number, entry in enumerate(index.entries):
        if entry.kind == "plan-item":
            for word in set(re.findall(r"[^\W\d_]{2,}", entry.text)):
                printing.setdefault(word.lower(), set()).add(number)
    for word, numbers in printing.items():
        found = {index.entries.index(answer.entry) for answer in search(index, f"{word} ")}
        assert numbers <= found, word


def _index(language: Language) -> Index:
    portal = _portals()["whole"]
    return Index(language, entries(portal, language), synonyms(portal, language))
