"""YAML is read strictly: what each trap says, and where."""

import pytest

from generator.loading.tree import Mapping, Scalar, read_tree

TRAPS = [
    # what the file holds, code, line, column
    ("", "empty-file", 1, 1),
    ("# only a comment\n", "empty-file", 1, 1),
    ("a: 1\na: 2\n", "doubled-key", 2, 1),
    ("a: &x 1\nb: *x\n", "anchor", 1, 4),
    ("a: !!python/object/apply:os.system [ls]\n", "tag", 1, 4),
    ("a: !include secrets.yml\n", "tag", 1, 4),
    ("a: 1\n<<: {b: 2}\n", "merge-key", 2, 1),
    ("a: 1\n---\nb: 2\n", "second-document", 2, 1),
    ("a:\n\tb: 1\n", "tab", 2, 1),
    ("a: Kế hoạch #1 của tỉnh\n", "text-after-hash", 1, 13),
    ("a:\n", "empty", 1, 3),
    ("a: ~\n", "empty", 1, 4),
    ("a: null\n", "empty", 1, 4),
    ('a: ""\n', "empty", 1, 4),
    ("a: '  '\n", "empty", 1, 4),
    ('a: "chưa đóng\nb: 1\n', "unclosed-quote", 1, 4),
    ('a: "chưa đóng\nb: "một"\n', "unclosed-quote", 1, 4),
    ("a: 96/\u041d\u0414-MTTW\n", "lookalike", 1, 4),
    ("a: e" + "\u0301\u0302\u0303\u0304\u0305" + "\n", "stacked-marks", 1, 4),
    ("a: Mục tiêu: giảm nghèo\n", "stray-colon", 1, 12),
    ("a: [1, 2\nb: 3\n", "yaml-syntax", 2, 2),
    ("? [x, y]\n: 1\n", "key-not-text", 1, 3),
    ("a: nghèo\u200bbền vững\n", "unseen-character", 1, 9),
    ('a: "x\\u202ey"\n', "unseen-character", 1, 4),
    ("a: x\ufefft\n", "unseen-character", 1, 5),
    ("a: x\u2028y\n", "unseen-character", 1, 5),
    ("a: \ue000\n", "unseen-character", 1, 4),
    ("a: x\x00y\n", "unseen-character", 1, 5),
    ("a: " + "[" * 60 + "]" * 60 + "\n", "too-deep", 1, 28),
    ("a: " + "x" * 20_001 + "\n", "line-too-long", 1, 1),
]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"), TRAPS, ids=[f"{c}-{n}" for n, (_, c, *_) in enumerate(TRAPS)]
)
def test_each_trap_is_one_problem_at_its_place(text: str, code: str, line: int, column: int) -> None:
    _, problems = read_tree(text.encode(), "data/x.yml")
    first = problems[0]
    assert (first.code, first.at.line, first.at.column) == (code, line, column)
    assert {problem.code for problem in problems} <= {code, "alias"}


def test_a_wrong_encoding_says_where() -> None:
    _, problems = read_tree("a: 1\nb: Sơn La".encode("utf-16-le"), "data/x.yml")
    assert problems
    raw = b"a: 1\nb: S" + "ơn".encode("cp1258", "replace") + b"\xd0 La\n"
    _, problems = read_tree(raw, "data/x.yml")
    assert [(p.code, p.at.line) for p in problems] == [("not-utf-8", 2)]


def test_a_file_over_the_limit_is_not_read() -> None:
    _, problems = read_tree(b"a: " + b"x" * 2_000_001, "data/x.yml")
    assert [p.code for p in problems] == ["file-too-large"]


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    _, problems = read_tree(bomb.encode(), "data/x.yml")
    assert {p.code for p in problems} == {"anchor", "alias"}


@pytest.mark.parametrize(
    "typed", ["09", "no", "yes", "1.10", "12:30", "2021-10-27", "0x1F", "1e3", "true", "số 09", "a\u00a0b", "Ủy ban"]
)
def test_every_value_stays_the_text_that_was_typed(typed: str) -> None:
    root, problems = read_tree(f"a: {typed}\n".encode(), "data/x.yml")
    assert problems == []
    assert isinstance(root, Mapping)
    value = root.values["a"]
    assert isinstance(value, Scalar)
    assert value.text == typed


def test_text_is_composed_at_the_border_and_a_mark_at_the_start_is_no_text() -> None:
    root, problems = read_tree("\ufeffa: U\u0309y ban\n".encode(), "data/x.yml")
    assert problems == []
    assert isinstance(root, Mapping)
    value = root.values["a"]
    assert isinstance(value, Scalar)
    assert value.text == "Ủy ban"


def test_one_mistake_does_not_hide_the_next() -> None:
    text = "a: 1\na: 2\nb:\nc: x #y\nd: !t 1\ne: &e 1\nf: *e\n"
    _, problems = read_tree(text.encode(), "data/x.yml")
    assert [(p.code, p.at.line) for p in problems] == [
        ("doubled-key", 2), ("empty", 3), ("text-after-hash", 4), ("tag", 5), ("anchor", 6), ("alias", 7),
    ]  # fmt: skip
