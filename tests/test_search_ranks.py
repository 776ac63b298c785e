"""What can be found, by kind: what no plan cites stands behind what staff have to act on."""

import pytest

from generator.linking import Portal, link
from generator.linking.search.entries import entries, kinds_present
from generator.loading import load_portal
from generator.model.text import LANGUAGES
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
