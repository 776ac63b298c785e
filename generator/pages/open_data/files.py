"""Every file of open data, made once of a portal and shared by the pages that speak of them."""

from functools import lru_cache

from generator.linking.portal import Portal
from generator.pages.calendars import calendars_of
from generator.pages.feeds import feeds_of
from generator.pages.frame import PublishedFile
from generator.pages.open_data.akoma_ntoso import akn_files
from generator.pages.open_data.api import api_files, schema_address
from generator.pages.open_data.collected import collected
from generator.pages.open_data.csv_files import csv_files
from generator.pages.open_data.database import database_file
from generator.pages.open_data.downloads import Offer, catalogue, offers
from generator.pages.open_data.records import PortalRecord
from generator.pages.open_data.tables import tables
from generator.pages.open_data.workbook import workbook_file
from generator.pages.sources import source_address, sources_of


@lru_cache(maxsize=1)
def portal_record(portal: Portal) -> PortalRecord:
    """What is published of a portal, as one value."""
    sources = {plan.id: source_address(plan) for plan in portal.model.plans if plan.source is not None}
    return collected(portal, portal.settings.address + schema_address(), sources)


@lru_cache(maxsize=1)
def open_data_files(portal: Portal) -> tuple[PublishedFile, ...]:
    """The files beside the pages that hold the plan as data."""
    record = portal_record(portal)
    of_kinds = tables(record)
    made: tuple[PublishedFile, ...] = (
        *api_files(record),
        *csv_files(record, of_kinds),
        database_file(of_kinds),
        workbook_file(of_kinds),
        *akn_files(portal),
        *feeds_of(portal),
    )
    return (*made, catalogue(portal, downloads(portal, made)))


@lru_cache(maxsize=1)
def offered(portal: Portal) -> tuple[Offer, ...]:
    """What the data page offers."""
    return downloads(portal, open_data_files(portal))


def downloads(portal: Portal, made: tuple[PublishedFile, ...]) -> tuple[Offer, ...]:
    return offers((*made, *sources_of(portal), *calendars_of(portal)))
