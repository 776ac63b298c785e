"""The signed texts of plans, published as received."""

from collections.abc import Iterator

from generator.linking.portal import Portal
from generator.model.plans import Plan
from generator.pages.frame import TextFile


def source_address(plan: Plan) -> str:
    """Where the signed text of a plan, as received, is published."""
    return f"download/{plan.id}/source.txt"


def sources_of(portal: Portal) -> Iterator[TextFile]:
    for plan in portal.model.plans:
        if plan.source is not None:
            yield TextFile(source_address(plan), plan.source)
