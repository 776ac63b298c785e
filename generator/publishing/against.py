"""What a plan cites now and what it cited at a revision, so that no link is lost unseen."""

import io
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generator.linking import Portal, link
from generator.loading import ProblemsFound, load_portal
from generator.model.text import LANGUAGES

# Run in the folder of the revision, so that its own generator reads its own data: a change of either is seen.
_ASK = (
    "import json; from pathlib import Path;"
    "from generator.linking import link; from generator.loading import load_portal;"
    "portal = link(load_portal(Path('data'), Path('content')));"
    "print(json.dumps([[u.plan.id, u.unit.id, language, c.text, c.document or '', c.outcome]"
    " for u in portal.units.values() for language in ('vi', 'en') for c in portal.citations(u, language)]))"
)


class RevisionUnread(Exception):
    """The revision is no folder and no commit, or its data has problems."""


@dataclass(frozen=True, order=True)
class CitedPlace:
    """A citation of a unit and what it leads to."""

    plan: str
    unit: str
    language: str
    text: str
    document: str
    outcome: str


def linked_citations(portal: Portal) -> set[CitedPlace]:
    """Every citation of every unit, in both languages."""
    return {
        CitedPlace(located.plan.id, located.unit.id, language, c.text, c.document or "", c.outcome)
        for located in portal.units.values()
        for language in LANGUAGES
        for c in portal.citations(located, language)
    }


def citations_at(root: Path, revision: str) -> set[CitedPlace]:
    """The citations of a folder, or of a revision of the repository that holds `root`."""
    folder = Path(revision)
    if folder.is_dir():
        return _in_folder(folder)
    top = _git(root, "rev-parse", "--show-toplevel").decode().strip()
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    archive = _git(Path(top), "archive", "--format=tar", commit)
    with tempfile.TemporaryDirectory() as temporary:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(temporary, filter="data")
        return _in_folder(Path(temporary) / prefix)


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise RevisionUnread(str(error)) from error
    if done.returncode:
        raise RevisionUnread(done.stderr.decode(errors="replace").strip())
    return done.stdout


def _in_folder(folder: Path) -> set[CitedPlace]:
    if not (folder / "generator" / "__init__.py").is_file():
        try:
            return linked_citations(link(load_portal(folder / "data", folder / "content")))
        except ProblemsFound as found:
            raise RevisionUnread(str(found)) from found
    done = subprocess.run([sys.executable, "-c", _ASK], cwd=folder, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise RevisionUnread(done.stderr.decode(errors="replace").strip().rsplit("\n", 1)[-1])
    return {CitedPlace(*row) for row in json.loads(done.stdout)}
