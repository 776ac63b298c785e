"""Freezing the present state of a plan and opening its next revision, both or neither."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.linking.revisions import compare, state_of
from generator.loading.frozen import REVISIONS_FOLDER, SUMS_FILE, digest, frozen_files
from generator.loading.opening import HeadFormUnread, opened
from generator.loading.portal import PLAN_FILE, REGISTERS
from generator.model.plans import Plan, Revision
from generator.model.portal import PortalModel


class RevisionRefused(Exception):
    """Nothing was frozen; `code` and `facts` say why, the data is as it was."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Revised:
    """Which revision was frozen, of how many files, and which was opened."""

    frozen: str
    opened: str
    files: int


def revise(data: Path, model: PortalModel, plan: Plan, kind: Literal["amended", "corrected"]) -> Revised:
    """Freeze the plan's present state under `revisions/` and open the next revision in plan.yml.

    Date and basis of the new one are not stated until the editor states them. The set is written aside and renamed
    into its place before plan.yml is replaced; if that fails, the set goes again.
    """
    earlier = model.frozen_of(plan)
    if earlier and not compare(state_of(earlier[-1].state), state_of(plan)):
        raise RevisionRefused("revise-unchanged", plan=plan.id, last=earlier[-1].id)
    frozen = plan.head.revisions[-1].id
    opening = Revision(id=f"r{max(int(one.id[1:]) for one in plan.head.revisions) + 1}", kind=kind)
    folder = data / "plans" / plan.id
    place = folder / REVISIONS_FOLDER / frozen
    if place.exists() or place.is_symlink():
        raise RevisionRefused("revise-exists", folder=str(place))
    files = frozen_files(data, plan.id, REGISTERS)
    head = folder / PLAN_FILE
    try:
        text = opened(head.read_bytes(), head.name, digest(files[SUMS_FILE]), opening)
        _put(files, text, place, head)
    except HeadFormUnread as unread:
        raise RevisionRefused("revise-form", plan=plan.id) from unread
    except OSError as error:
        raise RevisionRefused("revise-failed", detail=str(error)) from error
    return Revised(frozen, opening.id, len(files))


def _put(files: dict[str, bytes], text: bytes, place: Path, head: Path) -> None:
    made = not place.parent.exists()
    place.parent.mkdir(exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    fresh = head.with_name(f".{head.name}-new")
    try:
        aside.chmod(head.parent.stat().st_mode)
        for name, raw in files.items():
            path = aside / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(raw)
        fresh.write_bytes(text)
        shutil.copymode(head, fresh)
        aside.rename(place)
        try:
            fresh.replace(head)
        except OSError:
            shutil.rmtree(place)
            raise
    finally:
        fresh.unlink(missing_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        if made and not any(place.parent.iterdir()):
            place.parent.rmdir()
