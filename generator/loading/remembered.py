"""What files gave when they were read last: one whose bytes are the same is not read again."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Remembered:
    """Files as they were read, by name and bytes; for one folder, in one process, and never written down."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[bytes, Any]] = {}
        self._now: dict[str, tuple[bytes, Any]] = {}

    def begin(self) -> None:
        """Another loading begins: what the last one did not read is forgotten."""
        self._before, self._now = self._now, {}

    def of(self, name: str, raw: bytes, read: Callable[[], T]) -> T:
        """What a file gives, read now only if it has other bytes than before."""
        before = self._before.get(name)
        value: T = before[1] if before is not None and before[0] == raw else read()
        self._now[name] = raw, value
        return value
