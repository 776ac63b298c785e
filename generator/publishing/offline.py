"""The copy of a site to take along: links that name files, all in one ZIP file that is the same on any machine."""

import re
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from tempfile import TemporaryFile
from typing import BinaryIO

from generator.model.text import LANGUAGES, Language
from generator.pages.addresses import Addresses
from generator.pages.frame import file_of
from generator.pages.open_data.downloads import OFFLINE_COPY
from generator.pages.words import Words
from generator.publishing.fresh import NewSite, manifest_of
from generator.publishing.manifest import MANIFEST, FileRecord

_FOLDER = "plan-portal"
# The beginning of the ZIP format's calendar: a file of the same data has the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)

# The attributes that lead to a page.
_WAYS = ("href", "action", "data-deadlines")
# A tag with such an attribute; nothing of it is read twice, however the page goes on.
_QUOTED = """(?:"[^"]*+"|'[^']*+')"""
_BEFORE = "".join(f"(?<!{way}=)" for way in _WAYS)
_AT_WAY = "|".join(f"(?<={way}=)" for way in _WAYS)
_TAG = re.compile(
    rf"""<[a-zA-Z](?:[^"'<>]*+{_BEFORE}{_QUOTED})*+[^"'<>]*+(?:{_AT_WAY}){_QUOTED}(?:[^"'<>]|{_QUOTED})*+>"""
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)=("[^"]*"|'[^']*')""")
_RELATIVE = re.compile(r"(?![a-zA-Z][a-zA-Z0-9+.-]*:|/)([^?#]*/|\.\.?)([?#].*)?", re.DOTALL)
_OFFER = re.compile(r'<section aria-labelledby="download-offline">.*?</section>\n', re.DOTALL)
_SIZE = re.compile(rf'(<span [^<>]*data-size-of="{re.escape(OFFLINE_COPY)}"[^<>]*>)[^<]*(</span>)')


def naming_files(html: str) -> str:
    """A page whose links to folders of the site name their `index.html`, and which does not offer the copy it is in."""
    return _TAG.sub(lambda tag: _tag_naming_files(tag[0]), _OFFER.sub("", html))


@lru_cache(50_000)
def _tag_naming_files(tag: str) -> str:
    return _ATTRIBUTE.sub(_naming_file, tag)


def _naming_file(attribute: re.Match[str]) -> str:
    name, value = attribute[1], attribute[2][1:-1]
    way = _RELATIVE.fullmatch(value) if name in _WAYS else None
    if way is None:
        return attribute[0]
    folder = way[1] if way[1].endswith("/") else f"{way[1]}/"
    return f'{name}="{folder if folder != "./" else ""}index.html{way[2] or ""}"'


def data_page(language: Language) -> str:
    """The file of the page that tells the size of the offline copy."""
    return file_of(Addresses(language).page("data"))


def add_offline_copy(site: NewSite, *, source: str, day: date | None = None) -> None:
    """Put the offline copy of all that a site holds so far into it, and its size on the data pages, if they offer it.

    `source` and `day` are those of its manifest.
    """
    offering: dict[str, tuple[Language, str]] = {}
    for language in LANGUAGES:
        page = data_page(language)
        if page in site.addresses:
            # A page taken over from the site before has that one's size.
            html, places = _SIZE.subn(r"\1\2", site.content(page).decode())
            if places:
                offering[page] = (language, html)
    if not offering:
        return
    names = site.addresses
    with site.opened(OFFLINE_COPY) as file:
        _zip(site, names, file, source, day)
    for page, (language, html) in offering.items():
        size = Words(language)("download.size", size=-(-site.record(OFFLINE_COPY).size // 1000))
        site.replace(page, _SIZE.sub(rf"\g<1>{size}\2", html).encode())


def _zip(site: NewSite, names: Sequence[str], file: BinaryIO, source: str, day: date | None) -> None:
    """Write files of a site and their manifest in one folder of a ZIP file, no more of them in memory than one.

    They are not compressed: compressors differ from machine to machine.
    """
    with TemporaryFile() as pages, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        # The manifest stands among the files and tells of them all: pages are rewritten before the first is packed.
        records: dict[str, FileRecord] = {}
        for name in names:
            if name.endswith(".html"):
                page = naming_files(site.content(name).decode()).encode()
                records[name] = FileRecord.of(page)
                pages.write(page)
            else:
                records[name] = site.record(name)
        pages.seek(0)
        manifest = manifest_of(records, source=source, day=day)
        for name in sorted((*names, MANIFEST)):
            entry = zipfile.ZipInfo(f"{_FOLDER}/{name}", _DAY)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            if name == MANIFEST:
                content = manifest.content
            elif name.endswith(".html"):
                content = pages.read(records[name].size)
            else:
                content = site.content(name)
            archive.writestr(entry, content)
