"""The editor's schemas and the loader accept and refuse the same."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.loading.problems import messages
from generator.loading.records import read_record
from generator.loading.schema import SCHEMAS, schema, schema_text
from generator.loading.tree import read_tree
from tests.conftest import ROOT

# What a schema cannot say: rules between values, and calendars. The loader alone refuses these.
BETWEEN_VALUES = {
    "printed-date-differs", "printed-date-unread", "ends-before-start", "token-not-in-words", "unseen-character",
    "validity-differs", "period-differs",
}  # fmt: skip


def _schema_of(path: Path) -> str:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=((?:\.\./)*schema/(\w+)\.schema\.json)", first)
    assert match, f"{path} names no schema"
    assert (path.parent / match[1]).is_file(), f"{path} names a schema that is not there"
    return match[2]


_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
FILES = sorted((ROOT / "data").rglob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT / "data")) for path in FILES])
def test_every_data_file_names_its_schema_and_keeps_it(path: Path) -> None:
    name = _schema_of(path)
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    _validator(name).validate(content)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_files_are_those_of_the_records(name: str) -> None:
    path = ROOT / "data" / "schema" / f"{name}.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(name), "run: plan-portal schema --write"
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(name), format_checker=jsonschema.FormatChecker())


@cache
def _as_json(path: Path) -> str:
    """A data file's tree; read again from JSON, it is a copy that may be spoilt."""
    return json.dumps(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def _places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] + [place for key, part in below for place in _places(part, (*path, key))]


SLIPS = st.sampled_from(
    ["drop", "rename", "retype-list", "retype-mapping", "word", "number", "date", "slug", "space", "break", "extra"]
)


def _spoil(tree: Any, path: tuple[str | int, ...], slip: str) -> None:
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    key = path[-1]
    if slip == "drop":
        del parent[key]
    elif slip == "rename" and isinstance(parent, dict):
        parent[f"{key}x"] = parent.pop(key)
    elif slip == "extra" and isinstance(parent, dict):
        parent["thêm"] = "điều lạ"
    else:
        parent[key] = {
            "retype-list": ["một"], "retype-mapping": {"a": "một"}, "word": "Một câu", "number": "12",
            "date": "2023-02-29", "slug": "mot-hai", "space": "thừa ", "break": "một\nhai",
        }.get(slip, "một")  # fmt: skip


@settings(max_examples=300)
@given(st.data())
def test_schema_and_loader_agree_on_spoilt_records(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(FILES))
    name = _schema_of(path)
    tree = json.loads(_as_json(path))
    for _ in range(data.draw(st.integers(1, 2))):
        places = _places(tree)[1:]
        if places:
            _spoil(tree, data.draw(st.sampled_from(places)), data.draw(SLIPS))
    spoilt = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, default_style='"', width=10_000)
    node, problems = read_tree(spoilt.encode(), "data/x.yml")
    assert node is not None and not problems
    _, refused = read_record(SCHEMAS[name], node)
    assert {problem.code for problem in refused} <= set(messages("en"))
    accepted = _validator(name).is_valid(tree)
    only_between = bool(refused) and {problem.code for problem in refused} <= BETWEEN_VALUES
    assert accepted == (not refused or only_between), [problem.code for problem in refused]


# An editor's YAML tool resolves plain scalars; the schema must not refuse what the loader takes as text.
@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            "plan",
            "type: ke-hoach\nyear: 2023\nissuer:\n  bodies: [a]\n  basis: {kind: by-context, words: Căn cứ}\n"
            "revisions:\n- {id: r1, kind: issued, date: 2023-01-05}\n",
        ),
        ("section", "id: s1\nkind: item\norder: 1\nmarker: 2.\ntext:\n  vi: 2023\n"),
        ("section", "id: 12\nkind: item\norder: 1\ntext:\n  vi: no\n  en: {text: yes, of: 123456789012}\n"),
        ("glossary", "terms:\n- {id: a, vi: 09, en: 1.10, category: place}\n"),
    ],
)  # fmt: skip
def test_the_schema_takes_what_a_yaml_tool_makes_of_plain_values(file: str, text: str) -> None:
    node, problems = read_tree(text.encode(), "data/x.yml")
    assert node is not None and not problems
    assert read_record(SCHEMAS[file], node)[1] == []
    resolved = yaml.load(text, Loader=yaml.SafeLoader)
    as_json = json.loads(json.dumps(resolved, default=str))
    jsonschema.Draft202012Validator(schema(file)).validate(as_json)
