"""Publishing: the old site or the new one, whole, whatever happens; and a manifest that tells them apart."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.publishing.build import build_site
from generator.publishing.cli import main
from generator.publishing.exchange import exchange
from generator.publishing.fresh import AddressRefused, FreshSite
from generator.publishing.manifest import MANIFEST, FileRecord, Manifest, deviations, read_manifest
from generator.publishing.refused import BuildRefused
from generator.publishing.said import said
from generator.publishing.workplace import workplace
from tests.conftest import Site


def _whole(site: Path) -> Manifest:
    """The manifest of a site every file of which is as it says."""
    manifest = read_manifest(site)
    assert list(deviations(site, manifest)) == []
    return manifest


# Publishes ready trees as a build does after rendering, each in a process of its own, which it kills after so many
# seconds if it is told to.
_PUBLISHER = """
import os, signal, sys, time
from pathlib import Path
from generator.publishing.fresh import FreshSite
from generator.publishing.workplace import workplace

def publish(tree, out):
    with workplace(out, discard=False, told=lambda step: None) as place:
        site = FreshSite(place.fresh, out if place.old else None)
        for path in sorted(tree.rglob("*")):
            address = path.relative_to(tree).as_posix()
            if path.is_file() and address != "manifest.json":
                site.write(address, path.read_bytes())
        site.finish(source=tree.name)
        place.publish()

out = Path(sys.argv[1])
for line in sys.stdin:
    tree, seconds = line.split("|")
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        publish(Path(tree), out)
        os._exit(0)
    if float(seconds):
        time.sleep(float(seconds))
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    print(status, time.monotonic() - started, flush=True)
"""


class Publisher:
    """A process that publishes trees into one folder."""

    def __init__(self, out: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PUBLISHER, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def publish(self, tree: Path, kill_after: float = 0) -> float:
        """Seconds it took to publish a tree, or to be killed."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{tree}|{kill_after}\n")
        self.process.stdin.flush()
        status, seconds = self.process.stdout.readline().split()
        assert int(status) == 0 or (kill_after and int(status) == signal.SIGKILL)
        return float(seconds)


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder for hundreds of sites: in memory where there is such a disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


@pytest.fixture
def publisher(quick: Path) -> Iterator[Publisher]:
    """Publishes into `site` of the quick folder."""
    one = Publisher(quick / "site")
    yield one
    one.process.kill()
    one.process.communicate()


@pytest.fixture(scope="module")
def two_sites(commune_site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A third of an office's site, and another state of it: pages gone, pages new, others with other words."""
    folder = tmp_path_factory.mktemp("states")
    one, other = FreshSite(folder / "one"), FreshSite(folder / "other")
    for number, address in enumerate(sorted(read_manifest(commune_site.folder).files)[::3]):
        content = (commune_site.folder / address).read_bytes()
        one.write(address, content)
        if number % 5 == 0:
            other.write(f"moi/{address}", content)
        else:
            other.write(address, content + b" " * (number % 2))
    one.finish(source="one")
    other.finish(source="other")
    return one.folder, other.folder


def test_a_kill_at_any_moment_leaves_the_old_site_or_the_new_one_whole(
    two_sites: tuple[Path, Path], publisher: Publisher, quick: Path
) -> None:
    out = quick / "site"
    states = [read_manifest(tree).files for tree in two_sites]
    publisher.publish(two_sites[0])
    # Not the longest: a machine that was busy once would have most come after the end.
    lasts = sorted(publisher.publish(two_sites[number]) for number in (1, 0, 1, 0))[1]
    moments = random.Random(7)
    reach, now, exchanged, cut_short = lasts * 1.1, 0, 0, 0
    for number in range(100):
        # Each ten of the moments lie all over the time it takes; a machine that became busier takes longer.
        if number % 10 == 0 and number and not exchanged:
            reach *= 1.5
        publisher.publish(two_sites[1 - now], max(0.001, reach * (number * 37 % 100 + moments.random()) / 100))
        found = _whole(out).files
        assert found in states, number
        exchanged += found == states[1 - now]
        cut_short += len(list(quick.iterdir())) > 1
        assert {path.name for path in quick.iterdir()} <= {"site", ".site.building"}
        now = states.index(found)
    assert 0 < exchanged < 100
    assert cut_short > 20
    # The next build needs no hand, and leaves nothing.
    publisher.publish(two_sites[1 - now])
    assert _whole(out).files == states[1 - now]
    assert [path.name for path in quick.iterdir()] == ["site"]


def test_a_reader_misses_nothing_during_60_rebuilds(
    two_sites: tuple[Path, Path], publisher: Publisher, quick: Path
) -> None:
    out = quick / "site"
    publisher.publish(two_sites[0])
    manifests = [read_manifest(tree).files for tree in two_sites]
    common = sorted(set(manifests[0]) & set(manifests[1]))
    wrong: list[str] = []
    read = 0
    ended = threading.Event()

    def reader() -> None:
        nonlocal read
        while not ended.is_set():
            for address in common:
                try:
                    record = FileRecord.of((out / address).read_bytes())
                except OSError as error:
                    wrong.append(f"{address}: {error}")
                    continue
                read += 1
                if record not in (manifests[0][address], manifests[1][address]):
                    wrong.append(address)

    thread = threading.Thread(target=reader)
    thread.start()
    try:
        for number in range(60):
            publisher.publish(two_sites[(number + 1) % 2])
    finally:
        ended.set()
        thread.join()
    assert wrong == []
    assert read > 1000
    _whole(out)


def test_two_publish_at_once_and_the_site_is_one_of_theirs(two_sites: tuple[Path, Path], quick: Path) -> None:
    out = quick / "site"
    publishers = [Publisher(out), Publisher(out)]
    try:
        for _ in range(10):
            threads = [
                threading.Thread(target=publisher.publish, args=(tree,))
                for publisher, tree in zip(publishers, two_sites, strict=True)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert _whole(out).files in [read_manifest(tree).files for tree in two_sites]
            assert [path.name for path in quick.iterdir()] == ["site"]
    finally:
        for publisher in publishers:
            publisher.process.kill()
            publisher.process.communicate()


def test_two_builds_at_once_both_end(commune: Path) -> None:
    code = "from generator.publishing.cli import main; main()"
    builds = [
        subprocess.Popen(
            [sys.executable, "-c", code, "build", "--root", str(commune), "--lang", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    ends = [build.communicate(timeout=120) for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    assert [err for _, err in ends if err] == [said("step.waiting", "en") + "\n"]
    _whole(commune / "site")


def _build(commune: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["build", "--root", str(commune), "--lang", "en", *arguments])


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_an_unchanged_file_keeps_its_bytes_and_time_stamp(commune: Path) -> None:
    assert _build(commune).exit_code == 0
    site = commune / "site"
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    # Edited in place and its time set back: the manifest alone would believe it.
    spoilt = site / "vi/index.html"
    right = spoilt.read_bytes()
    spoilt.write_bytes(right.replace(b"a", b"b"))
    os.utime(spoilt, ns=(before[spoilt], before[spoilt]))
    section = commune / "data/plans/2026/m2.yml"
    section.write_text(section.read_text(encoding="utf-8").replace("số hóa", "lưu trữ"), encoding="utf-8")
    again = _build(commune)
    assert again.exit_code == 0, again.output
    assert spoilt.read_bytes() == right
    after = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    assert after.keys() == before.keys()
    changed = {path.relative_to(site).as_posix() for path in after if after[path] != before[path]}
    assert "vi/ke-hoach/2026/m2-a/index.html" in changed
    assert MANIFEST in changed
    assert "vi/gioi-thieu/index.html" not in changed
    assert len(changed) < len(after) / 2
    assert all(path.stat().st_nlink == 1 for path in after)
    _whole(site)


def test_what_a_build_writes_can_be_read_by_a_web_server(commune: Path) -> None:
    old = os.umask(0o077)
    try:
        build_site(commune, commune / "site")
    finally:
        os.umask(old)
    modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in (commune / "site").rglob("*")}
    assert modes | {(True, (commune / "site").stat().st_mode & 0o777)} == {(True, 0o755), (False, 0o644)}


def test_what_others_put_into_the_site_is_named_and_stays(commune: Path, tmp_path: Path) -> None:
    assert _build(commune).exit_code == 0
    site = commune / "site"
    (site / "CNAME").write_text("muong-mau.example", encoding="utf-8")
    (site / "vi/ảnh").mkdir()
    (site / "vi/out").symlink_to(tmp_path)
    os.mkfifo(site / "vi/pipe")
    before = _tree(commune)
    done = _build(commune)
    assert done.exit_code == 2
    for name in ("CNAME", "vi/out", "vi/pipe", "vi/ảnh/"):
        assert name in done.stderr
    assert _tree(commune) == before
    assert _build(commune, "--discard").exit_code == 0
    assert tmp_path.is_dir()
    assert list(commune.glob("site/CNAME")) == []
    _whole(site)


def test_what_came_in_the_last_moment_is_set_aside(tmp_path: Path) -> None:
    out = tmp_path / "site"
    heard: list[str] = []

    def publish(text: bytes) -> None:
        with workplace(out, discard=False, told=heard.append) as place:
            site = FreshSite(place.fresh, out if place.old else None)
            site.write("index.html", text)
            site.finish(source="")
            if text == b"2":
                (out / "upload.pdf").write_bytes(b"ten years of work")
                with pytest.raises(BuildRefused) as refused:
                    place.publish()
                assert refused.value.code == "out-has-others"
                # As if it had come between that look and the exchange.
                exchange(place.fresh, out)
            else:
                place.publish()

    publish(b"1")
    publish(b"2")
    assert heard == ["set-aside"]
    assert (tmp_path / "site.others/upload.pdf").read_bytes() == b"ten years of work"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "site.others"]
    _whole(out)


@pytest.mark.parametrize("in_the_way", ["folder", "file", "link"])
def test_what_lies_where_a_build_works_is_not_removed(in_the_way: str, commune: Path, tmp_path: Path) -> None:
    work = commune / ".site.building"
    if in_the_way == "folder":
        work.mkdir()
        (work / "thesis.txt").write_text("ten years of work", encoding="utf-8")
    elif in_the_way == "file":
        work.write_text("ten years of work", encoding="utf-8")
    else:
        work.symlink_to(tmp_path)
    before = _tree(tmp_path)
    done = _build(commune)
    assert done.exit_code == 2
    assert str(work) in done.stderr
    assert _tree(tmp_path) == before
    assert work.exists()


def _outputs(commune: Path) -> dict[str, Path]:
    """Folders that must never be an output, each with what it may be called."""
    (commune / "file").write_text("x", encoding="utf-8")
    (commune / "to-root").symlink_to("/")
    (commune / "to-data").symlink_to(commune / "data")
    (commune / "loop").symlink_to(commune / "loop")
    return {
        "root": Path("/"), "home": Path.home(), "above": commune.parent, "portal": commune,
        "data": commune / "data", "in data": commune / "data/site", "content": commune / "content/vi/x",
        "file": commune / "file", "in a file": commune / "file/site", "link to root": commune / "to-root",
        "link to data": commune / "to-data", "through a link": commune / "to-data/site", "loop": commune / "loop",
        "dots": commune / "site/../data", "no folder can be made": Path("/proc/nothing/site"),
        "the system's": Path("/sys/site"),
    }  # fmt: skip


def test_no_such_folder_is_ever_an_output(commune: Path) -> None:
    outputs = _outputs(commune)
    before = _tree(commune)
    for name, out in outputs.items():
        done = _build(commune, "--out", str(out))
        assert done.exit_code == 2, name
        assert len(done.stderr.splitlines()) == 1, name
    assert _tree(commune) == before


def test_the_folder_one_stands_in_is_no_output(commune: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert _build(commune, "--out", ".").exit_code == 2


@contextmanager
def _small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """A disk of its own with so little room; the test is skipped where nobody may make one."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if subprocess.run(["mount", *options], capture_output=True).returncode != 0:
        pytest.skip("no disk may be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_or_a_read_only_one_leaves_the_old_site(
    two_sites: tuple[Path, Path], commune: Path, tmp_path: Path
) -> None:
    size = sum(record.size // 4096 + 1 for record in read_manifest(two_sites[0]).files.values()) * 4
    with _small_disk(tmp_path / "disk", size * 2):
        out = tmp_path / "disk/site"
        site = FreshSite(out)
        for address in read_manifest(two_sites[0]).files:
            site.write(address, (two_sites[0] / address).read_bytes() + b" ")
        site.finish(source="old")
        before = _tree(out)
        done = _build(commune, "--out", str(out))
        assert done.exit_code == 1
        assert "no space is left" in done.stderr
        assert _tree(out) == before
        assert [path.name for path in out.parent.iterdir()] == ["site"]
        refused = _build(commune, "--out", str(tmp_path / "disk"))
        assert refused.exit_code == 2
        subprocess.run(["mount", "-o", "remount,ro", str(tmp_path / "disk")], check=True)
        done = _build(commune, "--out", str(out))
        assert done.exit_code == 2
        assert str(out.parent) in done.stderr
        assert _tree(out) == before


def test_a_file_that_cannot_be_written_leaves_the_old_site(commune: Path) -> None:
    """Wherever nobody may mount a small disk: a process that may write no more than a few bytes."""
    assert _build(commune).exit_code == 0
    before = _tree(commune / "site")
    _edit(commune)
    code = (
        "import resource, signal; from generator.publishing.cli import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)); main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--root", str(commune), "--lang", "en"], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "the old site is left as it was" in done.stderr
    assert "Traceback" not in done.stderr
    assert _tree(commune / "site") == before
    assert {path.name for path in commune.iterdir()} == {".cache", "data", "content", "mkdocs.yml", "site"}
    assert not [path.name for path in (commune / ".cache/plan-portal").iterdir() if path.name.startswith(".")]


def _edit(office: Path) -> None:
    """Change a word, so that a build has something to do."""
    section = office / "data/plans/2026/m2.yml"
    section.write_text(section.read_text(encoding="utf-8").replace("số hóa", "lưu trữ"), encoding="utf-8")


def test_where_folders_cannot_be_exchanged_nothing_is_done(commune: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _build(commune).exit_code == 0
    _edit(commune)
    before = _tree(commune)
    monkeypatch.setattr("generator.publishing.exchange._LIBC", object())
    done = _build(commune)
    assert done.exit_code == 2
    assert "cannot exchange" in done.stderr
    assert _tree(commune) == before


def test_verify_names_what_differs_is_missing_or_extra(commune_site: Site, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(commune_site.folder, site)

    def verify(language: str) -> Result:
        return CliRunner().invoke(main, ["verify", str(site), "--lang", language])

    assert verify("en").exit_code == 0
    page = site / "vi/index.html"
    page.write_bytes(page.read_bytes().replace(b"a", b"b", 1))
    (site / "robots.txt").unlink()
    (site / "404.html").unlink()
    (site / "404.html").symlink_to(page)
    (site / "vi/\x1b[31m.html").write_text("x", encoding="utf-8")
    for language in ("vi", "en"):
        done = verify(language)
        assert done.exit_code == 1
        assert [line.split(" ")[:2] for line in done.stdout.splitlines()] == [
            ["differs", "404.html"], ["missing", "robots.txt"], ["differs", "vi/index.html"],
            ["extra", "vi/\\u001b[31m.html"],
        ]  # fmt: skip
    (site / MANIFEST).unlink()
    assert verify("en").exit_code == 2


SUM = "0" * 64
MANIFESTS = [
    "", "[]", "{", "null", '{"format": 1}', '{"format": 2, "files": {}}', '{"format": 1, "files": []}',
    "[" * 100_000, '{"format": 1, "files": {"a": 1}}', '{"format": 1, "files": {"a": {"bytes": -1, "sha256": "x"}}}',
    '{"format": 1, "files": {"a": {"bytes": true, "sha256": "' + SUM + '"}}}',
    '{"format": 1, "day": "1.1.2026", "files": {}}', '{"format": 1, "files": {}, "files": {}}', "\ud800",
    *(
        json.dumps({"format": 1, "files": {address: {"bytes": 1, "sha256": SUM}}})
        for address in (
            "../x", "/etc/passwd", "a/../../x", "", ".", "a//b", "a\\b", "a\n", "\x00", "a" * 300, "\ud800",
            "manifest.json", "./a", "a/", "x/..",
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("text", MANIFESTS, ids=range(len(MANIFESTS)))
def test_a_manifest_that_no_build_wrote_is_refused(text: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / MANIFEST).write_bytes(text.encode("utf-8", "surrogatepass"))
    (tmp_path / "x").write_text("ten years of work", encoding="utf-8")
    for language in ("vi", "en"):
        done = CliRunner().invoke(main, ["verify", str(site), "--lang", language])
        assert done.exit_code == 2
        assert done.exception is None or isinstance(done.exception, SystemExit)
        assert str(site) in done.stderr
    with pytest.raises(BuildRefused), workplace(site, discard=False, told=lambda _: None):
        pass
    assert (tmp_path / "x").is_file()


def test_a_manifest_that_is_no_file_is_refused(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for make in (os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")):
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir()
        make(site / MANIFEST)
        assert CliRunner().invoke(main, ["verify", str(site)]).exit_code == 2


@pytest.mark.parametrize("address", ["../x", "/x", "a//b", "a/../b", "a\\b", MANIFEST, "", "a/", "./a", "twice"])
def test_no_file_is_written_outside_or_twice(address: str, tmp_path: Path) -> None:
    site = FreshSite(tmp_path / "site")
    site.write("twice", b"1")
    with pytest.raises(AddressRefused):
        site.write(address, b"2")
    assert [path.name for path in tmp_path.rglob("*")] == ["site", "twice"]


def test_a_file_written_piece_by_piece_is_the_old_one_where_that_has_its_bytes(tmp_path: Path) -> None:
    def written(folder: Path, old: Path | None, *pieces: bytes) -> os.stat_result:
        site = FreshSite(folder, old)
        with site.opened("a/b") as file:
            file.writelines(pieces)
        assert site.finish(source="").files == {"a/b": FileRecord.of(b"".join(pieces))}
        assert [path.name for path in (folder / "a").iterdir()] == ["b"]
        assert (folder / "a/b").read_bytes() == b"".join(pieces)
        return (folder / "a/b").stat()

    first = written(tmp_path / "1", None, b"one", b"two")
    assert written(tmp_path / "2", tmp_path / "1", b"onetwo").st_ino == first.st_ino
    assert written(tmp_path / "3", tmp_path / "2", b"one", b"").st_ino != first.st_ino
    assert first.st_mode & 0o777 == 0o644


def test_the_manifest_is_the_same_wherever_it_is_built(commune_site: Site, commune: Path) -> None:
    (commune / "data/.DS_Store").write_bytes(b"of a desktop")
    portal = commune / "data/portal.yml"
    portal.write_bytes(portal.read_bytes().replace(b"\n", b"\r\n"))
    build_site(commune, commune / "site")
    assert (commune / "site" / MANIFEST).read_bytes() == (commune_site.folder / MANIFEST).read_bytes()
    assert json.loads((commune / "site" / MANIFEST).read_text(encoding="utf-8"))["files"].keys() == {
        path.relative_to(commune / "site").as_posix() for path in (commune / "site").rglob("*") if path.is_file()
    } - {MANIFEST}
