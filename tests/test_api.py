"""`/api/v1/`: what is published keeps its schema, says what the pages say, and version 1 only grows."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.linking import Portal
from generator.pages import text_files_of
from generator.pages.open_data.api import api_address, schema, schema_address
from generator.pages.open_data.records import KINDS
from tests.conftest import Site, open_data

PROMISED = Path(__file__).parent / "tables" / "api-v1.json"
FILES = ("portal", *KINDS)


def files(portal: Portal) -> dict[str, str]:
    return {place: file.content.decode() for place, file in open_data(portal).items() if place.startswith("api/")}


@pytest.fixture(scope="session")
def published(site: Site) -> Any:
    return json.loads((site.folder / "api/v1/portal.json").read_text(encoding="utf-8"))


def closed(described: Any) -> Any:
    """A schema that also refuses what it does not name."""
    if isinstance(described, list):
        return [closed(part) for part in described]
    if not isinstance(described, dict):
        return described
    shut = {key: closed(part) for key, part in described.items()}
    return {**shut, "additionalProperties": False} if isinstance(described.get("properties"), dict) else shut


@pytest.mark.parametrize("kind", FILES)
def test_every_file_keeps_its_schema_and_names_it(kind: str, portals: list[Portal]) -> None:
    """One check of each schema and one validator: that every portal publishes the same one is compared."""
    promised = schema(kind, "")
    jsonschema.Draft202012Validator.check_schema(promised)
    format_checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(closed(promised), format_checker=format_checker)
    for portal in portals:
        written = files(portal)
        described, content = json.loads(written[schema_address(kind)]), json.loads(written[api_address(kind)])
        assert content["schema"] == described["$id"] == portal.settings.address + schema_address(kind)
        assert described == {**promised, "$id": described["$id"]}
        for problem in validator.iter_errors(content):
            raise problem


def test_every_file_is_published_with_its_schema(portals: list[Portal]) -> None:
    for portal in portals:
        assert sorted(files(portal)) == sorted([*map(api_address, FILES), *map(schema_address, FILES)])


def test_the_schema_refuses_a_record_that_lacks_something(portal: Portal) -> None:
    content = json.loads(files(portal)[api_address("items")])
    del content["records"][3]["duties"]
    with pytest.raises(jsonschema.ValidationError, match="'duties' is a required property"):
        jsonschema.Draft202012Validator(schema("items", portal.settings.address)).validate(content)


def test_a_kind_in_its_own_file_is_the_same_as_in_the_whole(portals: list[Portal]) -> None:
    for portal in portals:
        written = files(portal)
        whole = json.loads(written[api_address()])
        for kind in KINDS:
            assert json.loads(written[api_address(kind)])["records"] == whole[kind]


def lost(before: Any, now: Any, path: str = "") -> list[str]:
    """Where a schema no longer keeps what another one promised; growing is no loss."""
    if isinstance(before, dict) and isinstance(now, dict):
        found = [f"{path}/{key}" for key in before if key not in now and key not in ("description", "title")]
        for key in before.keys() & now.keys() - {"description", "title", "$id"}:
            found += lost(before[key], now[key], f"{path}/{key}")
        return found
    if path.endswith(("/enum", "/required")):
        return [f"{path}/{name}" for name in before if name not in now]
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        return [found for n, (b, c) in enumerate(zip(before, now, strict=True)) for found in lost(b, c, f"{path}/{n}")]
    return [] if before == now else [path]


def test_version_1_only_grows(portal: Portal, request: pytest.FixtureRequest) -> None:
    present = schema("portal", portal.settings.address)
    if request.config.getoption("--golden"):
        PROMISED.write_text(json.dumps(present, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    promised = json.loads(PROMISED.read_text(encoding="utf-8"))
    assert lost(promised, present) == []
    assert lost(present, promised) == [], "new fields are promised by: pytest tests/test_api.py --golden"


@pytest.mark.parametrize(
    ("where", "what"),
    [
        (("$defs", "ItemRecord", "properties"), "duties"),
        (("$defs", "ItemRecord", "required"), "duties"),
        (("$defs", "Responsibility", "properties", "role", "anyOf", 0, "enum"), "lead"),
        (("$defs",), "BacklinkRecord"),
        (("$defs", "CitationRecord", "properties", "start"), "type"),
    ],
)
def test_a_removal_is_seen(where: tuple[str | int, ...], what: str) -> None:
    promised = json.loads(PROMISED.read_text(encoding="utf-8"))
    spoilt = json.loads(PROMISED.read_text(encoding="utf-8"))
    place: Any = spoilt
    for step in where:
        place = place[step]
    if isinstance(place, list):
        place.remove(what)
    else:
        del place[what]
    assert lost(promised, spoilt) == ["/" + "/".join(map(str, (*where, what)))]
    assert lost(spoilt, promised) == []


# From portal.json alone


def laid(source: str, units: list[tuple[str, str]]) -> tuple[int, str]:
    """How far units in order account for a source, and what is left over after the last that fits."""
    at = 0
    for marker, text in units:
        while at < len(source) and source[at].isspace():
            at += 1
        if not source.startswith(marker, at):
            break
        begin = at + len(marker)
        while marker and source[begin].isspace():
            begin += 1
        if not source.startswith(text, begin):
            break
        at = begin + len(text)
    return at, source[at:].strip()


def test_the_plan_can_be_rebuilt_unit_by_unit(published: Any, site: Site) -> None:
    items = {item["key"]: item for item in published["items"]}
    (plan,) = published["plans"]
    relative = plan["source"].removeprefix(published["portal"]["address"])
    source = unicodedata.normalize("NFC", (site.folder / relative).read_text(encoding="utf-8"))
    units = [(items[key]["marker"] or "", items[key]["text"]["vi"]) for key in plan["items"]]
    assert len(units) == 71
    assert laid(source, units) == (len(source.rstrip()), "")
    assert laid(source, units[:-1])[1] != ""

    # The tree gives the same order as the list.
    def below(key: str) -> list[str]:
        return [key, *(deeper for child in items[key]["children"] for deeper in below(child))]

    roots = [key for key in plan["items"] if items[key]["parent"] is None]
    assert [key for root in roots for key in below(root)] == plan["items"]


def test_the_backlinks_are_those_of_the_pages(published: Any, site: Site) -> None:
    address = published["portal"]["address"]
    for document in published["documents"]:
        cited = [i["key"] for i in published["items"] if document["id"] in i["documents"]]
        assert document["cited_by"] == cited
        surely = {
            citation["item"]
            for citation in published["citations"]
            if citation["language"] == "vi" and citation["document"] == document["id"]
        }
        assert surely == set(cited)
        page = site.tree(document["pages"]["vi"].removeprefix(address))
        shown = [a.attributes["href"].rstrip("/").split("/")[-1] for a in page.css("blockquote .citing__unit a")]
        assert list(dict.fromkeys(shown)) == [key.split("/")[1] for key in cited]


def test_what_each_body_does_is_what_its_page_says(published: Any, site: Site) -> None:
    for body in published["bodies"]:
        page = site.tree(body["pages"]["vi"].removeprefix(published["portal"]["address"]))
        hrefs = [a.attributes["href"] for a in page.css("article a[href*='ke-hoach/']")]
        shown = {href.split("#")[0].rstrip("/").split("/")[-1] for href in hrefs}
        assert {key.split("/")[1] for key in body["items"]} <= shown, body["id"]


def test_offsets_count_code_points_of_the_units_text(portals: list[Portal]) -> None:
    resolved = 0
    for portal in portals:
        content = json.loads(files(portal)[api_address()])
        items = {item["key"]: item for item in content["items"]}
        for citation in content["citations"]:
            text = items[citation["item"]]["text"]
            said = text["vi"] if citation["language"] == "vi" else text["en"]["text"]
            assert said[citation["start"] : citation["end"]] == citation["text"]
            assert (citation["document"] is not None) == (citation["outcome"] == "resolved")
            resolved += citation["document"] is not None
    assert resolved > 150


def test_every_responsibility_and_deadline_quotes_words_of_its_unit(published: Any) -> None:
    items = {item["key"]: item for item in published["items"]}
    said = [duty["basis"] for item in published["items"] for duty in item["duties"]]
    said += [deadline["basis"] for deadline in published["deadlines"]]
    assert len(said) > 100
    for basis in said:
        assert basis["words"] or basis["note"], basis
        if basis["words"] and basis["at"]:
            assert basis["words"] in items[basis["at"]]["text"]["vi"]
        if basis["kind"] == "stated":
            assert basis["words"] and basis["at"]


def test_every_reference_leads_to_a_record_and_every_address_to_a_page(published: Any, site: Site) -> None:
    ids = {kind: {record.get("key", record["id"]) for record in published[kind]} for kind in KINDS}
    refers = {
        "items": "items", "item": "items", "at": "items", "parent": None, "children": "items", "cited_by": "items",
        "documents": "documents", "document": "documents", "to": "documents", "by": "documents",
        "candidates": "documents",
        "programmes": "programmes", "programme": "programmes", "implements": "programmes",
        "implemented_by": "programmes", "bodies": "bodies", "bodies_named": "bodies", "organs": "bodies",
        "body": "bodies", "publisher": "bodies", "succeeded_by": "bodies", "campaign": "campaigns",
        "deadlines": "deadlines", "plan": "plans",
    }  # fmt: skip
    checked = 0

    def walk(value: Any, kind: str | None) -> None:
        nonlocal checked
        if isinstance(value, dict):
            for key, part in value.items():
                walk(part, refers.get(key))
        elif isinstance(value, list):
            for part in value:
                walk(part, kind)
        elif kind is not None and value is not None:
            assert value in ids[kind], (kind, value)
            checked += 1

    for kind in KINDS:
        for record in published[kind]:
            walk(record, None)
            for address in record.get("pages", {}).values():
                path, _, fragment = address.removeprefix(published["portal"]["address"]).partition("#")
                page = site.html(path)
                assert not fragment or re.search(rf'id="{re.escape(fragment)}"', page), address
    assert checked > 1000


def test_the_bytes_are_the_same_each_time_and_in_the_order_of_the_data(portal: Portal, published: Any) -> None:
    again = {file.address: file.content for file in text_files_of(portal)}
    assert json.loads(again[api_address()]) == published
    assert [record["id"] for record in published["documents"]] == [d.id for d in portal.model.documents]
    assert [record["key"] for record in published["items"]] == ["/".join(key) for key in portal.units]
