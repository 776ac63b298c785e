"""Every file of open data, made once of a portal and shared by the pages that speak of them."""

from collections.abc import Iterator
from functools import lru_cache

from generator.linking.portal import Portal
from generator.pages.calendars import everyones_calendar
from generator.pages.feeds import feeds_of
from generator.pages.frame import PublishedFile
from generator.pages.open_data.akoma_ntoso import akn_files
from generator.pages.open_data.api import api_files, schema_address
from generator.pages.open_data.collected import collected
from generator.pages.open_data.csv_files import csv_files
from generator.pages.open_data.database import database_file
from generator.pages.open_data.downloads import Offer, OfferedFile, catalogue, offers
from generator.pages.open_data.records import PortalRecord
from generator.pages.open_data.tables import tables
from generator.pages.open_data.workbook import workbook_file
from generator.pages.sources import source_address, sources_of


def portal_record(portal: Portal) -> PortalRecord:
    """What is published of a portal, as one value."""
    sources = {plan.id: source_address(plan) for plan in portal.model.plans if plan.source is not None}
    return collected(portal, portal.settings.address + schema_address(), sources)


def open_data_files(portal: Portal) -> Iterator[PublishedFile]:
    """The files beside the pages that hold the plan as data, one after the other, so that no more has to be held."""
    told: list[OfferedFile] = []
    for file in _made(portal):
        told.append(OfferedFile.of(file))
        yield file
    told += map(OfferedFile.of, (*sources_of(portal), everyones_calendar(portal)))
    found = _noted(portal)
    found[:] = offers(told)
    yield catalogue(portal, found)


def offered(portal: Portal) -> tuple[Offer, ...]:
    """What the data page offers; the files are made for it only where they have not been made before."""
    if not _noted(portal):
        for _ in open_data_files(portal):
            pass
    return tuple(_noted(portal))


@lru_cache(maxsize=1)
def _noted(portal: Portal) -> list[Offer]:
    """What was offered when the files of a portal were made last."""
    return []


def _made(portal: Portal) -> Iterator[PublishedFile]:
    record = portal_record(portal)
    yield from api_files(record)
    of_kinds = tables(record)
    yield from csv_files(record, of_kinds)
    del record
    yield database_file(of_kinds)
    yield workbook_file(of_kinds)
    del of_kinds
    yield from akn_files(portal)
    yield from feeds_of(portal)
