"""Waiting for an editor to save."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

SOURCES = ("data", "content", "mkdocs.yml")

_CHANGES = (EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED)
# A program that saves a file may write, rename and delete in one go.
_SETTLED = 0.02
_IN_ONE_GO = 0.5


class _Noticed(FileSystemEventHandler):
    """Notes that something changed in the sources."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.something = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES and any(map(self._is_source, (event.src_path, event.dest_path))):
            self.something.set()

    def _is_source(self, name: bytes | str) -> bool:
        path = Path(name if isinstance(name, str) else name.decode("utf-8", "surrogateescape"))
        parts = path.relative_to(self._root).parts if path.is_relative_to(self._root) else ()
        return parts[:1] != () and parts[0] in SOURCES


class Watch:
    """Watches the sources below a folder, also where a folder of them is put in another's place."""

    def __init__(self, root: Path, observer: BaseObserver) -> None:
        self._root = root
        self._noticed = _Noticed(root)
        self._observer = observer
        self._followed: dict[Path, tuple[int, ObservedWatch]] = {}
        observer.schedule(self._noticed, str(root))
        self._follow()

    def wait(self, seconds: float | None = None) -> bool:
        """Return after something has changed, and nothing more for a moment; False if nothing has for so long."""
        something = self._noticed.something
        if not something.wait(seconds):
            return False
        for _ in range(round(_IN_ONE_GO / _SETTLED)):
            something.clear()
            if not something.wait(_SETTLED):
                break
        self._follow()
        return True

    def _follow(self) -> None:
        for folder in (self._root / name for name in SOURCES if (self._root / name).is_dir()):
            with suppress(FileNotFoundError):
                inode = folder.stat().st_ino
                before = self._followed.get(folder)
                if before is None or before[0] != inode:
                    if before is not None:
                        with suppress(KeyError, OSError):
                            self._observer.unschedule(before[1])
                    self._followed[folder] = inode, self._observer.schedule(self._noticed, str(folder), recursive=True)


@contextmanager
def watching(root: Path) -> Iterator[Watch]:
    """Watch the sources of an office; by looking again and again where the system tells of no changes."""
    for kind in (Observer, PollingObserver):
        observer: BaseObserver = kind()
        observer.start()
        try:
            watch = Watch(root, observer)
        except OSError:
            observer.stop()
            if kind is PollingObserver:
                raise
            continue
        try:
            yield watch
        finally:
            observer.stop()
            observer.join()
        return
