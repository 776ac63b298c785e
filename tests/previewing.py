"""A preview as an editor has it: a real process that serves an office's folder."""

import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from generator.publishing.cli import main


@dataclass(frozen=True)
class Preview:
    """A running preview of an office's folder."""

    folder: Path
    port: int
    process: "subprocess.Popen[str]"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def edit(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_text(encoding="utf-8")
        assert old in text, (file, old)
        (self.folder / file).write_text(text.replace(old, new), encoding="utf-8")

    def ask(self, path: str, method: str = "GET", host: str | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, headers={"Host": f"127.0.0.1:{self.port}" if host is None else host})
        answer = connection.getresponse()
        return answer, answer.read()

    def checked(self, language: str) -> list[str]:
        """The problems as `plan-portal check` prints them."""
        done = CliRunner().invoke(main, ["check", "--root", str(self.folder), "--lang", language])
        return done.stdout.splitlines()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def started(*arguments: str) -> "subprocess.Popen[str]":
    code = "from generator.publishing.start import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "serve", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


@contextmanager
def previewed(folder: Path, language: str = "vi") -> Iterator[Preview]:
    port = free_port()
    process = started("--root", str(folder), "--port", str(port), "--lang", language)
    try:
        assert process.stdout is not None
        said = ""
        while "http://" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        yield Preview(folder, port, process)
    finally:
        process.terminate()
        process.communicate(timeout=30)
