"""What there is to download, declared once: the data page and the catalogue (DCAT 3) are made of it."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from generator.linking.portal import Portal
from generator.model.text import LANGUAGES, Bilingual
from generator.pages.addresses import Addresses
from generator.pages.frame import PublishedFile, TextFile
from generator.pages.open_data.api import schema_address
from generator.pages.open_data.csv_files import PACKAGE
from generator.pages.words import Words

CATALOG = "download/catalog.jsonld"
OFFLINE_COPY = "download/offline.zip"
"""The whole site to be taken along; made, and its size told on the data page, when all else is published."""

# It is as large as the site; beyond that, whoever needs a copy makes one with `plan-portal build --offline`.
_OFFLINE_UNITS = 2000

Download = Literal["json", "csv", "xlsx", "sqlite", "akoma-ntoso", "source", "calendar", "feeds"]
"""The kinds of download; the site's strings have a name and an explanation for each."""

_IANA = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True)
class OfferedFile:
    """What is told of a file: it stays when the file has been written and let go."""

    address: str
    size: int
    sha256: str

    @classmethod
    def of(cls, file: PublishedFile) -> "OfferedFile":
        content = file.content
        return cls(file.address, len(content), hashlib.sha256(content).hexdigest())


@dataclass(frozen=True)
class Offer:
    """One kind of download and its files."""

    kind: Download
    media_type: str
    files: tuple[OfferedFile, ...]


def offers(files: Iterable[OfferedFile]) -> tuple[Offer, ...]:
    """The files sorted into what they are offered as; other files are no downloads."""
    listed = tuple(files)

    def at(*places: str, end: str = "") -> tuple[OfferedFile, ...]:
        return tuple(file for file in listed if file.address.startswith(places) and file.address.endswith(end))

    found = (
        Offer("json", "application/json", tuple(f for f in at("api/") if "/schema/" not in f.address)),
        Offer("csv", "text/csv", at("download/csv/")),
        Offer(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            at("download/", end=".xlsx"),
        ),
        Offer("sqlite", "application/vnd.sqlite3", at("download/", end=".sqlite")),
        Offer("akoma-ntoso", "application/akn+xml", at("akn/")),
        Offer("source", "text/plain", at("download/", end="/source.txt")),
        Offer("calendar", "text/calendar", at("calendar/all.ics")),
        Offer(
            "feeds",
            "application/atom+xml",
            tuple(f for f in at("feeds/") if not f.address.startswith("feeds/changes-")),
        ),
    )
    return tuple(offer for offer in found if offer.files)


def offers_offline_copy(portal: Portal) -> bool:
    """Whether the portal is small enough to be offered as one file."""
    return len(portal.units) <= _OFFLINE_UNITS


def data_day(portal: Portal) -> datetime.date | None:
    """The day of the newest dated revision of a plan; None where the plans state none."""
    days = [revision.date for plan in portal.model.plans for revision in plan.head.revisions if revision.date]
    return max(days, default=None)


def catalogue(portal: Portal, offered: Iterable[Offer]) -> TextFile:
    """The catalogue of all downloads."""
    settings = portal.settings
    site = settings.address
    publisher = portal.bodies[settings.publisher]
    day = data_day(portal)

    def both(words: Bilingual) -> list[dict[str, str]]:
        return _both({language: words.read_in(language) for language in LANGUAGES})

    def said(key: str) -> list[dict[str, str]]:
        return _both({language: Words(language)(key) for language in settings.languages})

    rights: dict[str, Any] = {}
    if settings.licence is not None:
        rights = {"dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": both(settings.licence)}}
    issued = {"dct:modified": {"@value": day.isoformat(), "@type": "xsd:date"}} if day else {}
    datasets = [
        {
            "@id": f"{site}{CATALOG}#{offer.kind}",
            "@type": "dcat:Dataset",
            "dct:title": said(f"download.{offer.kind}.name"),
            "dct:description": said(f"download.{offer.kind}.what"),
            "dct:publisher": {"@id": f"{site}{Addresses('vi').body(publisher)}#body"},
            "dcat:landingPage": {"@id": site + Addresses("vi").page("data")},
            **issued,
            "dcat:distribution": [_distribution(site, offer, file, rights) for file in offer.files],
        }
        for offer in offered
    ]
    catalog = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": site + CATALOG,
        "@type": "dcat:Catalog",
        "dct:title": both(settings.name),
        "dct:description": both(settings.description),
        "dct:language": list(settings.languages),
        "dct:publisher": {
            "@id": f"{site}{Addresses('vi').body(publisher)}#body",
            "@type": "foaf:Organization",
            "foaf:name": both(publisher.name),
        },
        "foaf:homepage": {"@id": site},
        **rights,
        "dcat:dataset": datasets,
    }
    return TextFile(CATALOG, json.dumps(catalog, ensure_ascii=False, indent=1) + "\n")


def _distribution(site: str, offer: Offer, file: OfferedFile, rights: dict[str, Any]) -> dict[str, Any]:
    return {
        "@id": f"{site}{file.address}",
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": site + file.address},
        "dcat:downloadURL": {"@id": site + file.address},
        "dcat:mediaType": {"@id": _IANA + offer.media_type},
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
        **_schema(site, offer, file),
        **rights,
    }


def _schema(site: str, offer: Offer, file: OfferedFile) -> dict[str, Any]:
    """Where the form of a file is described, if the portal publishes that."""
    kind = PurePosixPath(file.address).stem
    described = {"json": schema_address(kind), "csv": PACKAGE}.get(offer.kind)
    return {"dct:conformsTo": {"@id": site + described}} if described else {}


def _both(words: Mapping[Any, str | None]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in words.items() if text is not None]
