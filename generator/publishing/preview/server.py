"""Serving the preview on the loopback: files of the site, and to open pages what has happened since."""

import json
import mimetypes
import re
import secrets
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.model.text import LANGUAGES, Language
from generator.pages.frame import file_of
from generator.publishing.headers import TYPES, headers
from generator.publishing.preview.shown import ShownSite

HOST = "127.0.0.1"
_THIS_MACHINE = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?")

# No page of a site has such a segment.
_OWN = "/~preview/"
_EVENTS = f"{_OWN}events"
_FILES = {f"{_OWN}preview.js": "text/javascript", f"{_OWN}preview.css": "text/css"}
_ASSETS = Path(__file__).parent / "assets"

_PAGES = tuple(f"/{language}/" for language in LANGUAGES)
_NOT_FOUND = "404.html"
_QUIET_SECONDS = 15

# What kinds files are is not asked of the machine.
_KINDS = mimetypes.MimeTypes()
for _ending, _kind in TYPES.items():
    _KINDS.add_type(_kind, f".{_ending}")
_TEXTS = ("application/json", "application/xml", *TYPES.values())


@dataclass(frozen=True)
class Picture:
    """What is on screen: the site, by a name of its own, the path of its address, and what has been wrong since: a
    heading and its lines."""

    site: ShownSite | None
    name: str
    base: str = "/"
    said: str = ""
    problems: tuple[str, ...] = ()

    def told(self, language: Language) -> str:
        """What an open page is told."""
        tree = {"shown": self.name, "language": language, "said": self.said, "problems": self.problems}
        # Without a site the page itself says what is wrong.
        return json.dumps(tree if self.site is not None else {**tree, "problems": ()}, ensure_ascii=False)


class Screen:
    """The present picture, which others wait to see change."""

    def __init__(self) -> None:
        # Another process on the same port has pictures of other names.
        self._own, self._number = secrets.token_hex(8), 0
        self._changed = threading.Condition()
        self.picture = Picture(None, self._name())
        self.closed = False

    def show(self, site: ShownSite, base: str) -> None:
        """Put a site on screen, with nothing wrong."""
        self._put(Picture(site, self._name(), base))

    def warn(self, said: str, problems: Sequence[str]) -> None:
        """Leave the site on screen, and say what is wrong."""
        now = self.picture
        # Without a site what is wrong is the page.
        name = self._name() if now.site is None else now.name
        self._put(replace(now, name=name, said=said, problems=tuple(problems)))

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def another(self, than: Picture | None) -> Picture | None:
        """The picture once it is another one; None if for a while it is not."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self.picture is not than, _QUIET_SECONDS)
            return None if self.picture is than else self.picture

    def _name(self) -> str:
        self._number += 1
        return f"{self._own}-{self._number}"

    def _put(self, picture: Picture) -> None:
        with self._changed:
            self.picture = picture
            self._changed.notify_all()


class PreviewServer(ThreadingHTTPServer):
    """Serves what is on screen; raises OSError where the port is taken."""

    def __init__(self, port: int, screen: Screen, language: Language) -> None:
        super().__init__((HOST, port), _Handler)
        self.screen = screen
        self.language = language

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A reader who moves on before the answer has come is no error.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """One request: a file of the site, one of the preview itself, or what happens."""

    server: PreviewServer
    server_version = "plan-portal"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    timeout = 60

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing; the terminal is for problems."""

    def parse_request(self) -> bool:
        if not super().parse_request():
            return False
        if self.command not in ("GET", "HEAD"):
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED)
            return False
        # A page from elsewhere may let its own name lead here, to read what is not published yet.
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or not _THIS_MACHINE.fullmatch(hosts[0]):
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return False
        return True

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == _EVENTS:
            self._tell()
        elif path in _FILES:
            self._send(HTTPStatus.OK, f"x.{path.rpartition('.')[2]}", (_ASSETS / path.removeprefix(_OWN)).read_bytes())
        else:
            self._file(unquote(path))

    def _file(self, path: str) -> None:
        picture = self.server.screen.picture
        site = picture.site
        if site is None:
            page = _refused_page().render(picture=picture, language=self.server.language).encode()
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, _NOT_FOUND, _followed(page, picture))
            return
        # The page for missing addresses leads on from the root of the site's own address.
        below = path.startswith(picture.base) and not path.startswith(_PAGES)
        address = path.removeprefix(picture.base if below else "/")
        name = file_of(address) if not address or address.endswith("/") else address
        if name == address and file_of(f"{address}/") in site:
            self._begin(HTTPStatus.FOUND, 0, {"Location": f"/{quote(address)}/"})
        elif name in site:
            self._send(HTTPStatus.OK, name, site.content(name), picture)
        else:
            self._send(HTTPStatus.NOT_FOUND, _NOT_FOUND, site.content(_NOT_FOUND), picture)

    def _send(self, status: HTTPStatus, name: str, content: bytes, picture: Picture | None = None) -> None:
        if picture is not None and name.endswith(".html"):
            content = _followed(content, picture)
        kind = _KINDS.guess_type(name)[0] or "application/octet-stream"
        if kind.startswith("text/") or kind.endswith("+xml") or kind in _TEXTS:
            kind += "; charset=utf-8"
        self._begin(status, len(content), {"Content-Type": kind})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _begin(self, status: HTTPStatus, length: int, more: dict[str, str]) -> None:
        self.send_response(status)
        # What is not published yet is not for pages of others.
        own = {"Content-Length": str(length), "Cross-Origin-Resource-Policy": "same-origin"}
        for name, value in {**headers(), **own, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._begin(status, 0, {"Connection": "close", "Allow": "GET, HEAD"})

    def _tell(self) -> None:
        """Tell an open page what is on screen, and again whenever that changes (server-sent events)."""
        self.send_response(HTTPStatus.OK)
        for name, value in {**headers(), "Content-Type": "text/event-stream", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        screen, last = self.server.screen, None
        with suppress(ConnectionError):
            while not screen.closed:
                picture = screen.another(last)
                told = f"data: {picture.told(self.server.language)}\n\n" if picture else ": \n\n"
                self.wfile.write(told.encode())
                self.wfile.flush()
                last = picture or last


def _followed(page: bytes, picture: Picture) -> bytes:
    """A page with the one element more that follows what happens."""
    script = f'<script src="{_OWN}preview.js" data-shown="{picture.name}" defer></script>\n</head>'
    return page.replace(b"</head>", script.encode(), 1)


@cache
def _refused_page() -> Any:
    environment = Environment(loader=FileSystemLoader(_ASSETS), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("refused.html")
