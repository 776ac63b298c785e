"""Feeds (Atom, RFC 4287): one writer for every feed of the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from generator.model.text import Language
from generator.pages.frame import TextFile

# Where the data has no date: the same on every day and machine, older than anything the data will date.
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)

_NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """One thing of a feed; `id` is permanent, `updated` a day of the data."""

    id: str
    title: str
    link: str
    updated: datetime
    summary: str


@dataclass(frozen=True)
class Feed:
    """A feed in one language; `address` from the site's root, `site` where the site is published, `page` its page."""

    address: str
    site: str
    page: str
    language: Language
    title: str
    author: str
    entries: tuple[Entry, ...]


def feed_file(feed: Feed) -> TextFile:
    """The feed as XML; it was updated when the newest of its entries was."""
    own = feed.site + feed.address
    root = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": feed.language})
    _texts(root, {"id": own, "title": feed.title, "updated": _stamp(e.updated for e in feed.entries)})
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    _texts(ET.SubElement(root, "author"), {"name": feed.author})
    for entry in feed.entries:
        element = ET.SubElement(root, "entry")
        _texts(element, {"id": entry.id, "title": entry.title, "updated": _stamp([entry.updated])})
        ET.SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.link})
        _texts(element, {"summary": entry.summary})
    return TextFile(
        feed.address, '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
    )


def _texts(element: ET.Element, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        ET.SubElement(element, name).text = text


def _stamp(times: Iterable[datetime]) -> str:
    return max(times, default=UNDATED).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
