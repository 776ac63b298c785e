"""The editors' workbook out and in: real cells, real files, the real commands."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.loading import load_whole
from generator.loading.editing import Address, Unwritable, editable, rewritten
from generator.loading.problems import Position
from generator.loading.tree import Mapping, Scalar, compose
from generator.publishing.cli import main

# Ten edits in different styles of YAML: (sheet, key, column or field, new value).
EDITS = [
    ("texts", "2023/s2-4", "en", "Relief work: led by the Front # under Decree No. 93/2021/NĐ-CP"),
    ("texts", "2023/s2-4-a", "en", "The Standing Boards " + "carry out relief work and " * 30 + "rest."),
    ("texts", "2023/s2-4-b", "en", "- “Short”"),
    ("texts", "2023/s1", "en", "I. 09"),
    ("texts", "2023/preamble", "en", "=Preamble, 1.10"),
    ("facts", "documents/96-hd-mttw-btt", "subject.en", "Priorities: Front work in 2023"),
    ("facts", "documents/96-hd-mttw-btt", "subject.vi", "hướng dẫn trọng tâm công tác Mặt trận năm 2023"),
    ("facts", "bodies/vff", "name.en", "Viet Nam Fatherland Front"),
    ("facts", "bodies/vff-cc", "name.en", "Central Committee of the VFF, 'CC'"),
    ("facts", "documents/88-hd-mttw-btt", "issuers.basis.note.en", "The plan does not state the issuer."),
]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), "--lang", "en"])


def exported(root: Path) -> Path:
    sheet = root / "sheet.xlsx"
    assert run("export", "--xlsx", sheet, "--root", root).exit_code == 0
    return sheet


def typed(path: Path, *cells: tuple[str, str, str, object]) -> None:
    """Type values into cells of a workbook, as openpyxl saves it."""
    book = openpyxl.load_workbook(path)
    for sheet, key, field, value in cells:
        texts = sheet == "texts"
        row = next(row for row in book[sheet].iter_rows() if row[0].value == key and (texts or row[1].value == field))
        cell = row[{"vi": 1, "en": 2}[field] if texts else 2]
        cell.value = value
        if isinstance(value, str) and not value.startswith("=SUM"):
            cell.data_type = "s"
    book.save(path)


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "data").rglob("*.*"))}


def values(root: Path) -> dict[Address, str]:
    return {address: value.text for address, value in editable(load_whole(root / "data").trees).items()}


@pytest.mark.parametrize("office", ["province", "commune"])
def test_export_then_merge_changes_nothing(office: str, request: pytest.FixtureRequest) -> None:
    root: Path = request.getfixturevalue(office)
    before = files(root)
    done = run("merge", exported(root), "--write", "--root", root)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "0 changes" in done.stderr
    assert files(root) == before


def test_ten_edits_give_those_ten(province: Path) -> None:
    sheet = exported(province)
    typed(sheet, *EDITS)
    before, meant = files(province), values(province)
    changed = {Address(sheet, key, field): value for sheet, key, field, value in EDITS}  # type: ignore[arg-type]
    assert set(changed) <= set(meant) and all(meant[address] != value for address, value in changed.items())
    shown = run("merge", sheet, "--root", province)
    assert shown.exit_code == 0, shown.output
    assert files(province) == before
    done = run("merge", sheet, "--write", "--root", province)
    assert (done.exit_code, done.stdout) == (0, shown.stdout)
    assert values(province) == meant | changed
    after = files(province)
    assert {name for name in after if after[name] != before[name]} == {
        line.removeprefix("+++ b/") for line in shown.stdout.splitlines() if line.startswith("+++ ")
    }
    # Every line that is no value stays, comments and blank lines among them.
    for name in after:
        for raw in (before, after):
            assert raw[name].count(b"\n\n") == before[name].count(b"\n\n")
            assert [x for x in raw[name].split(b"\n") if x.startswith(b"#")] == [
                x for x in before[name].split(b"\n") if x.startswith(b"#")
            ]
    assert run("merge", sheet, "--root", province).stdout == ""


def test_three_conflicts_are_those_three_and_nothing_is_written(province: Path) -> None:
    theirs = exported(province).rename(province / "theirs.xlsx")
    typed(theirs, *((name, key, field, f"Other words {n}") for n, (name, key, field, _) in enumerate(EDITS[5:8])))
    sheet = exported(province)
    typed(sheet, *EDITS)
    assert run("merge", theirs, "--write", "--root", province).exit_code == 0
    before = files(province)
    done = run("merge", sheet, "--write", "--root", province)
    assert done.exit_code == 1
    refused = [line for line in done.stderr.splitlines() if line.startswith(("texts!", "facts!"))]
    assert len(refused) == 3
    for _, key, field, value in EDITS[5:8]:
        (line,) = [line for line in refused if f" {key} {field}: conflict: " in line]
        assert f"in the sheet “{value}”" in line
    assert files(province) == before


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (("facts", "bodies/vff", "name.en", 9), "a number, a date or a formula"),
        (("facts", "bodies/vff", "name.en", "=SUM(A1:A2)"), "a number, a date or a formula"),
        (("facts", "bodies/vff", "name.en", None), "an emptied cell deletes nothing"),
        (("facts", "bodies/vff", "level", "galaxy"), "bodies.yml:"),
        (("facts", "bodies/vff-cc", "parent", "nobody"), "bodies.yml:"),
        (("facts", "bodies/vff", "name.en", "zero\u200bwidth"), "cannot be changed"),
    ],
)
def test_what_cannot_be_merged_is_said_and_nothing_written(
    province: Path, cell: tuple[str, str, str, object], said: str
) -> None:
    sheet = exported(province)
    typed(sheet, EDITS[5], cell)
    before = files(province)
    done = run("merge", sheet, "--write", "--root", province)
    assert done.exit_code == 1
    assert said in done.output
    assert files(province) == before


def test_what_is_no_workbook_is_a_wrong_call(province: Path, tmp_path: Path) -> None:
    (tmp_path / "no.xlsx").write_bytes(b"PK\x03\x04 no")
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    for name in ("no.xlsx", "other.xlsx", "missing.xlsx"):
        assert run("merge", tmp_path / name, "--root", province).exit_code == 2
    assert run("export", "--xlsx", tmp_path / "no/such/folder.xlsx", "--root", province).exit_code == 2


def test_a_first_translation_typed_into_an_empty_cell_is_added(province: Path) -> None:
    path = province / "data/plans/2023/s1.yml"
    whole = path.read_text(encoding="utf-8")
    begun = whole.index("    en:\n", whole.index("- id: s1-2\n"))
    without = whole[:begun] + "# not yet\n" + whole[whole.index("unreviewed\n", begun) + len("unreviewed\n") :]
    path.write_text(without, encoding="utf-8")
    sheet = exported(province)
    typed(sheet, ("texts", "2023/s1-2", "en", "Link: the campaigns # to programmes"))
    meant = values(province) | {Address("texts", "2023/s1-2", "en"): "Link: the campaigns # to programmes"}
    done = run("merge", sheet, "--write", "--root", province)
    assert done.exit_code == 0, done.output
    assert values(province) == meant
    added = [line[1:].strip() for line in done.stdout.splitlines() if line.startswith("+") and line[1] != "+"]
    assert [line.split('"')[0] for line in added] == [
        "en:", "text: >-", "Link: the campaigns # to programmes", "of: ", "state: unreviewed"
    ]  # fmt: skip
    assert "# not yet\n" in path.read_text(encoding="utf-8")
    assert not [item for item in load_whole(province / "data").model.plans[0].units() if item.text.stale]


def test_a_translation_that_has_no_place_is_refused_by_its_cell(commune: Path) -> None:
    path = commune / "data/plans/2026/m2.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^text:\n  vi: (.*)\n(?:  en.*\n(?:    .*\n)*)?", r"text: {vi: \1}\n", text, count=1))
    sheet = exported(commune)
    typed(sheet, ("texts", "2026/m2", "en", "TASKS"), ("facts", "bodies/chinh-phu", "name.vi", "Chính phủ mới"))
    before = files(commune)
    done = run("merge", sheet, "--write", "--root", commune)
    assert done.exit_code == 1
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("texts!C")]
    assert " 2026/m2 en: cannot be changed" in line
    assert "+" in done.stdout and "Chính phủ mới" in done.stdout
    assert files(commune) == before


def repacked(sheet: Path, name: str, content: bytes) -> None:
    """A workbook with one of its files replaced."""
    with zipfile.ZipFile(sheet) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()} | {name: content}
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, raw in files.items():
            archive.writestr(each, raw)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("xl/media/zeros.bin", bytes(200_000_000), "200,000,000 unpacked"),
        ("xl/sharedStrings.xml", ENTITIES.encode(), "<!DOCTYPE> (xl/sharedStrings.xml)"),
        ("xl/sharedStrings.xml", ENTITIES.encode("utf-16"), "<!DOCTYPE> (xl/sharedStrings.xml)"),
        ("xl/workbook.xml", b"<open", "is no workbook"),
    ],
)
def test_a_workbook_made_to_fill_the_memory_is_refused(commune: Path, name: str, content: bytes, said: str) -> None:
    sheet = exported(commune)
    repacked(sheet, name, content)
    done = run("merge", sheet, "--root", commune)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_cell_far_down_is_refused(commune: Path) -> None:
    sheet = exported(commune)
    book = openpyxl.load_workbook(sheet)
    book["texts"]["A1000000"] = "x"
    book.save(sheet)
    done = run("merge", sheet, "--root", commune)
    assert done.exit_code == 2
    assert "(500,000)" in done.stderr


HARD = "ab é\u00a0:#-'\"\\{[,>|&*!%@`?09.~=\n"
FILE = """# first
a: plain
b: "double"   # a comment
c: 'single'
d: >-
  folded over
  two lines

# between
e: |
  literal
f: {g: inside, h: [x, y]}
i: plain over
  two lines
"""


@given(st.sampled_from("abcdei"), st.text(alphabet=st.sampled_from(HARD), min_size=1))
def test_a_value_comes_back_or_is_refused(key: str, text: str) -> None:

    root, _ = compose(FILE, "f")
    assert isinstance(root, Mapping)
    before = {name: node.text for name, node in root.values.items() if isinstance(node, Scalar)}
    try:
        new = rewritten(FILE, "f", {root.values[key].at: text})
    except Unwritable:
        assert not text.strip()
        return
    root, problems = compose(new, "f")
    assert isinstance(root, Mapping) and not problems
    assert {name: node.text for name, node in root.values.items() if isinstance(node, Scalar)} == before | {key: text}
    for kept in ("# first", "# a comment", "\n# between\n", "f: {g: inside, h: [x, y]}"):
        assert kept in new


@pytest.mark.parametrize(
    ("key", "text", "line"),
    [
        ("a", "other", "a: other\nb: "),
        ("b", "other", 'b: "other"   # a comment\n'),
        ("c", "it's", "c: 'it''s'\n"),
        ("d", "w " * 60 + "w", "d: >-\n  " + "w " * 48 + "w\n  " + "w " * 11 + "w\n\n# between\n"),
        ("e", "other", "e: |\n  other\nf:"),
        ("i", "other", "\ni: other\n"),
    ],
)
def test_a_value_keeps_its_style(key: str, text: str, line: str) -> None:
    root, _ = compose(FILE, "f")
    assert isinstance(root, Mapping)
    assert line in rewritten(FILE, "f", {root.values[key].at: text})


def test_a_position_without_a_value_is_refused() -> None:
    with pytest.raises(Unwritable):
        rewritten(FILE, "f", {Position("f", 1, 1): "x"})
