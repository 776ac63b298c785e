"""A plan as two revisions are compared: its units in printed order, each where it stands, and its head."""

from dataclasses import dataclass

from generator.model.plans import Plan, PlanHead, PlanItem


@dataclass(frozen=True)
class UnitState:
    """A unit alone (`content` has nothing below it), and the unit it stands under."""

    content: PlanItem
    parent: str | None

    @property
    def id(self) -> str:
        return self.content.id


@dataclass(frozen=True)
class PlanState:
    """What a plan says at one revision; in which files it is written does not matter."""

    head: PlanHead
    units: tuple[UnitState, ...]

    def order(self) -> dict[str | None, tuple[str, ...]]:
        """The ids below each unit, in printed order; below None, the plan's own."""
        below: dict[str | None, list[str]] = {}
        for unit in self.units:
            below.setdefault(unit.parent, []).append(unit.id)
        return {parent: tuple(ids) for parent, ids in below.items()}


def state_of(plan: Plan) -> PlanState:
    """The plan as it stands, without its revisions' list (that it grew is no change of the plan)."""
    units: list[UnitState] = []
    names = [name for name in PlanItem.model_fields if name != "items"]
    for above, unit in plan.placed():
        fields = {name: getattr(unit, name) for name in names}
        units.append(UnitState(PlanItem.model_construct(**fields, items=()), above.id if above else None))
    return PlanState(plan.head.model_copy(update={"units": (), "revisions": ()}), tuple(units))
