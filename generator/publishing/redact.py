"""Words taken out of a frozen revision: its files recorded as they are now, where plan.yml says so and why."""

import shutil
import tempfile
from pathlib import Path

from generator.loading import ProblemsFound, load_whole
from generator.loading.declared import parts_of, text_of
from generator.loading.editing import Unwritable, rewritten
from generator.loading.frozen import REVISIONS_FOLDER, SUMS_FILE, digest, plain, relisted, set_problems
from generator.loading.opening import as_it_was_written
from generator.loading.portal import PLAN_FILE
from generator.loading.tree import Scalar, read_tree


class RedactionRefused(Exception):
    """Nothing was recorded; `code` says why, `exit_code` whether the call or the data is wrong."""

    def __init__(self, code: str, exit_code: int = 1) -> None:
        super().__init__(code)
        self.code = code
        self.exit_code = exit_code


def redact(root: Path, plan: str, revision: str) -> tuple[str, ...]:
    """Record a frozen set whose files were edited; gives their names.

    Raises RedactionRefused, and ProblemsFound where the data would have problems then. The list of the set and
    plan.yml are both written, or neither is.
    """
    head = root / "data" / "plans" / plan / PLAN_FILE
    if not head.is_file():
        raise RedactionRefused("redact-no-revision", 2)
    name = head.relative_to(root).as_posix()
    raw = head.read_bytes()
    recorded = _recorded(raw, name, revision)
    place = head.parent / REVISIONS_FOLDER / revision
    broken = set_problems(place, place.relative_to(root).as_posix(), recorded.text)
    edited = [problem for problem in broken if problem.code == "frozen-edited"]
    if len(edited) < len(broken):
        raise ProblemsFound([problem for problem in broken if problem not in edited])
    if not edited:
        raise RedactionRefused("redact-nothing")
    sums = relisted(place)
    try:
        text = rewritten(plain(raw).decode("utf-8"), name, {recorded.at: digest(sums)})
    except Unwritable as unwritable:
        raise RedactionRefused("redact-form") from unwritable
    changed = {place / SUMS_FILE: sums, head: as_it_was_written(raw, text)}
    _proved(root, changed)
    _written(changed)
    return tuple(problem.at.file.rsplit(f"/{revision}/", 1)[1] for problem in edited)


def _recorded(raw: bytes, file: str, revision: str) -> Scalar:
    """The fingerprint that plan.yml has of a revision which it says is redacted."""
    root, problems = read_tree(raw, file)
    if problems:
        raise ProblemsFound(problems)
    for node in parts_of(root, "revisions"):
        name, recorded = text_of(node, "id"), text_of(node, "fingerprint")
        if name is not None and name.text == revision and recorded is not None:
            if text_of(node, "redacted", "date") is None or text_of(node, "redacted", "reason", "vi") is None:
                raise RedactionRefused("redact-unstated")
            return recorded
    raise RedactionRefused("redact-no-revision", 2)


def _proved(root: Path, changed: dict[Path, bytes]) -> None:
    """Raises ProblemsFound unless the data is sound with the changed files."""
    with tempfile.TemporaryDirectory() as aside:
        shutil.copytree(root / "data", Path(aside) / "data")
        for path, raw in changed.items():
            (Path(aside) / path.relative_to(root)).write_bytes(raw)
        load_whole(Path(aside) / "data", root / "content")


def _written(changed: dict[Path, bytes]) -> None:
    before = {path: path.read_bytes() for path in changed}
    try:
        for path, raw in changed.items():
            path.write_bytes(raw)
    except OSError:
        for path, raw in before.items():
            path.write_bytes(raw)
        raise RedactionRefused("redact-failed") from None
