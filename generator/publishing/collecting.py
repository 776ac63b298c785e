"""How often Python looks for what is no longer used."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Most of what a build or a preview makes is text or stays: to look for cycles at Python's pace takes a twelfth of
    it."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 10, 2)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


@contextmanager
def collecting_by_hand() -> Iterator[None]:
    """Look for what is no longer used only when `collect_if_due` is called."""
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()


def collect_if_due(*, quiet: bool) -> None:
    """Look for what is no longer used, if there may be much of it; while it is not quiet, if there is very much."""
    if gc.get_count()[0] > (50_000 if quiet else 2_000_000):
        gc.collect()
