"""What pages are made of: every answer they show is noted, and has a digest that is the same for the same answer."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linking import link
from generator.linking.asked import Asked, Whole, note_again, noted
from generator.linking.portal import Portal
from generator.loading import load_portal
from generator.model.plans import Plan, PlanItem
from generator.pages import page_makers
from generator.publishing.made import MadePage, MadePages
from tests.conftest import COMMUNE, ROOT


@pytest.fixture(scope="module")
def portal() -> Portal:
    return link(load_portal(COMMUNE / "data", COMMUNE / "content"))


def test_an_answer_is_the_portals_own_and_is_noted_once(portal: Portal) -> None:
    asking, asked = Asked.of(portal)
    located = next(iter(portal.units.values()))
    with noted(asking) as notes:
        assert asking.parts(located) == portal.parts(located)
        assert asking.parts(located) == portal.parts(located)
        assert asking.documents.get("nothing") is None
        assert list(asking.bodies.values()) == list(portal.bodies.values())
        assert asking.model.content == portal.model.content
        assert asking.dues == portal.dues
    name = "/".join(located.key)
    assert [asked.questions[note] for note in sorted(notes)] == [
        ("parts", "unit", name), ("documents", "key", "nothing"), ("bodies",), ("model.content",), ("dues",),
    ]  # fmt: skip


def test_what_is_asked_within_counts_without_too(portal: Portal) -> None:
    asking, asked = Asked.of(portal)
    with noted(asking) as outer:
        with noted(asking) as inner:
            _ = asking.dues
        note_again(asking, [asked.number(("naming_nobody",))])
    assert inner < outer
    assert [asked.questions[note] for note in sorted(outer)] == [("dues",), ("naming_nobody",)]


def test_what_another_portal_holds_is_never_the_same(portal: Portal) -> None:
    other = link(load_portal(COMMUNE / "data", COMMUNE / "content"))
    asking, asked = Asked.of(portal)
    with noted(asking) as notes:
        asking.ancestors(next(iter(other.units.values())))
    told = [[Asked.of(portal)[1].told.answer(asked.questions[note]) for note in sorted(notes)] for _ in range(2)]
    assert ("elsewhere",) in asked.questions
    assert told[0] != told[1]


def test_what_is_no_more_is_another_answer_and_no_failure(portal: Portal) -> None:
    told = Asked.of(portal)[1].told
    due = portal.dues[0]
    unit = "/".join(due.located.key)
    for said, kind, name, gone in (
        ("due_name", "due", f"{unit}/{due.deadline.id}", f"{unit}/no-such"),
        ("parts", "unit", unit, "2026/no-such"),
        ("cited_by", "document", portal.model.documents[0].id, "no-such"),
        ("units_of", "plan", portal.model.plans[0].id, "no-such"),
        ("documents", "key", portal.model.documents[0].id, "no-such"),
    ):
        assert told.answer((said, kind, gone)) != told.answer((said, kind, name))


@pytest.mark.parametrize(
    "question",
    [
        ("elsewhere",), ("no_such_question",), ("parts", "unit"), ("parts", "of", "x"), ("settings", "of", "x"),
        ("__class__",), ("model.__class__.model_validate", "of", "x"), ("days", "unit", "2026/m2"), ("refused", "of"),
    ],
)  # fmt: skip
def test_what_no_page_asks_has_no_answer_and_runs_nothing(portal: Portal, question: tuple[str, ...]) -> None:
    """The cache is a folder anybody may write to."""
    one, other = (Asked.of(portal)[1].told.answer(question) for _ in range(2))
    gone = Asked.of(portal)[1].told.answer(("parts", "unit", "no/such"))
    assert one != other or one == gone


def test_pages_read_no_more_of_plans_than_they_ask(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A digest of a plan is one of its head, and that of a unit leaves out the units below it."""
    portals = (portal, link(load_portal(ROOT / "data", ROOT / "content")))
    makers = [page_makers(one, asked=Asked.of(one)[0]) for one in portals]
    # What portals themselves work out is worked out now.
    for one in portals:
        for maker in page_makers(one):
            maker.make()
    read = object.__getattribute__
    closed = {Plan: ("sections", "units", "placed", "roots", "source"), PlanItem: ("items", "walk")}
    for kind, names in closed.items():

        def guarded(own: object, name: str, names: tuple[str, ...] = names) -> object:
            assert name not in names, (own, name)
            return read(own, name)

        monkeypatch.setattr(kind, "__getattribute__", guarded)
    made = 0
    for maker in (maker for own in makers for maker in own):
        if maker.about is not None and not isinstance(maker.about(), Whole):
            maker.make()
            made += 1
    assert made > 400


def test_digests_are_the_same_in_any_process(commune: Path) -> None:
    kept = []
    for seed in ("1", "2"):
        command = [sys.executable, "-c", "from generator.publishing.start import main; main()", "build"]
        subprocess.run(
            [*command, "--root", str(commune)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        (file,) = (commune / ".cache/plan-portal").glob("pages-*.json")
        tree = json.loads(file.read_bytes().partition(b"\n")[2])
        kept.append(MadePages.of_tree(tree[1]))
        file.unlink()
        # Another file, not another answer.
        section = commune / "data/plans/2026/m2.yml"
        section.write_text(section.read_text(encoding="utf-8") + "# \n", encoding="utf-8")
    one, other = (
        {file: sorted(made.answers[place] for place in page.asked) for file, page in made.pages.items()}
        for made in kept
    )
    assert len(one) > 40
    assert one == other


_QUESTIONS = st.lists(st.one_of(st.text(), st.integers()), min_size=1, max_size=3).map(tuple)


@given(
    answers=st.lists(st.tuples(_QUESTIONS, st.text()), max_size=5),
    pages=st.dictionaries(st.text(), st.tuples(st.text(), st.lists(st.integers(0, 9), max_size=5))),
)
def test_what_pages_were_made_of_is_kept_as_it_is_or_as_nothing(
    answers: list[tuple[tuple[str | int, ...], str]], pages: dict[str, tuple[str, list[int]]]
) -> None:
    made = MadePages(
        "ground", tuple(answers), {file: MadePage.of(about, asked) for file, (about, asked) in pages.items()}
    )
    tree = json.loads(json.dumps(made.tree()))
    sound = all(place < len(answers) for _, asked in pages.values() for place in asked)
    assert MadePages.of_tree(tree) == (made if sound else MadePages())
