"""Writing `addresses.lock`: what is published is added, nothing is ever taken out."""

from collections.abc import Iterable
from pathlib import Path

from generator.linking.portal import Portal
from generator.loading.locked import LOCK_FILE, lock_text
from generator.model.addresses import PublishedAddress
from generator.pages import permanence_of, text_files_of


def new_addresses(portal: Portal) -> tuple[PublishedAddress, ...]:
    """What the site publishes, pages, fragments and files, and no earlier one did."""
    return permanence_of(portal).unlocked(file.address for file in text_files_of(portal))


def lock(data: Path, portal: Portal, new: Iterable[PublishedAddress]) -> None:
    """Add addresses to the list, in one step."""
    path = data / LOCK_FILE
    fresh = path.with_name(f".{path.name}-new")
    try:
        fresh.write_bytes(lock_text((*portal.model.locked, *new)).encode())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
