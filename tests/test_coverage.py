"""The proof that nothing was dropped finds whatever was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.linking import Portal
from generator.linking.coverage import coverage
from generator.model.documents import Attribution
from generator.model.plans import Plan, PlanHead, Revision, Section
from generator.model.references import BodyRef
from generator.model.text import Basis, UnitText


def _plan(source: str, units: list[tuple[str, str]]) -> Plan:
    return Plan(
        id="p",
        source=source,
        head=PlanHead(
            type="ke-hoach",
            issuer=Attribution(bodies=(BodyRef("a"),), basis=Basis(kind="by-context", words="UBND")),
            year="2026",
            revisions=(Revision(id="r1", kind="issued"),),
        ),
        sections=tuple(
            Section(id=f"u{n}", kind="bullet", marker=marker or None, text=UnitText(vi=text), order=str(n))
            for n, (marker, text) in enumerate(units, 1)
        ),
    )


def test_the_plan_of_2023_is_carried_whole(portal: Portal) -> None:
    proof = coverage(portal.model.plans[0])
    assert (proof.units, proof.characters, proof.carried) == (71, 16687, 16687)
    assert proof.complete


CASES = [
    # source, units, first uncarried (line, column, text), units without a place
    ("- a\n- b\n", [("-", "a")], (2, 1, "- b"), ()),
    ("- a\n- b\n", [("-", "b")], (1, 1, "- a"), ()),
    ("- a b\n", [("-", "a")], (1, 1, "- a b"), ("u1",)),
    ("1. a\n\n  thêm một câu.\n2. b\n", [("1.", "a"), ("2.", "b")], (3, 3, "thêm một câu."), ()),
    ("- a\n", [("+", "a")], (1, 1, "- a"), ("u1",)),
    ("- a\n", [("-", "a"), ("-", "a")], None, ("u2",)),
    ("- a\n- b\n", [("-", "b"), ("-", "a")], (1, 1, "- a"), ("u2",)),
    ("", [], None, ()),
    (" \n\t\n", [], None, ()),
    ("một\u00a0hai\n", [("", "một hai")], (1, 1, "một\u00a0hai"), ("u1",)),
]


@pytest.mark.parametrize(("source", "units", "gap", "unplaced"), CASES)
def test_names_the_first_that_is_not_carried(
    source: str, units: list[tuple[str, str]], gap: tuple[int, int, str] | None, unplaced: tuple[str, ...]
) -> None:
    proof = coverage(_plan(source, units))
    found = [(g.line, g.column, g.text) for g in proof.uncarried]
    assert (found[0] if found else None) == gap
    assert proof.unplaced == unplaced
    assert proof.complete == (gap is None and not unplaced)


def test_without_a_source_nothing_is_proved() -> None:
    with pytest.raises(ValueError, match="no source"):
        coverage(Plan(**{**dict(_plan("", [])), "source": None}))


WORDS = st.text("aăâbcđeêghiklmnoôơpqrstuưvxyộẫế ,.“”0123456789", min_size=1, max_size=30).map(str.strip).filter(bool)
UNITS = st.lists(st.tuples(st.sampled_from(["", "-", "1.", "(2)", "a)"]), WORDS), min_size=1, max_size=8)
SPACE = st.sampled_from(["", " ", "\n", "\n\n", "  \n\t"])


@given(UNITS, st.data())
def test_units_laid_out_in_order_carry_every_character(units: list[tuple[str, str]], data: st.DataObject) -> None:
    source = ""
    for marker, text in units:
        source += (
            data.draw(SPACE) + marker + (data.draw(st.sampled_from([" ", "  ", "\t"])) if marker else "") + text + "\n"
        )
    # Without a marker a text may begin like a marked one; what counts is that the whole is carried.
    proof = coverage(_plan(source, units))
    assert proof.complete
    assert proof.carried == len(source)


@settings(max_examples=150)
@given(st.data())
def test_one_character_changed_in_the_signed_text_is_found_at_its_line(portal: Portal, data: st.DataObject) -> None:
    plan = portal.model.plans[0]
    assert plan.source is not None
    at = data.draw(st.sampled_from([n for n, c in enumerate(plan.source) if not c.isspace()]))
    changed = plan.source[:at] + ("¤" if data.draw(st.booleans()) else "") + plan.source[at + 1 :]
    proof = coverage(plan.model_copy(update={"source": changed}))
    assert not proof.complete
    line = plan.source.count("\n", 0, at) + 1
    assert line in {gap.line + n for gap in proof.uncarried for n in range(gap.text.count("\n") + 1)} or proof.unplaced


def test_a_unit_left_out_is_found(portal: Portal) -> None:
    plan = portal.model.plans[0]
    section = next(s for s in plan.sections if s.id == "s2-4")
    shorter = section.model_copy(update={"items": section.items[:-1]})
    others = tuple(s for s in plan.sections if s.id != "s2-4")
    proof = coverage(plan.model_copy(update={"sections": (*others, shorter)}))
    assert [(gap.line, gap.column) for gap in proof.uncarried] == [(48, 1)]
    assert proof.unplaced == ()
