"""Two revisions compared: every unit in one class, texts by syllable, and nothing reported that does not rebuild."""

import random
from functools import lru_cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linking import Portal
from generator.linking.revisions import PlanState, Segment, UnitState, compare, compare_texts, state_of
from generator.linking.revisions.texts import words_of
from generator.loading import load_portal
from generator.model.plans import PlanItem
from generator.model.text import UnitText
from tests.conftest import COMMUNE, ROOT

TEXTS = [
    (
        "thiên tại gây ra",
        "thiên tai gây ra",
        [("kept", "thiên "), ("removed", "tại"), ("added", "tai"), ("kept", " gây ra")],
    ),
    (
        "theo 93/2021/NĐ-CP ngày 27/10/2021",
        "theo 94/2021/NĐ-CP ngày 27/10/2021",
        [("kept", "theo "), ("removed", "93/2021/NĐ-CP"), ("added", "94/2021/NĐ-CP"), ("kept", " ngày 27/10/2021")],
    ),
    ("các  huyện", "các huyện", [("kept", "các"), ("removed", "  "), ("added", " "), ("kept", "huyện")]),
    ("a b c", "x y z", [("removed", "a b c"), ("added", "x y z")]),
    (
        "Họp mỗi quý một lần. Gửi báo cáo về tỉnh. Nêu gương tốt, việc tốt ở khu dân cư.",
        "Gửi báo cáo về tỉnh. Nêu gương tốt, việc tốt ở khu dân cư. Họp mỗi quý một lần.",
        [
            ("moved-away", "Họp mỗi quý một lần."), ("removed", " "),
            ("kept", "Gửi báo cáo về tỉnh. Nêu gương tốt, việc tốt ở khu dân cư."),
            ("moved-here", " Họp mỗi quý một lần."),
        ],
    ),
    ("", "mới", [("added", "mới")]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "segments"), TEXTS)
def test_a_text_changes_by_syllable(old: str, new: str, segments: list[tuple[str, str]]) -> None:
    assert [(s.kind, s.text) for s in compare_texts(old, new).segments] == segments


def _longest(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    @lru_cache(None)
    def at(i: int, j: int) -> int:
        if i == len(one) or j == len(other):
            return 0
        return 1 + at(i + 1, j + 1) if one[i] == other[j] else max(at(i + 1, j), at(i, j + 1))

    return at(0, 0)


_PIECES = ["mặt trận", "Tổ quốc.", "93/NĐ-CP", ",", "“a", "  ", "\u00a0", "b”.", "C d e."]
_PHRASES = st.lists(st.sampled_from(_PIECES), max_size=14)
_ANY = st.one_of(st.text(max_size=40), _PHRASES.map(" ".join), _PHRASES.map("".join))


@given(_ANY, _ANY)
def test_the_segments_give_back_both_texts(old: str, new: str) -> None:
    change = compare_texts(old, new)
    assert (change.before, change.after) == (old, new)
    assert change.same == (old == new)
    assert all(segment.text for segment in change.segments)


@given(_PHRASES.map(" ".join), _PHRASES.map(" ".join))
def test_no_word_more_could_have_stayed(old: str, new: str) -> None:
    segments = compare_texts(old, new).segments
    if any(s.kind.startswith("moved") for s in segments):
        return
    kept = sum(len(words_of(s.text)) for s in segments if s.kind == "kept")
    assert kept == _longest(words_of(old), words_of(new))


@given(_ANY, _ANY)
def test_no_word_is_cut(old: str, new: str) -> None:
    for side, kinds in ((old, ("kept", "removed", "moved-away")), (new, ("kept", "added", "moved-here"))):
        words = [w for s in compare_texts(old, new).segments if s.kind in kinds for w in words_of(s.text)]
        assert tuple(words) == words_of(side)


def _edit(state: PlanState, unit: str, **changes: object) -> PlanState:
    return PlanState(
        state.head,
        tuple(UnitState(u.content.model_copy(update=changes), u.parent) if u.id == unit else u for u in state.units),
    )


def _tree(state: PlanState, order: dict[str | None, list[str]], units: dict[str, PlanItem]) -> PlanState:
    """The state in printed order of these children."""
    found: list[UnitState] = []

    def write(parent: str | None) -> None:
        for id_ in order.get(parent, []):
            found.append(UnitState(units[id_], parent))
            write(id_)

    write(None)
    return PlanState(state.head, tuple(found))


def _shaken(state: PlanState, chance: random.Random, times: int) -> PlanState:
    """A state after random edits of every sort."""
    order = {parent: list(ids) for parent, ids in state.order().items()}
    units = {unit.id: unit.content for unit in state.units}

    def below(id_: str) -> set[str]:
        return {id_}.union(*(below(child) for child in order.get(id_, [])))

    for turn in range(times):
        listed = [(parent, id_) for parent, ids in order.items() for id_ in ids]
        if not listed:
            break
        parent, id_ = chance.choice(listed)
        unit = units[id_]
        match chance.randrange(7):
            case 0:
                order[parent].remove(id_)
                for gone in below(id_):
                    order.pop(gone, None)
            case 1:
                new = f"new-{chance.getrandbits(48)}"
                units[new] = PlanItem(id=new, kind="bullet", text=UnitText(vi=f"Việc mới {turn}"))
                order[parent].insert(chance.randint(0, len(order[parent])), new)
            case 2:
                words = unit.text.vi.split(" ")
                chance.shuffle(words)
                units[id_] = unit.model_copy(update={"text": unit.text.model_copy(update={"vi": " ".join(words)})})
            case 3:
                units[id_] = unit.model_copy(update={"marker": f"{turn})"})
            case 4:
                target = chance.choice([one for _, one in listed if one not in below(id_)] or [None])
                order[parent].remove(id_)
                order.setdefault(target, []).insert(0, id_)
            case 5:
                chance.shuffle(order[parent])
            case 6:
                deadlines, notes = list(unit.deadlines), list(unit.notes)
                chance.shuffle(deadlines)
                units[id_] = unit.model_copy(
                    update={"deadlines": tuple(deadlines[1:]), "duties": unit.duties[::-1], "notes": tuple(notes[:1]),
                            "text": unit.text.model_copy(update={"en": None})}
                )  # fmt: skip
    return _tree(state, order, units)


_PLANS = [state_of(load_portal(folder / "data").plans[0]) for folder in (ROOT, COMMUNE)]


@given(st.sampled_from(range(len(_PLANS))), st.integers(0, 2**32), st.integers(0, 12), st.integers(0, 12))
def test_the_old_state_and_the_changes_give_the_new_state(plan: int, seed: int, before: int, between: int) -> None:
    chance = random.Random(seed)
    old = _shaken(_PLANS[plan], chance, before)
    new = _shaken(old, chance, between)
    for one, other in product((old, new), repeat=2):
        changes = compare(one, other)
        assert changes.apply(one) == other
        assert bool(changes) == (one != other)
        assert sorted(c.id for c in changes.units) == sorted({u.id for u in (*one.units, *other.units)})


def test_six_changes_planted_in_the_plan_are_exactly_those_six_classes(portal: Portal) -> None:
    old = state_of(portal.model.plans[0])
    order = {parent: list(ids) for parent, ids in old.order().items()}
    units = {unit.id: unit.content for unit in old.units}
    ids = [unit.id for unit in old.units if unit.content.kind in ("paragraph", "bullet") and not order.get(unit.id)]
    parent_of = {unit.id: unit.parent for unit in old.units}
    edited, renumbered, removed = ids[0], ids[1], ids[2]
    moved = next(id_ for id_ in ids[3:] if parent_of[id_] != parent_of[ids[-1]] and len(order[parent_of[id_]]) > 2)
    text = units[edited].text
    units[edited] = units[edited].model_copy(
        update={"text": text.model_copy(update={"vi": text.vi.replace(" ", " thêm ", 1)})}
    )
    units[renumbered] = units[renumbered].model_copy(update={"marker": "99."})
    order[parent_of[removed]].remove(removed)
    order[parent_of[moved]].remove(moved)
    order[parent_of[ids[-1]]].insert(0, moved)
    units["brand-new"] = PlanItem(id="brand-new", kind="bullet", text=UnitText(vi="Việc mới hoàn toàn"))
    order[parent_of[renumbered]].insert(0, "brand-new")
    changes = compare(old, _tree(old, order, units))
    kinds = {change.id: change.kind for change in changes.changed}
    assert kinds == {
        edited: "edited", renumbered: "renumbered", removed: "removed", moved: "moved", "brand-new": "added",
    }  # fmt: skip
    assert len(changes.of_kind("unchanged")) == len(old.units) - 4
    added = compare_texts(text.vi, units[edited].text.vi).segments
    assert [s for s in added if s.kind != "kept"] == [Segment("added", " thêm")]


def test_a_unit_edited_moved_and_renumbered_says_all_three(portal: Portal) -> None:
    old = state_of(portal.model.plans[0])
    unit = old.units[-1]
    new = _edit(old, unit.id, marker="+", text=UnitText(vi="Lưu: VT.", en=unit.content.text.en))
    changes = compare(old, PlanState(new.head, (*new.units[:-1], UnitState(new.units[-1].content, None))))
    assert changes.by_id[unit.id].kind == "edited"
    assert changes.by_id[unit.id].facets == ("text", "moved", "renumbered")
    assert [change.id for change in changes.changed] == [unit.id]


def test_a_changed_id_is_suspected_and_a_changed_deadline_is_paired(portal: Portal) -> None:
    old = state_of(portal.model.plans[0])
    unit = old.units[-1].content
    units = (*old.units[:-1], UnitState(unit.model_copy(update={"id": "other-id"}), old.units[-1].parent))
    changes = compare(old, PlanState(old.head, units))
    assert [(pair.removed, pair.added, pair.likeness) for pair in changes.likely] == [(unit.id, "other-id", 1.0)]

    due = next(u.content for u in old.units if len(u.content.deadlines) > 1)
    later = due.deadlines[0].model_copy(update={"words": "năm 2024"})
    changed = compare(old, _edit(old, due.id, deadlines=(*due.deadlines[1:], later))).by_id[due.id]
    assert (changed.kind, changed.facets) == ("edited", ("facts",))
    assert [(c.field, c.before, c.after) for c in changed.facts] == [("deadlines", due.deadlines[0], later)]
