"""Feeds, the catalogue and the data page: read by parsers of their own field, and each example is run."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args
from urllib.parse import urljoin

import feedparser
import pytest
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef
from rdflib.plugins.shared.jsonld import context

from generator.linking import Portal
from generator.model.deadlines import Deadline
from generator.pages import text_files_of
from generator.pages.atom import UNDATED
from generator.pages.feeds import feed_address, feeds_of
from generator.pages.open_data.downloads import CATALOG, OFFLINE_COPY, Download
from generator.publishing.build import build_site
from tests.conftest import COMMUNE, Site, open_data

BUILT = pytest.mark.parametrize("built", ["site", "commune_site"])


def test_every_feed_is_read_and_has_an_entry_for_each(portals: list[Portal]) -> None:
    for portal in portals:
        files = {file.address: file.text for file in feeds_of(portal)}
        for language in portal.settings.languages:
            for name, number in (("documents", len(portal.model.documents)), ("deadlines", len(portal.dues))):
                feed = feedparser.parse(files[feed_address(name, language)].encode(), sanitize_html=False)
                assert not feed.bozo, feed.get("bozo_exception")
                assert feed.version == "atom10"
                assert feed.feed.language == language
                assert len(feed.entries) == number
                assert len({entry.id for entry in feed.entries}) == number
                for entry in feed.entries:
                    assert entry.title and entry.summary
                    assert entry.updated <= feed.feed.updated


def test_a_feed_is_dated_by_the_data_alone(portal: Portal) -> None:
    feeds = {file.address: feedparser.parse(file.text.encode()) for file in feeds_of(portal)}
    undated = UNDATED.strftime("%Y-%m-%dT%H:%M:%SZ")
    # The plan's revisions have no date, and only some documents have a dated note.
    assert {entry.updated for entry in feeds["feeds/deadlines.vi.atom"].entries} == {undated}
    updated = {entry.id.split("/")[-2]: entry.updated for entry in feeds["feeds/documents.vi.atom"].entries}
    for document in portal.model.documents:
        recorded = [note.recorded.isoformat() for note in document.notes if note.recorded]
        assert updated[document.id][:10] == (max(recorded) if recorded else undated[:10])


def test_the_words_of_a_deadline_stand_in_its_entry(portals: list[Portal]) -> None:
    for portal in portals:
        feed = feedparser.parse(
            next(f.text for f in feeds_of(portal) if f.address == "feeds/deadlines.vi.atom").encode(),
            sanitize_html=False,
        )
        for entry, due in zip(feed.entries, portal.dues, strict=True):
            deadline: Deadline = due.deadline
            assert " ".join(deadline.words.split()) in " ".join(entry.summary.split())


def test_rdflib_reads_the_catalogues_of_real_and_invented_portals_without_fetching(
    portals: list[Portal], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetched(*arguments: object) -> None:
        raise AssertionError(f"would be fetched: {arguments}")

    monkeypatch.setattr(context, "source_to_json", fetched)
    for portal in portals[:15]:
        files = {address: file.content for address, file in open_data(portal).items()}
        graph = Graph().parse(data=files[CATALOG], format="json-ld")
        (catalog,) = graph.subjects(RDF.type, DCAT.Catalog)
        datasets = list(graph.objects(catalog, DCAT.dataset))
        assert len(datasets) == len(set(datasets)) >= 4
        assert (catalog, DCTERMS.rights, None) in graph or portal.settings.licence is None
        for dataset in datasets:
            assert list(graph.objects(dataset, DCTERMS.title))
            assert list(graph.objects(dataset, DCAT.distribution))
        for distribution in graph.subjects(RDF.type, DCAT.Distribution):
            address = str(graph.value(distribution, DCAT.downloadURL)).removeprefix(portal.settings.address)
            if address in files:
                assert int(str(graph.value(distribution, DCAT.byteSize))) == len(files[address])


@BUILT
def test_what_the_catalogue_lists_is_published_and_on_the_data_page(built: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(built)
    graph = Graph().parse(site.folder / CATALOG, format="json-ld")
    (catalog,) = graph.subjects(RDF.type, DCAT.Catalog)
    root = str(catalog).removesuffix(CATALOG)
    listed = {str(address).removeprefix(root) for address in graph.objects(None, DCAT.downloadURL)}
    sizes = {a: int(str(graph.value(URIRef(root + a), DCAT.byteSize))) for a in listed}
    for address, size in sizes.items():
        assert (site.folder / address).stat().st_size == size
    for page in ("vi/du-lieu/", "en/data/"):
        linked = {urljoin(page, a.attributes["href"]) for a in site.tree(page).css("article a[href]")}
        assert listed <= linked
        assert CATALOG in linked and "download/datapackage.json" in linked


def test_every_example_of_the_data_page_runs(site: Site, tmp_path: Path) -> None:
    said = {}
    for page in ("vi/du-lieu/", "en/data/"):
        for link in site.tree(page).css('section[aria-labelledby^="download-"] a'):
            shutil.copy(site.folder / urljoin(page, link.attributes["href"]), tmp_path)
        assert len(site.tree(page).css("pre[data-example]")) == len(get_args(Download))
        for example in site.tree(page).css("pre[data-example]"):
            done = subprocess.run(
                [sys.executable, "-X", "utf8", "-c", example.text()], cwd=tmp_path, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
            said[example.attributes["data-example"]] = done.stdout
    assert "2023/s2-4-a lead ['vff-all-levels-standing'] Ban Thường trực" in said["json"]
    assert "vff-all-levels-standing lead 2023/s2-4-a\n" in said["sqlite"]
    assert '93/2021/NĐ-CP 2021-10-27 ["2023/s2-4"' in said["csv"]
    assert "93/2021/NĐ-CP 2021-10-27 " in said["xlsx"]
    assert "Nghị định số 93/2021/NĐ-CP" in said["akoma-ntoso"]
    assert hashlib.sha256((tmp_path / "source.txt").read_bytes()).hexdigest() in said["source"]
    assert "20230727\n" in said["calendar"] and "Kỷ niệm 76 năm ngày Thương binh - Liệt sỹ\n" in said["calendar"]
    assert "2000-01-01T00:00:00Z " in said["feeds"]


def test_the_data_page_states_licence_and_date_as_the_data_has_them(site: Site, portal: Portal) -> None:
    text = site.text("en/data/")
    assert portal.settings.licence is None
    assert "not stated" in text
    assert "Date of the data: not stated" in text


def test_the_offline_copy_holds_every_download(commune_site: Site, tmp_path: Path) -> None:
    build_site(COMMUNE, tmp_path / "offline", offline=True)
    for folder in ("api", "download", "akn", "feeds"):
        online = sorted(path.relative_to(commune_site.folder) for path in (commune_site.folder / folder).rglob("*.*"))
        assert online
        for path in online:
            if path.as_posix() == OFFLINE_COPY:
                continue
            assert (tmp_path / "offline" / path).read_bytes() == (commune_site.folder / path).read_bytes()
    page = Site(tmp_path / "offline").tree("vi/du-lieu/index.html")
    for link in page.css("article a[href]"):
        path = link.attributes["href"].split("#")[0]
        assert (tmp_path / "offline/vi/du-lieu" / path).is_file(), path


def test_every_file_for_machines_is_a_distribution_or_named_by_one(portal: Portal) -> None:
    site = portal.settings.address
    files = {file.address: file.content.decode("utf-8", "replace") for file in text_files_of(portal)}
    graph = Graph().parse(data=files[CATALOG], format="json-ld")
    listed = {str(one).removeprefix(site) for one in graph.objects(None, DCAT.downloadURL)}
    named = {str(one).removeprefix(site) for one in graph.objects(None, DCTERMS.conformsTo)}
    # A body's record tells its calendar and its feeds.
    for body in json.loads(files["api/v1/bodies.json"])["records"]:
        named |= {one.removeprefix(site) for one in (body["calendar"], *body["feed_of_changes"].values())}
    machine = {a for a in files if a.startswith(("download/", "api/", "akn/", "calendar/", "feeds/"))}
    assert machine - {CATALOG} == listed | named


def test_the_catalogue_is_plain_json(site: Site) -> None:
    assert json.loads((site.folder / CATALOG).read_text(encoding="utf-8"))["@type"] == "dcat:Catalog"
