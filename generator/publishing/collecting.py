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
