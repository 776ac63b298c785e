"""The portal's day: asked for, or that of a reproducible build, or none."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


class DayUnread(Exception):
    """`SOURCE_DATE_EPOCH` is set and is no number of seconds."""


def portal_day(asked: date | None = None) -> date | None:
    """The day asked for, else that of `SOURCE_DATE_EPOCH`, else none: pages then go by the data alone."""
    if asked is not None:
        return date(asked.year, asked.month, asked.day)
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date() if seconds else None
    except (ValueError, OverflowError, OSError) as error:
        raise DayUnread(seconds) from error


def today(time_zone: str) -> date:
    """Today where the portal is; for warnings, never for a page."""
    return datetime.now(ZoneInfo(time_zone)).date()
