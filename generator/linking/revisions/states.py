"""A plan's revisions with what the plan said at each: the earlier ones frozen, the newest as it stands."""

from dataclasses import dataclass

from generator.linking.revisions.state import PlanState, state_of
from generator.model.plans import Plan, Revision
from generator.model.portal import PortalModel


@dataclass(frozen=True)
class RevisionState:
    """A revision, the plan as it was then, and the registers that tell its names."""

    revision: Revision
    plan: Plan
    registers: PortalModel
    is_newest: bool

    @property
    def id(self) -> str:
        return self.revision.id

    @property
    def state(self) -> PlanState:
        return state_of(self.plan)


def revision_states(model: PortalModel, plan: Plan) -> tuple[RevisionState, ...]:
    """Every revision of a plan, oldest first; what is known of each is what plan.yml says now."""
    frozen = {one.id: one for one in model.frozen_of(plan)}
    *earlier, newest = plan.head.revisions
    return (
        *(RevisionState(one, frozen[one.id].state, frozen[one.id].portal, is_newest=False) for one in earlier),
        RevisionState(newest, plan, model, is_newest=True),
    )
