"""What no plan cites stands behind what staff have to act on."""

from generator.linking import link
from generator.linking.search.entries import entries
from generator.loading import load_portal
from tests.conftest import COMMUNE


def test_a_document_no_plan_cites_is_weighed_apart() -> None:
    ranks = {entry.id: entry.rank for entry in entries(link(load_portal(COMMUNE / "data")), "vi")}
    assert (ranks["30-2020-nd-cp"], ranks["45-2020-nd-cp-a"]) == ("document", "uncited-document")
