"""A web server of the loopback that sends a site as docs/hosting says: compressed, and with its headers."""

import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from pathlib import Path

from generator.publishing.headers import TYPES, headers

_TYPES = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json", "svg": "image/svg+xml",
    "txt": "text/plain", "xml": "text/xml", **TYPES,
}  # fmt: skip


@cache
def compressed(path: Path) -> bytes:
    """A file as it goes over the wire: gzip at the level web servers use."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class _Hosted(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = HTTPStatus.OK if path.is_file() else HTTPStatus.NOT_FOUND
        if status == HTTPStatus.NOT_FOUND:
            path = Path(self.directory) / "404.html"
        kind = _TYPES.get(path.suffix[1:])
        content = compressed(path) if kind else path.read_bytes()
        self.send_response(status)
        for name, value in headers().items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind else "application/octet-stream")
        self.send_header("Content-Length", str(len(content)))
        if kind:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """The address of a site while it is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Hosted, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
