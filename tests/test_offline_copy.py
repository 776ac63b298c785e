"""The offline copy: the site in one file, every link of it naming a file, the same bytes on any machine."""

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.model.text import Language
from generator.pages.open_data.downloads import OFFLINE_COPY
from generator.pages.words import Words
from generator.publishing.build import build_site
from generator.publishing.cli import main
from generator.publishing.manifest import MANIFEST, read_manifest
from generator.publishing.offline import naming_files
from tests.conftest import COMMUNE, Site

LINKS = [
    ('<a href="../x/">', '<a href="../x/index.html">'),
    ('<a href="../x/#y">', '<a href="../x/index.html#y">'),
    ('<a href="../x/?a=1&amp;b=2#y">', '<a href="../x/index.html?a=1&amp;b=2#y">'),
    ('<a class="c" href="./">', '<a class="c" href="index.html">'),
    ('<a href="..">', '<a href="../index.html">'),
    ("<a href='../x/'>", '<a href="../x/index.html">'),
    ('<form action="tim-kiem/">', '<form action="tim-kiem/index.html">'),
    # What leads elsewhere, to a file or to the page itself stays.
    ('<a href="#y">', '<a href="#y">'),
    ('<a href="x.csv">', '<a href="x.csv">'),
    ('<a href="https://vanban.example/">', '<a href="https://vanban.example/">'),
    ('<a href="mailto:x@y.example/">', '<a href="mailto:x@y.example/">'),
    ('<a href="/vi/">', '<a href="/vi/">'),
    ('<a href="?q=a/">', '<a href="?q=a/">'),
    # No link, though it looks like one.
    ('href="x/"', 'href="x/"'),
    ("<p title='href=\"x/\"' data-x=\"> href='x/'\">", "<p title='href=\"x/\"' data-x=\"> href='x/'\">"),
    ('<p>&lt;a href="x/"&gt;</p>', '<p>&lt;a href="x/"&gt;</p>'),
    ('<a data-href="x/">', '<a data-href="x/">'),
    # The copy is not in the copy.
    ('<p>a</p>\n<section aria-labelledby="download-offline">\n<h3>x</h3>\n</section>\n<p>', "<p>a</p>\n<p>"),
]


@pytest.mark.parametrize(("page", "named"), LINKS)
def test_a_link_to_a_folder_names_its_file(page: str, named: str) -> None:
    assert naming_files(page) == named


@pytest.fixture(scope="module")
def unpacked(commune_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(commune_site.folder / OFFLINE_COPY) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    assert [path.name for path in folder.iterdir()] == ["plan-portal"]
    return folder / "plan-portal"


def test_it_is_what_an_offline_build_writes(unpacked: Path, tmp_path: Path) -> None:
    build_site(COMMUNE, tmp_path / "offline", offline=True)
    built = tmp_path / "offline"
    assert (unpacked / MANIFEST).read_bytes() == (built / MANIFEST).read_bytes()
    assert CliRunner().invoke(main, ["verify", str(unpacked)]).exit_code == 0


def test_every_link_of_it_names_a_file_it_has(unpacked: Path, commune_site: Site) -> None:
    seen = 0
    for page in unpacked.rglob("*.html"):
        for node in Site(unpacked).tree(str(page.relative_to(unpacked))).css("a[href]"):
            way = (node.attributes["href"] or "").partition("#")[0].partition("?")[0]
            if way and not re.match("[a-z]+:|/", way):
                assert (page.parent / way).is_file(), (page, way)
                seen += 1
    assert seen > 1000


def test_the_data_page_tells_its_size_and_the_manifest_has_it(commune_site: Site) -> None:
    size = (commune_site.folder / OFFLINE_COPY).stat().st_size
    pages: list[tuple[Language, str]] = [("vi", "vi/du-lieu"), ("en", "en/data")]
    for language, page in pages:
        told = commune_site.tree(page).css_first(f'[data-size-of="{OFFLINE_COPY}"]')
        assert told is not None
        assert told.text() == Words(language)("download.size", size=-(-size // 1000))
    assert read_manifest(commune_site.folder).files[OFFLINE_COPY].size == size


def test_nothing_in_it_tells_of_the_machine(commune_site: Site) -> None:
    with zipfile.ZipFile(commune_site.folder / OFFLINE_COPY) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {(entry.date_time, entry.compress_type, entry.external_attr >> 16, entry.extra) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, 0o100644, b"")
    }
