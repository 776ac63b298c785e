"""The copy of a site to take along: links that name files, all in one ZIP file that is the same on any machine."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date

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
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)=("[^"]*"|'[^']*')""")
_RELATIVE = re.compile(r"(?![a-zA-Z][a-zA-Z0-9+.-]*:|/)([^?#]*/|\.\.?)([?#].*)?", re.DOTALL)
_OFFER = re.compile(r'<section aria-labelledby="download-offline">.*?</section>\n', re.DOTALL)
_SIZE = re.compile(rf'(<span [^<>]*data-size-of="{re.escape(OFFLINE_COPY)}"[^<>]*>)[^<]*(</span>)')


def naming_files(html: str) -> str:
    """A page whose links to folders of the site name their `index.html`, and which does not offer the copy it is in."""

    def attribute(found: re.Match[str]) -> str:
        name, value = found[1], found[2][1:-1]
        if name not in _WAYS:
            return found[0]
        way = _RELATIVE.fullmatch(value)
        if way is None:
            return found[0]
        folder = way[1] if way[1].endswith("/") else f"{way[1]}/"
        return f'{name}="{folder if folder != "./" else ""}index.html{way[2] or ""}"'

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(attribute, tag[0]), _OFFER.sub("", html))


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
    files: dict[str, bytes] = {}
    for name in site.addresses:
        content = site.content(name)
        if name.endswith(".html"):
            content = naming_files(content.decode()).encode()
        files[name] = content
    manifest = manifest_of({name: FileRecord.of(content) for name, content in files.items()}, source=source, day=day)
    archive = _zipped({**files, MANIFEST: manifest.content})
    site.write(OFFLINE_COPY, archive)
    for page, (language, html) in offering.items():
        size = Words(language)("download.size", size=-(-len(archive) // 1000))
        site.replace(page, _SIZE.sub(rf"\g<1>{size}\2", html).encode())


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one folder of a ZIP file, not compressed: compressors differ from machine to machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{_FOLDER}/{name}", _DAY)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
