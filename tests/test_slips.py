"""One slipped key in the real files: refused, or one text changed by that very character; nothing lost or moved."""

import random
import re
from pathlib import Path
from typing import Any

import pytest

from generator.loading.portal import REGISTERS, load_portal
from generator.loading.records import read_record, swallowed_keys
from generator.loading.slips import swallowed_key
from generator.loading.tree import Mapping, Node, Scalar, Sequence, read_tree
from generator.model.plans import PlanHead, Section
from generator.model.record import Record
from tests.conftest import ROOT

SLIPS = 5_200
CLUSTERS = 8
# Records of a register that are read together.
RECORDS = 10

# Characters that mean something to YAML, and some that mean something to a reader.
_TYPED = "\"':-#  []{},|>&*!%@`?\\~0129aeộ.\n\t_/="
_TELLING = frozenset("\"':-#[]{},> \n")

FILES = sorted((ROOT / "data").rglob("*.yml"))


def _kind(path: Path) -> type[Record]:
    return REGISTERS.get(path.name) or (PlanHead if path.name == "plan.yml" else Section)


def _parts(path: Path) -> list[tuple[Path, str]]:
    """A register as files of some records each, any other file whole."""
    text = path.read_text(encoding="utf-8")
    if path.name not in REGISTERS:
        return [(path, text)]
    head, *lists = re.split(r"^(?=\w+:$)", text, flags=re.MULTILINE)
    cut = [re.split(r"^(?=  - )", one, flags=re.MULTILINE) for one in lists]
    parts = [
        (path, head + "".join(key + "".join(some) for key, *all_ in cut if (some := all_[at : at + RECORDS])))
        for at in range(0, max(len(one) - 1 for one in cut), RECORDS)
    ]
    return parts or [(path, text)]


def _leaves(node: Node, path: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], Any]:
    """Every value with its path, and of every list and mapping its length or keys."""
    if isinstance(node, Scalar):
        return {path: node.text}
    if isinstance(node, Sequence):
        below = dict(enumerate(node.items))
        found: dict[tuple[str | int, ...], Any] = {path: len(node.items)}
    else:
        assert isinstance(node, Mapping)
        below = node.values  # type: ignore[assignment]
        found = {path: tuple(node.values)}
    for key, value in below.items():
        found |= _leaves(value, (*path, key))
    return found


def _read(text: str, path: Path) -> tuple[Node, dict[tuple[str | int, ...], Any]] | None:
    """The tree of a file as the loader reads it, and its values; None where it refuses."""
    root, problems = read_tree(text.encode(), path.name)
    return None if root is None or problems else (root, _leaves(root))


def _accepted(root: Node, path: Path) -> bool:
    return not swallowed_keys(_kind(path), root) and not read_record(_kind(path), root)[1]


def _slipped(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text))
    if chance.random() < 0.5:
        for _ in range(3):
            if text[place] in _TELLING:
                break
            place = chance.randrange(len(text))
        return text[:place] + text[place + 1 :]
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    indent = start + len(text[start:end]) - len(text[start:end].lstrip(" "))
    if chance.random() < 0.5:
        place = chance.choice([start, indent, end, chance.randint(start, max(start, indent))])
    return text[:place] + chance.choice(_TYPED) + text[place:]


def _by_one_character(before: str, after: str) -> bool:
    """Whether two texts differ at one place, by one character or by white space (a line break and its indent)."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    gone, come = before[start : len(before) - end], after[start : len(after) - end]
    return max(len(gone.strip()), len(come.strip())) <= 1


@pytest.mark.parametrize("cluster", range(CLUSTERS))
def test_no_slip_changes_more_than_the_text_it_falls_in(cluster: int) -> None:
    """One cluster falls into whole files, for the others a long register is cut: reading it all is what takes time."""
    chance = random.Random(20230 + cluster)
    files = [part for path in FILES for part in _parts(path)]
    if cluster == 0:
        files = [(path, path.read_text(encoding="utf-8")) for path in FILES]
    sound = [_read(text, path) for path, text in files]
    assert all(read and _accepted(read[0], path) for read, (path, _) in zip(sound, files, strict=True))
    silent = []
    refused = 0
    for number in chance.choices(range(len(files)), [len(text) for _, text in files], k=SLIPS // CLUSTERS):
        path, text = files[number]
        slipped = _slipped(text, chance)
        read = _read(slipped, path)
        if read is None:
            refused += 1
            continue
        before, after = sound[number][1], read[1]  # type: ignore[index]
        changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
        texts_of_one = [side.get(key) for key in changed for side in (before, after)]
        if changed and not (
            len(changed) == 1
            and all(isinstance(text, str) for text in texts_of_one)
            and _by_one_character(*texts_of_one)
        ):
            if not _accepted(read[0], path):
                refused += 1
                continue
            line = next(
                line
                for line, (one, other) in enumerate(zip(text.split("\n"), slipped.split("\n"), strict=False), 1)
                if one != other
            )
            silent.append((path.name, line, slipped.split("\n")[line - 1], changed[:2]))
    assert silent == []
    assert refused > SLIPS // CLUSTERS // 4


def _lists_in_brackets() -> list[str]:
    """Every list in brackets of the real files, and one of all other names a body goes by, quoted as they must be."""
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    lists = {f"a: {found}\n" for text in texts for found in re.findall(r"(?<=: )\[[^\[\]]+\](?=$)", text, re.M)}
    names = [body.name.vi for body in load_portal(ROOT / "data").bodies]
    return [*sorted(lists), "a: [" + ", ".join(f'"{name}"' for name in names[:6]) + "]\n"]


def test_no_comma_slipped_into_brackets_makes_another_list() -> None:
    lists = _lists_in_brackets()
    assert len(lists) > 50
    silent = []
    for text in lists:
        sound = _read(text, FILES[0])
        assert sound, text
        for place in range(text.index("[") + 1, text.index("]") + 1):
            read = _read(text[:place] + "," + text[place:], FILES[0])
            if read is None:
                continue
            before, after = sound[1], read[1]
            changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
            if len(changed) > 1 or any(not _by_one_character(before.get(k, ""), after.get(k, "")) for k in changed):
                silent.append(text[:place] + "," + text[place:])
    assert silent == []


# One form of slip each: what the file holds, the code, line and column of its problem.
FORMS = [
    ("a: một\n  - hai\n", "text-over-lines", 2, 3),
    ("a: một\n ghi chú\n", "text-over-lines", 2, 2),
    ("a: 'một\n  hai\n   ba'\n", "text-over-lines", 3, 4),
    ("a: x>-\n  một\n  hai\n", "text-over-lines", 1, 4),
    ("a:\n- một\n  hai\n", "item-over-lines", 3, 3),
    ("a:\n- một- hai\n", "items-joined", 2, 3),
    ("a:\n  - một  - hai\n", "items-joined", 2, 5),
    ("a: [mộ,t]\n", "comma-without-space", 1, 7),
    ('a: một"\n', "unopened-quote", 1, 4),
    ('a: x"4."\n', "unopened-quote", 1, 4),
    ('a: "\\thuật"\n', "escape", 1, 5),
    ("a: một\n#b: hai\nc: ba\n", "data-behind-hash", 2, 1),
    ("a:\n- một\n#- hai\n", "data-behind-hash", 3, 1),
    ("a: >-\n  một\n#  hai\n", "comment-in-text", 3, 1),
    ("a: >-\n  một\n #hai\n", "comment-in-text", 3, 2),
    ("a: một\n  #hai\n", "comment-in-text", 2, 3),
]


@pytest.mark.parametrize(("text", "code", "line", "column"), FORMS)
def test_each_form_of_slip_is_told_at_its_place(text: str, code: str, line: int, column: int) -> None:
    _, problems = read_tree(text.encode(), "data/x.yml")
    assert [(p.code, p.at.line, p.at.column) for p in problems] == [(code, line, column)]


# What looks like a slip and is none.
SOUND = [
    "# ghi chú: có hai chấm\na: một\n",
    "a: một\n# ghi chú\nb: hai\n",
    "a:\n  b: một\n  # ghi chú ở lề của khóa sau\n  c: hai\n",
    "a: một\n\n#   ghi chú thụt\nb: hai\n",
    "# một\n#   hai\n#ba\na: một\n",
    "a: một\n  hai\n  ba\n",
    'a: "một\n  hai"\n',
    "a:\n- b: một\n    hai\n",
    "a: [một, hai]\n",
    'a: ["một, hai", ba]\n',
    'a: {"b": "một", "c": [1, 2]}\n',
    'a: nói "một"\n',
    "a: 2021 - 2025\n",
    'a: "x\\u00a0y\\_z \\"một\\" \\\\"\n',
    "a: >-\n  một\n  # hai không phải ghi chú\n",
    "a: những việc sau- một\n",
    "a: β-carotene, 5 µg/m³, Ωmega\n",
]


@pytest.mark.parametrize("text", SOUND)
def test_no_sound_layout_is_called_a_slip(text: str) -> None:
    assert read_tree(text.encode(), "data/x.yml")[1] == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("đô thị văn minh      en: >- Unite", "en"),
        ("đô thị văn minh  - id: s2-1-b", "id"),
        ("đô thị văn minhparent: s2", "parent"),
        ("đô thị văn minhitems:", "items"),
        ("Nhiệm vụ- id: s0", "id"),
        ("in this context: one thing", None),
        ("việc sau đây: một, hai", None),
        ("the order: first", None),
        ("phạm vi: cả tỉnh", None),
    ],
)
def test_a_key_inside_a_text_is_found(text: str, key: str | None) -> None:
    assert swallowed_key(text, frozenset(("id", "en", "vi", "parent", "items", "order", "text"))) == key
