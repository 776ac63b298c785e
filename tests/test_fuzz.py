"""Whatever is thrown at the readers: an answer or a problem, never a traceback, and never slow or large."""

import html
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.linking.citations import find_citations
from generator.linking.deadlines import find_deadlines
from generator.loading import describe
from generator.loading.gate import leaks_in
from generator.loading.hand_written import html_not_allowed, refused_in_page
from generator.loading.limits import MAX_LINE
from generator.loading.markdown import plain_words
from generator.loading.records import read_record, swallowed_keys
from generator.loading.tree import read_tree
from generator.model.documents import DocumentRegister, DocumentTypeRegister
from generator.model.plans import PlanHead, Section
from tests.conftest import ROOT

# fmt: off
_PARTS = st.sampled_from([
    "id: m1\n", "text:\n", "  vi: ", "- ", "  - ", "{", "}", "[", "]", ": ", ", ", '"', "'", "\\", "#", " #", "&a ",
    "*a", "!!int ", ">-\n", "|\n", "  ", "\t", "\n", "---\n", "...\n", "%YAML 1.1\n", "? ", "<<: ", "\ufeff",
    "\u2028", "\x00", "~", "09", "no", "ngày", "tháng", "Nghị định số 93/2021/NĐ-CP", "é", "e\u0301", "\U0001f1fb",
    "\r", "\r\n", "items:\n", "kind: section\n",
])
_YAML = st.lists(_PARTS, max_size=40).map("".join)
_WORDS = st.sampled_from([
    "số", "ngày", "tháng", "năm", "trước", "quý", "hằng", "Nghị định", "Luật", "Kế hoạch", "số 09", "93/2021/NĐ-CP",
    "03-CT/TW", "15/6/2023", "…", "/", "-", ",", ";", "(", ")", "“", "”", " ", "  ", "\u00a0", "\n", "30", "2023",
    "I/2023", "và", "của Chính phủ", "Điều 5", "khoản 2", "Mật", "dự thảo", "0912", "345", "@", ".", "CCCD", "x",
])
# fmt: on
_PROSE = st.lists(_WORDS, max_size=60).map(" ".join) | st.text(max_size=200)


@settings(max_examples=400)
@given(
    st.binary(max_size=400) | _YAML.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.text().map(str.encode)
)
@example(b"\xff\xfe")
@example(b'a: "\\ud800"')
@example(b"? ? ? ?")
@example(b"- - - - -")
@example(b"%TAG ! tag:x,2000:\n---\na: !x y")
def test_any_bytes_are_a_tree_or_problems(raw: bytes) -> None:
    root, problems = read_tree(raw, "data/x.yml")
    if root is not None:
        for kind in (Section, PlanHead, DocumentRegister):
            swallowed_keys(kind, root)
            problems += read_record(kind, root)[1]
    assert root is not None or problems
    for problem in problems:
        assert problem.at.line >= 1
        assert problem.at.column >= 1
        assert describe(problem, "vi") != describe(problem, "en")


@settings(max_examples=300)
@given(_PROSE)
def test_any_text_has_citations_deadlines_and_leaks_within_it(text: str) -> None:
    for citation in find_citations(text, types=_TYPES, bodies=()):
        assert 0 <= citation.start < citation.end <= len(text)
    for mention in find_deadlines(text, None):
        assert text[mention.start : mention.end] == mention.text
    for leak in leaks_in(text):
        assert text[leak.start :].startswith(leak.words)


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from([*"<>[](){}!:`~#=\"'\\ \n-%&;/", "a", "onclick", "javascript", "{:", "```"]), max_size=60)
)
def test_any_page_is_read(parts: list[str]) -> None:
    text = "".join(parts)
    plain_words(text)
    html_not_allowed(text)
    for problem in refused_in_page(text, "content/vi/x.md", 1):
        assert describe(problem, "vi")


def _types() -> tuple[object, ...]:
    root, _ = read_tree((ROOT / "data/document_types.yml").read_bytes(), "x")
    assert root is not None
    record, _ = read_record(DocumentTypeRegister, root)
    assert record is not None
    return record.types


_TYPES = _types()

# Texts whose length a careless pattern or loop takes squared: a part that is repeated to a million characters.
LONG = [
    "[", "]", "{", "(", "“", '"', "'", "\\", "-", "- ", "? ", ": ", "#", " ", "\u00a0", "\t", "0", "1 ", "1/", "1.",
    "9-", "số ", "số số 09 ", "ngày ", "tháng ", "ngày 1 tháng ", "trước ngày ", "quý ", "năm 2023 ", "hằng năm ",
    "Nghị định ", "Nghị định số ", "Luật ", "93/2021/NĐ-CP ", "93/2021/NĐ-", "của ", "của Ủy ban ",
    "điểm a khoản 1 Điều ", "và ", ", ", "; ", "…", "…/", "Mật ", "dự thảo ", "0912 ", "CCCD ", "a@", "a.", "<a ",
    "`", "~~~\n", "![", "[x](", "{:", "{:=", "{ =", "[]:", "&a ", "*a ", "e\u0301", "\U0001f1fb", "x", "Ủ", "a: b\n",
    "- a\n", "  a: >-\n", '"a\n', "#a\n",
]  # fmt: skip

_READERS = """
import json, re, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.test_fuzz import read_everything
found = []
for part in json.loads(sys.stdin.read()):
    for name, seconds in read_everything(part, time.process_time).items():
        if seconds > 2:
            found.append([part, name, seconds])
# Not ru_maxrss: that of the process which started this one counts there too.
most = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(json.dumps([found, int(most[1]) // 1024]))
"""


def read_everything(part: str, clock: object) -> dict[str, float]:
    """How long each reader takes over a part repeated: a line of the longest, and a megabyte of such lines."""
    long = (part * (MAX_LINE // len(part) + 1))[: MAX_LINE - 20]
    many = "\n".join([long] * (1_000_000 // len(long.encode()) + 1))
    spent: dict[str, float] = {}

    def timed(name: str, read: object, *arguments: object, **more: object) -> None:
        before = clock()  # type: ignore[operator]
        read(*arguments, **more)  # type: ignore[operator]
        spent[name] = clock() - before  # type: ignore[operator]

    for name, text in (("line", long), ("lines", many), ("quoted", f'"{long}'), ("one line", many.replace("\n", " "))):
        timed(f"tree of {name}", read_tree, f"a: {text}\n".encode(), "x")
    timed("citations", find_citations, long, types=_TYPES, bodies=())
    timed("deadlines", find_deadlines, long, None)
    timed("leaks", leaks_in, long)
    timed("page", lambda text: list(refused_in_page(text, "x", 1)), many)
    # A page with HTML of its own is refused before; what the engine makes of the others has its `<` written `&lt;`.
    timed("html", html_not_allowed, html.escape(long, quote=False))
    timed("plain words", plain_words, long)
    return spent


@pytest.mark.parametrize("cluster", range(4))
def test_no_text_makes_a_reader_slow_or_large(cluster: int) -> None:
    """Each reader within 2 s of processor time and all within 300 MB, whatever is repeated."""

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (240, 240))

    done = subprocess.run(
        [sys.executable, "-c", _READERS, str(ROOT)], input=json.dumps(LONG[cluster::4]), capture_output=True, text=True,
        preexec_fn=limits, cwd=Path("/"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    slow, megabytes = json.loads(done.stdout)
    assert slow == []
    assert megabytes < 300
