"""The gate before publishing: every planted leak is refused at its place, and nothing else is."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.loading import ProblemsFound, leaks, load_portal
from generator.loading.leaks import contact, leaks_in
from generator.publishing.cli import main
from tests.conftest import ROOT

_TABLE = yaml.load((ROOT / "tests/tables/leaks.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
LEAKS: list[tuple[str, str, str]] = [tuple(row) for row in _TABLE["leaks"]]
SOUND: list[str] = _TABLE["sound"]


@pytest.mark.parametrize(("text", "code", "words"), LEAKS)
def test_a_leak_is_found_with_its_words(text: str, code: str, words: str) -> None:
    first = leaks_in(text)[0]
    assert (first.code, first.words) == (code, words)
    assert text[first.start :].startswith(first.words)


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_like_a_leak_is_none(text: str) -> None:
    assert leaks_in(text) == ()


@pytest.mark.parametrize("around", ["Giao Văn phòng thực hiện; {}", "{}; gửi về Ủy ban", "Nơi nhận ({}) trong xã"])
def test_a_leak_is_found_within_a_sentence(around: str) -> None:
    alone = {"DỰ THẢO KẾ HOẠCH NĂM 2023", "DRAFT plan of 2023"}
    for text, code, _ in LEAKS:
        if text not in alone:
            assert code in {leak.code for leak in leaks_in(around.format(text))}, text


@pytest.mark.parametrize(("kind", "place"), [(kind, at) for kind, own in leaks._KINDS for at in range(len(own))])
def test_what_a_pattern_matches_holds_one_of_its_words(kind: str, place: int) -> None:
    """What has none of a pattern's words is not looked through for it."""
    sought = dict(leaks._KINDS)[kind][place]

    @settings(max_examples=10)
    @given(st.from_regex(sought.pattern))
    def holds(text: str) -> None:
        folded = leaks._folded(text)
        if sought.pattern.search(folded) is not None:
            assert leaks._present(folded) & sought.words

    holds()


def _codes(folder: Path) -> list[tuple[str, str]]:
    try:
        load_portal(folder / "data", to_publish=True)
    except ProblemsFound as found:
        return [(str(problem.at), problem.code) for problem in found.problems]
    return []


def test_the_plan_of_2023_passes() -> None:
    assert _codes(ROOT) == []


PLACES = [
    # file, what it holds, what is put there, where the problem is
    ("data/plans/2026/m1.yml", "Căn cứ Nghị định", "(Mật) Căn cứ Nghị định", "data/plans/2026/m1.yml:6:8"),
    ("data/bodies.yml", "{vi: Chính phủ", "{vi: Chính phủ 0912 345 678", "data/bodies.yml:14:24"),
    ("content/vi/help.md", "title: ", "title: 0912345678 ", "content/vi/help.md:2:8"),
    ("data/portal.yml", "một xã không có thật", "một xã lo.mau@gmail.com", "data/portal.yml:5:37"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "place"), PLACES)
def test_a_leak_is_told_at_its_place_and_stops_the_build(
    file: str, right: str, wrong: str, place: str, commune: Path
) -> None:
    path = commune / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert [at for at, _ in _codes(commune)] == [place]
    runner = CliRunner()
    checked = runner.invoke(main, ["check", "--publish", "--root", str(commune), "--lang", "en"])
    assert checked.exit_code == 1
    assert place in checked.output
    assert runner.invoke(main, ["check", "--root", str(commune)]).exit_code == 0
    assert runner.invoke(main, ["build", "--root", str(commune)]).exit_code == 1
    assert not (commune / "site").exists()


def test_the_signed_text_and_folded_values_are_read_too(commune: Path) -> None:
    (commune / "data/plans/2026/source.txt").write_text("Kế hoạch\nĐT 0912345678\n", encoding="utf-8")
    section = commune / "data/plans/2026/m1.yml"
    section.write_text(
        "id: m1\nkind: section\norder: 2\ntext:\n  vi: >-\n    Nghị định 30/2020/NĐ-CP của Chính phủ;\n"
        "    gọi 0912\n    345 678\n",
        encoding="utf-8",
    )
    assert _codes(commune) == [
        ("data/plans/2026/m1.yml:7:9", "private-phone"),
        ("data/plans/2026/source.txt:2:4", "private-phone"),
    ]


def test_a_mark_broken_over_lines_or_written_in_parts_is_read_whole(commune: Path) -> None:
    signed = "Kế hoạch\nLưu hành\nnội bộ\n" + unicodedata.normalize("NFD", "số 1\nTuyệt mật")
    (commune / "data/plans/2026/source.txt").write_text(signed, encoding="utf-8")
    assert _codes(commune) == [
        ("data/plans/2026/source.txt:2:1", "secrecy-mark"),
        ("data/plans/2026/source.txt:5:1", "secrecy-mark"),
    ]


def test_a_character_nobody_can_see_hides_nothing(commune: Path) -> None:
    signed = "Kế hoạch\nLưu h\u200bành n\u00adội bộ\n\ufeffTuyệt\u2060 mật\n"
    (commune / "data/plans/2026/source.txt").write_text(signed, encoding="utf-8")
    assert _codes(commune) == [
        ("data/plans/2026/source.txt:2:1", "secrecy-mark"),
        ("data/plans/2026/source.txt:3:2", "secrecy-mark"),
    ]


def test_a_frozen_revision_is_read_too(commune: Path) -> None:
    plan = commune / "data/plans/2026"
    (plan / "source.txt").write_text("Kế hoạch\nĐT 0912345678\n", encoding="utf-8")
    frozen = CliRunner().invoke(main, ["revise", "2026", "--root", str(commune)])
    assert frozen.exit_code == 0, frozen.output
    (plan / "source.txt").unlink()
    assert [(at.split("2026/", 1)[1], code) for at, code in _codes(commune)] == [
        ("revisions/r1/source.txt:2:4", "private-phone")
    ]


def test_comments_are_not_published_and_not_read(commune: Path) -> None:
    path = commune / "data/bodies.yml"
    path.write_text("# hỏi Lò Văn Mẫu, 0912345678\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert _codes(commune) == []


def test_an_allowed_contact_is_the_same_however_it_is_written(commune: Path) -> None:
    portal = commune / "data/portal.yml"
    allowed = "publishing:\n  contacts:\n  - {value: 0212 3852 100, reason: Văn thư của xã}\n"
    portal.write_text(portal.read_text(encoding="utf-8") + allowed, encoding="utf-8")
    page = commune / "content/vi/help.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nGọi (0212) 3.852.100, +84 212 385 2100, 0912 345 678.\n")
    assert [code for _, code in _codes(commune)] == ["private-phone"]
    assert contact("+84 212 3852 100") == contact("(0212) 3.852.100")


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("validity: {state: in-force, as_of: 2020-01-01, source: CSDL}", "valid-before-issue"),
        ("relations:\n  - {kind: replaces, to: 45-2020-nd-cp-a, basis: {kind: editor-note, note: {vi: x}}}", ""),
    ],
)
def test_validity_that_the_dates_contradict(document: str, code: str, commune: Path) -> None:
    path = commune / "data/documents.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  subject: {vi: công tác văn thư}\n", f"  {document}\n"), encoding="utf-8")
    found = _codes(commune)
    assert [problem for _, problem in found] == [code or "supersedes-younger"]


def test_a_document_in_force_that_another_had_replaced(commune: Path) -> None:
    path = commune / "data/documents.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "  subject: {vi: công tác văn thư}\n",
            "  validity: {state: in-force, as_of: 2021-01-01, source: CSDL}\n",
        )
        + "  relations:\n  - {kind: replaces, to: 30-2020-nd-cp, basis: {kind: editor-note, note: {vi: x}}}\n",
        encoding="utf-8",
    )
    assert [code for _, code in _codes(commune)] == ["in-force-yet-replaced"]


def test_a_document_amended_after_its_end(commune: Path) -> None:
    path = commune / "data/documents.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "  subject: {vi: công tác văn thư}\n",
            "  validity: {state: expired, as_of: 2021-01-01, source: CSDL, valid_until: 2020-04-01}\n",
        )
        + "  relations:\n  - {kind: amends, to: 30-2020-nd-cp, basis: {kind: editor-note, note: {vi: x}}}\n",
        encoding="utf-8",
    )
    assert [code for _, code in _codes(commune)] == ["amends-ended"]


def test_stale_translations_are_refused_only_where_the_office_says_so(commune: Path) -> None:
    assert _codes(commune) == []
    portal = commune / "data/portal.yml"
    portal.write_text(portal.read_text(encoding="utf-8") + "publishing: {stale_translations: refuse}\n")
    assert _codes(commune) == [("data/plans/2026/m2.yml:7:25", "stale-translation")]
