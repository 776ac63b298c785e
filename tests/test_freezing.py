"""Freezing a plan's state: what is written, that it stays as it was, and what an editor is told when it does not."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser

from generator.linking import link
from generator.linking.revisions import compare, state_of
from generator.loading import Problem, ProblemsFound, load_portal
from generator.pages import pages_of
from generator.publishing import revise as freezing
from generator.publishing.cli import main
from tests.conftest import open_data

HEAD = "data/plans/2026/plan.yml"
SET = "data/plans/2026/revisions/r1"


def run(office: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--root", str(office), "--lang", "en"])


def edit(office: Path, file: str, old: str, new: str) -> None:
    path = office / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def problems(office: Path) -> list[str]:
    try:
        load_portal(office / "data")
    except ProblemsFound as found:
        return [f"{problem.at.file.removeprefix(SET)} {problem.code}" for problem in found.problems]
    return []


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def frozen(commune: Path) -> Path:
    assert run(commune, "revise", "2026").exit_code == 0
    return commune


def test_a_frozen_set_reads_as_the_plan_did_whatever_the_registers_become(commune: Path) -> None:
    before = load_portal(commune / "data")
    assert run(commune, "revise", "2026").exit_code == 0
    edit(commune, "data/bodies.yml", "name: {vi: Văn phòng", "name: {vi: Phòng mới thay Văn phòng")
    edit(commune, "data/plans/2026/m2.yml", "NHIỆM VỤ", "NHIỆM VỤ MỚI")
    after = load_portal(commune / "data")
    (old,) = after.frozen_of(after.plans[0])
    assert (old.plan, old.id, old.state) == ("2026", "r1", before.plans[0])
    assert (old.portal.bodies, old.portal.documents, old.portal.settings) == (
        before.bodies, before.documents, before.settings,
    )  # fmt: skip
    assert after.bodies != before.bodies
    assert [change.id for change in compare(state_of(old.state), state_of(after.plans[0])).changed] == ["m2"]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_two_places_of_plan_yml_change(commune: Path, ending: str, mark: str) -> None:
    text = (commune / HEAD).read_text(encoding="utf-8")
    note = "  note:\n    vi: 'Ban hành\n      # lần đầu'\n"
    text = text.replace("  note: {vi: Ban hành lần đầu.}\n", note + "\n# Các phần ngoài mục\n")
    assert text.count("Các phần") == 1
    (commune / HEAD).write_bytes((mark + text).replace("\n", ending).encode())
    done = run(commune, "revise", "2026", "--kind", "corrected")
    assert done.exit_code == 0, done.output
    sums = (commune / SET / "SHA256SUMS").read_bytes()
    wanted = text.replace("- id: r1\n", f"- id: r1\n  fingerprint: {hashlib.sha256(sums).hexdigest()}\n")
    wanted = wanted.replace(note, f"{note}- id: r2\n  kind: corrected\n")
    assert (commune / HEAD).read_bytes() == (mark + wanted).replace("\n", ending).encode()
    assert (commune / SET / "plan.yml").read_bytes() == text.encode()


def test_the_list_of_files_is_one_that_sha256sum_reads(frozen: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
        cwd=frozen / SET,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    listed = {line.split("  ")[1] for line in (frozen / SET / "SHA256SUMS").read_text().splitlines()}
    assert listed | {"SHA256SUMS"} == set(tree(frozen / SET))
    assert {"source.txt", "m1.yml", "registers/bodies.yml", "registers/portal.yml"} < listed


def test_what_git_and_editors_do_to_line_ends_is_no_edit(frozen: Path) -> None:
    for path in (frozen / SET).rglob("*"):
        if path.is_file():
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert problems(frozen) == []


SPOILT = {
    "edited": (lambda folder: (folder / "m1.yml").write_bytes(b"id: m1\n"), ["/m1.yml frozen-edited"]),
    "source": (lambda folder: (folder / "source.txt").write_bytes(b"x"), ["/source.txt frozen-edited"]),
    "register": (
        lambda folder: (folder / "registers" / "bodies.yml").write_bytes(b"bodies: []\n"),
        ["/registers/bodies.yml frozen-edited"],
    ),
    "missing": (lambda folder: (folder / "m2.yml").unlink(), ["/m2.yml frozen-file-missing"]),
    "extra": (
        lambda folder: (folder / "registers" / "m3.yml").write_bytes(b""),
        ["/registers/m3.yml frozen-file-extra"],
    ),
    "list": (lambda folder: (folder / "SHA256SUMS").write_bytes(b""), ["/SHA256SUMS frozen-list-edited"]),
    "no list": (lambda folder: (folder / "SHA256SUMS").unlink(), ["/SHA256SUMS frozen-file-missing"]),
    "nothing": (shutil.rmtree, [f"{HEAD} frozen-missing"]),
    "link": (lambda folder: (folder / "m9.yml").symlink_to("m1.yml"), ["/m9.yml not-regular"]),
}


@pytest.mark.parametrize("how", SPOILT)
def test_every_file_that_is_not_as_it_was_frozen_is_named(frozen: Path, how: str) -> None:
    spoil, said = SPOILT[how]
    spoil(frozen / SET)
    assert problems(frozen) == said
    assert run(frozen, "check").exit_code == 1


def test_a_list_made_to_fit_an_edited_file_does_not_pass(frozen: Path) -> None:
    (frozen / SET / "m1.yml").write_bytes(b"id: m1\n")
    sums = (frozen / SET / "SHA256SUMS").read_text().splitlines()
    new = hashlib.sha256(b"id: m1\n").hexdigest()
    text = "".join(f"{new}  m1.yml\n" if line.endswith("  m1.yml") else f"{line}\n" for line in sums)
    (frozen / SET / "SHA256SUMS").write_text(text)
    assert problems(frozen) == ["/SHA256SUMS frozen-list-edited"]


def test_nothing_is_frozen_twice_or_with_problems_or_without_a_change(frozen: Path) -> None:
    before = tree(frozen)
    again = run(frozen, "revise", "2026")
    assert (again.exit_code, again.output) == (1, "2026: nothing has changed since r1; there is nothing to freeze\n")
    assert run(frozen, "revise", "2027").exit_code == 2
    assert tree(frozen) == before
    edit(frozen, "data/plans/2026/m2.yml", "kind: section", "kind: secton")
    before = tree(frozen)
    assert run(frozen, "revise", "2026").exit_code == 1
    assert tree(frozen) == before


def test_a_second_change_is_the_next_revision(frozen: Path) -> None:
    edit(frozen, "data/plans/2026/m2.yml", "NHIỆM VỤ", "CÁC NHIỆM VỤ")
    first = tree(frozen / SET)
    assert run(frozen, "revise", "2026").exit_code == 0
    model = load_portal(frozen / "data")
    assert [one.id for one in model.frozen_of(model.plans[0])] == ["r1", "r2"]
    assert [one.id for one in model.plans[0].head.revisions] == ["r1", "r2", "r3"]
    assert tree(frozen / SET) == first


def test_what_stands_in_the_place_is_not_overwritten(commune: Path) -> None:
    (commune / SET).mkdir(parents=True)
    before = tree(commune)
    done = run(commune, "revise", "2026")
    assert done.exit_code == 1
    assert tree(commune) == before


@pytest.mark.parametrize("fails", ["rename", "replace"])
def test_a_disk_that_fails_leaves_everything_as_it_was(
    commune: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    before = tree(commune)

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(freezing.Path, fails, full)
    done = run(commune, "revise", "2026")
    assert (done.exit_code, "No space left" in done.output) == (1, True)
    assert tree(commune) == before
    assert not (commune / "data/plans/2026/revisions").exists()


FORMS = [
    ("- id: r1\n  kind: issued\n  date: 2026-01-12\n  basis: 30-2020-nd-cp\n  note: {vi: Ban hành lần đầu.}\n", new)
    for new in ("- {id: r1, kind: issued}\n", "- kind: issued\n  id: r1\n")
]


@pytest.mark.parametrize(("old", "new"), FORMS, ids=["flow", "id second"])
def test_a_form_that_cannot_be_added_to_is_left_alone(commune: Path, old: str, new: str) -> None:
    edit(commune, HEAD, old, new)
    before = tree(commune)
    done = run(commune, "revise", "2026")
    if "{id" in new:
        assert (done.exit_code, "one key a line" in done.output) == (1, True)
        assert tree(commune) == before
    else:
        assert done.exit_code == 0, done.output
        assert problems(commune) == []


def test_each_problem_of_a_frozen_set_stands_at_its_file(frozen: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        (frozen / SET / "m1.yml").write_bytes(b"x")
        load_portal(frozen / "data")
    (problem,) = found.value.problems
    assert isinstance(problem, Problem)
    assert str(problem.at) == f"{SET}/m1.yml:1:1"


def test_diff_says_what_changed_from_the_frozen_state(frozen: Path) -> None:
    edit(frozen, "data/plans/2026/m2.yml", "NHIỆM VỤ", "CÁC NHIỆM VỤ")
    edit(frozen, "data/plans/2026/m2.yml", 'marker: "+"', 'marker: "-"')
    edit(frozen, HEAD, "number: 15/KH-UBND", "number: 16/KH-UBND")
    for names in (("r1", "r2"), ("2026/r1", "2026/r2"), ("2026/r1", "r2"), ("r1", "r2", "--plan", "2026")):
        done = run(frozen, "diff", *names)
        assert (done.exit_code, done.output.splitlines()) == (
            0,
            [
                "plan: facts of the plan as a whole",
                "  - number: 15/KH-UBND",
                "  + number: 16/KH-UBND",
                "m2: edited (text)",
                "  vi: {+CÁC +}NHIỆM VỤ",
                "m2-a: renumbered (renumbered)",
                "  + → -",
            ],
        )
    told = json.loads(run(frozen, "diff", "r1", "r2", "--json").output)
    assert (told["plan"], told["from"], told["to"]) == ("2026", "r1", "r2")
    assert told["head"] == [{"field": "number", "before": "15/KH-UBND", "after": "16/KH-UBND"}]
    assert [(unit["id"], unit["kind"], unit["facets"]) for unit in told["units"]] == [
        ("m2", "edited", ["text"]), ("m2-a", "renumbered", ["renumbered"]),
    ]  # fmt: skip
    assert told["units"][0]["text"] == [{"kind": "added", "text": "CÁC "}, {"kind": "kept", "text": "NHIỆM VỤ"}]
    back = json.loads(run(frozen, "diff", "r2", "r1", "--json").output)
    assert back["units"][0]["text"] == [{"kind": "removed", "text": "CÁC "}, {"kind": "kept", "text": "NHIỆM VỤ"}]
    assert run(frozen, "diff", "r2", "r2").output == "nothing changed\n"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("r1", "r9"), "2026 has no revision 'r9'; it has: r1, r2\n"),
        (("2027/r1", "2027/r2"), "there is no plan '2027'\n"),
        (("2026/r1", "2027/r2"), "there is no plan '2027'\n"),
        (("2026/r1", "r2", "--plan", "2027"), "'2026' and '2027' are two plans; revisions of one plan are compared\n"),
    ],
)
def test_diff_of_what_is_not_there_is_a_wrong_call(frozen: Path, names: tuple[str, ...], said: str) -> None:
    done = run(frozen, "diff", *names)
    assert (done.exit_code, done.output) == (2, said)


def test_diff_of_several_plans_asks_which(frozen: Path) -> None:
    shutil.copytree(frozen / "data/plans/2026", frozen / "data/plans/2027", ignore=shutil.ignore_patterns("revisions"))
    edit(frozen, "data/plans/2027/plan.yml", "at: 2026/m2-a", "at: 2027/m2-a")
    text = (frozen / "data/plans/2027/plan.yml").read_text(encoding="utf-8")
    start, end = text.index("revisions:"), text.index("units:")
    (frozen / "data/plans/2027/plan.yml").write_text(
        f"{text[:start]}revisions:\n- id: r1\n  kind: issued\n{text[end:]}", encoding="utf-8"
    )
    done = run(frozen, "diff", "r1", "r2")
    assert (done.exit_code, done.output) == (2, "there are several plans (2026, 2027); write PLAN/r1 or add --plan\n")
    assert run(frozen, "diff", "2026/r1", "r2").output == "nothing changed\n"
    assert run(frozen, "diff", "2026/r1", "2027/r1").exit_code == 2


REASON = """\
  redacted:
    date: 2026-11-24
    reason: {vi: Bỏ số điện thoại riêng., en: A private number was taken out.}
"""


def test_a_private_number_is_taken_out_of_a_frozen_revision_and_every_reader_is_told(commune: Path) -> None:
    edit(commune, "data/plans/2026/m2.yml", "NHIỆM VỤ", "NHIỆM VỤ, hỏi 0912 345 678")
    assert run(commune, "revise", "2026").exit_code == 0
    edit(commune, "data/plans/2026/m2.yml", ", hỏi 0912 345 678", "")
    assert run(commune, "check", "--publish").exit_code == 1
    head = (commune / HEAD).read_text(encoding="utf-8")
    edit(commune, f"{SET}/m2.yml", "0912 345 678", "[…]")
    refused = run(commune, "check")
    assert (refused.exit_code, "plan-portal redact" in refused.output) == (1, True)
    before = tree(commune)
    unstated = run(commune, "redact", "2026", "r1")
    assert (unstated.exit_code, "when and why" in unstated.output) == (1, True)
    assert tree(commune) == before
    edit(commune, HEAD, "  kind: issued\n", f"  kind: issued\n{REASON}")
    done = run(commune, "redact", "2026", "r1")
    assert done.exit_code == 0, done.output
    assert "(m2.yml)" in done.output
    sums = (commune / SET / "SHA256SUMS").read_bytes()
    text = (commune / HEAD).read_text(encoding="utf-8")
    old = head.split("fingerprint: ")[1][:64]
    assert text == head.replace(old, hashlib.sha256(sums).hexdigest()).replace(
        "  kind: issued\n", f"  kind: issued\n{REASON}", 1
    )
    assert run(commune, "check", "--publish").exit_code == 0
    portal = link(load_portal(commune / "data"))
    (plan,) = json.loads(open_data(portal)["api/v1/plans.json"].content)["records"]
    assert plan["revisions"][0]["redacted"] == {
        "date": "2026-11-24", "reason": {"vi": "Bỏ số điện thoại riêng.", "en": "A private number was taken out."},
    }  # fmt: skip
    assert plan["revisions"][1]["redacted"] is None
    bodies = {page.address: str(page.body) for page in pages_of(portal)}
    for address in ("en/plans/2026/", "en/plans/2026/changes/r1-r2/"):
        shown = " ".join(LexborHTMLParser(bodies[address]).body.text().split())
        assert "Information was taken out of this revision on 24 November 2026: A private number was taken" in shown
    assert run(commune, "redact", "2026", "r1").exit_code == 1


@pytest.mark.parametrize(
    ("plan", "revision", "code"), [("2026", "r2", 2), ("2026", "r9", 2), ("2027", "r1", 2), ("2026", "r1", 1)]
)
def test_what_cannot_be_redacted_is_left_alone(frozen: Path, plan: str, revision: str, code: int) -> None:
    edit(frozen, HEAD, "  kind: issued\n", f"  kind: issued\n{REASON}")
    before = tree(frozen)
    assert run(frozen, "redact", plan, revision).exit_code == code
    assert tree(frozen) == before


@pytest.mark.parametrize("how", ["edited", "missing", "extra", "list"])
def test_redacting_hides_no_other_damage(frozen: Path, how: str) -> None:
    """`m1.yml` of one key is no section, and a set that lost or gained a file is not as it was frozen."""
    edit(frozen, HEAD, "  kind: issued\n", f"  kind: issued\n{REASON}")
    SPOILT[how][0](frozen / SET)
    before = tree(frozen)
    assert run(frozen, "redact", "2026", "r1").exit_code == 1
    assert tree(frozen) == before


def test_only_a_frozen_revision_is_redacted(commune: Path) -> None:
    edit(commune, HEAD, "  kind: issued\n", f"  kind: issued\n{REASON}")
    assert problems(commune) == [f"{HEAD} redacted-not-frozen"]
