"""An office's folder read whole: the model, or every problem of every file."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from generator.loading.checks import checks
from generator.loading.declared import parts_of, text_of
from generator.loading.frozen import REGISTERS_FOLDER, REVISIONS_FOLDER, SUMS_FILE, set_problems
from generator.loading.gate import not_for_publication
from generator.loading.hand_written import FILES_ALLOWED, links_in_page, refused_in_page
from generator.loading.lifetimes import warnings
from generator.loading.limits import MAX_BYTES, MAX_FILES
from generator.loading.locked import LOCK_FILE, read_lock
from generator.loading.markdown import plain_words
from generator.loading.problems import Position, Problem, nearest
from generator.loading.records import read_record, swallowed_keys
from generator.loading.remarks import remarks, unit_places
from generator.loading.remembered import Remembered
from generator.loading.removals import REMOVALS_FILE, Things, removal_problems, things_in
from generator.loading.tree import compose, read_text
from generator.loading.trees import DataTrees, PlanTrees, Tree
from generator.model.addresses import PublishedAddress, RemovalRegister
from generator.model.bodies import BodyRegister
from generator.model.campaigns import CampaignRegister
from generator.model.documents import DocumentRegister, DocumentTypeRegister, ProgrammeRegister
from generator.model.glossary import Glossary
from generator.model.plans import Plan, PlanHead, Section
from generator.model.portal import ContentPage, FrozenRevision, HandWrittenPage, PortalModel, PortalSettings
from generator.model.record import Record
from generator.model.text import LANGUAGES, Language

R = TypeVar("R", bound=Record)

REGISTERS: dict[str, type[Record]] = {
    "portal.yml": PortalSettings,
    "bodies.yml": BodyRegister,
    "document_types.yml": DocumentTypeRegister,
    "documents.yml": DocumentRegister,
    "programmes.yml": ProgrammeRegister,
    "campaigns.yml": CampaignRegister,
    "glossary.yml": Glossary,
}
"""The files at the top of `data/` and what each spells."""

PLAN_FILE = "plan.yml"
SOURCE_FILE = "source.txt"
_BESIDE_REGISTERS = ("plans", "schema", LOCK_FILE, REMOVALS_FILE)
_BESIDE_SECTIONS = (PLAN_FILE, SOURCE_FILE, REVISIONS_FOLDER, REGISTERS_FOLDER, SUMS_FILE)


class ProblemsFound(Exception):
    """The data has problems; all of them, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(_once(problems))
        super().__init__(f"{len(self.problems)} problems")


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without repetitions."""
    unique: list[Problem] = []
    for problem in problems:
        if problem not in unique:
            unique.append(problem)
    return unique


@dataclass(frozen=True)
class _Read(Generic[R]):
    """One file: its tree as far as it could be read, its record if it spells one, its text, and what is wrong."""

    tree: Tree | None = None
    record: R | None = None
    text: str | None = None
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, raw: bytes, name: str, kind: type[R]) -> "_Read[R]":
        text, problems = read_text(raw, name)
        if text is None:
            return cls(problems=tuple(problems))
        root, malformed = compose(text, name)
        problems += malformed
        if root is None:
            return cls(text=text, problems=tuple(problems))
        problems += swallowed_keys(kind, root)
        record, refused = read_record(kind, root)
        return cls(Tree(name, kind, root), record, text, (*problems, *refused))


@dataclass(frozen=True)
class Loaded:
    """The model, and what an editor should look at in its files."""

    model: PortalModel
    trees: DataTrees

    @property
    def places(self) -> Mapping[tuple[str, str], Position]:
        """Where the Vietnamese text of each unit (plan, id) stands."""
        return unit_places(self.trees)

    @property
    def things(self) -> Things:
        """Where the id of everything stands that an editor enters in `data/`, by kind and name."""
        return things_in(self.trees)

    def warnings(self, on: date) -> list[Problem]:
        """What to look at on a day although nothing is wrong, in the order of files and lines."""
        return sorted(_once([*warnings(self.trees, on), *remarks(self.trees, self.model)]))


def load_portal(data: Path, content: Path | None = None, *, to_publish: bool = False) -> PortalModel:
    """Read `data/` and the heads of `content/` (by default beside it); raise ProblemsFound with every problem.

    `to_publish` also tells what is sound and must not be published. Files are named in problems as seen from the
    folder that holds `data/`.
    """
    return load_whole(data, content, to_publish=to_publish).model


def load_whole(
    data: Path, content: Path | None = None, *, to_publish: bool = False, remembered: Remembered | None = None
) -> Loaded:
    """As `load_portal`, with the trees that tell where everything stands.

    A process that loads a folder again and again hands in what it remembers of it; that changes nothing but the time.
    """
    remembered = remembered or Remembered()
    remembered.begin()
    reader = _Reader(data, data.parent / "content" if content is None else content, remembered)
    loaded = reader.read()
    if loaded is not None and to_publish:
        reader.problems += reader.gate(loaded)
    if loaded is None or reader.problems:
        raise ProblemsFound(reader.problems)
    return loaded


class _Reader:
    def __init__(self, data: Path, content: Path, remembered: Remembered) -> None:
        self._data = data
        self._content = content
        self._remembered = remembered
        self.problems: list[Problem] = []
        self._raw: dict[str, str] = {}
        self._prose: dict[str, str] = {}
        self._frozen: list[FrozenRevision] = []
        self._frozen_trees: list[DataTrees] = []

    def gate(self, loaded: Loaded) -> list[Problem]:
        """What of the data, which has been read without a problem, must not be published."""
        rules = loaded.model.settings.publishing
        return not_for_publication(loaded.trees, self._frozen_trees, self._raw, self._prose, rules)

    def _say(self, at: Position, code: str, **facts: str) -> None:
        self.problems.append(Problem(at, code, facts))

    def _name(self, path: Path) -> str:
        for base in (self._data, self._content):
            if path.is_relative_to(base):
                return f"{base.name}/{path.relative_to(base).as_posix()}".removesuffix("/.")
        return path.name

    def read(self) -> Loaded | None:
        if not self._data.is_dir():
            self._say(Position(self._name(self._data)), "missing-file")
            return None
        self._ordinary(self._data)
        self._ordinary(self._content)
        registers = self._registers(self._data)
        self._unknown_names(self._data, (*REGISTERS, *_BESIDE_REGISTERS))
        if not self._content.is_dir():
            self._say(Position(self._name(self._content)), "missing-file")
        plans = list(self._plans())
        pages = list(self._pages())
        trees = DataTrees(
            registers={name: read.tree for name, read in registers.items() if read.tree is not None},
            plans=tuple(trees for trees, _ in plans),
        )
        between = checks(trees)
        locked = self._locked(self._data / LOCK_FILE)
        removals = self._removals(self._data / REMOVALS_FILE, trees, pages)
        # A reference that is no id at all leads nowhere too; that it does, and what may be meant, says more.
        nowhere = {problem.at for problem in between if problem.code.startswith("unknown-")}
        self.problems = [p for p in self.problems if not (p.code == "bad-id" and p.at in nowhere)] + between
        settings = registers["portal.yml"].record
        if isinstance(settings, PortalSettings):
            self._content_is_complete(settings, pages)
        if self.problems:
            return None
        model = self._model(registers, [plan for _, plan in plans if plan is not None], pages)
        return Loaded(model.model_copy(update={"locked": locked, "removals": removals.removed}), trees)

    def _locked(self, path: Path) -> tuple[PublishedAddress, ...]:
        """The addresses published before; an office that has not locked any has no list."""
        if not path.exists() or (raw := self._bytes(path)) is None:
            return ()
        name = self._name(path)
        locked, problems = self._remembered.of(name, raw, lambda: read_lock(raw, name))
        self.problems += problems
        return locked

    def _removals(self, path: Path, trees: DataTrees, pages: list[ContentPage]) -> RemovalRegister:
        """What an editor says of things no longer in the data; nothing where there is no such file."""
        if not path.exists():
            return RemovalRegister()
        read = self._record(path, RemovalRegister)
        if read.tree is not None:
            written = {("page", page.id): Position(f"{self._content.name}/{page.file}") for page in pages}
            self.problems += removal_problems(read.tree, things_in(trees) | written)
        return read.record or RemovalRegister()

    def _registers(self, folder: Path) -> "dict[str, _Read[Any]]":
        return {name: self._record(folder / name, kind) for name, kind in REGISTERS.items()}

    def _model(self, registers: "dict[str, _Read[Any]]", plans: list[Plan], pages: list[ContentPage]) -> PortalModel:
        def register(name: str, kind: type[R]) -> R:
            record = registers[name].record
            assert isinstance(record, kind)  # noqa: S101
            return record

        return PortalModel(
            settings=register("portal.yml", PortalSettings),
            bodies=register("bodies.yml", BodyRegister).bodies,
            successors=register("bodies.yml", BodyRegister).successors,
            document_types=register("document_types.yml", DocumentTypeRegister).types,
            documents=register("documents.yml", DocumentRegister).documents,
            programmes=register("programmes.yml", ProgrammeRegister).programmes,
            campaigns=register("campaigns.yml", CampaignRegister).campaigns,
            glossary=register("glossary.yml", Glossary),
            plans=tuple(plans),
            content=tuple(pages),
            frozen=tuple(self._frozen),
        )

    def frozen_set(self, folder: Path, plan: str, revision: str) -> FrozenRevision | None:
        """A frozen set as a portal of its own, if it has no problem."""
        registers = self._registers(folder / REGISTERS_FOLDER)
        trees, state = self._plan(folder, plan)
        whole = DataTrees({name: read.tree for name, read in registers.items() if read.tree is not None}, (trees,))
        self._frozen_trees.append(whole)
        between = checks(whole)
        # Registers may speak of places in plans that the set does not hold.
        elsewhere = {p for p in between if p.code == "unknown-printed-at" and not p.facts["id"].startswith(f"{plan}/")}
        self.problems += [problem for problem in between if problem not in elsewhere]
        if self.problems or state is None:
            return None
        return FrozenRevision(plan=plan, id=revision, portal=self._model(registers, [state], []))

    def _ordinary(self, folder: Path) -> None:
        """Say which entries of a folder are neither files nor folders (links, pipes, devices), or that it has too many.

        Links are never followed, so that a circle of them ends and nothing outside the folder is read or published.
        """
        waiting = [folder] if folder.is_dir() else []
        number = 0
        while waiting:
            here = waiting.pop()
            try:
                entries = sorted(os.scandir(here), key=lambda entry: entry.name)
            except OSError:
                self._say(Position(self._name(here)), "unreadable-file")
                continue
            for entry in entries:
                number += 1
                path = Path(entry.path)
                if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
                    self._say(Position(self._name(path)), "not-regular", value=entry.name)
                elif entry.is_dir():
                    waiting.append(path)
                elif folder == self._content and not entry.name.startswith(".") and path.suffix not in FILES_ALLOWED:
                    kinds = ", ".join(sorted(FILES_ALLOWED))
                    self._say(Position(self._name(path)), "content-file-kind", value=entry.name, allowed=kinds)
            if number > MAX_FILES:
                self._say(Position(self._name(folder)), "too-many-files", limit=f"{MAX_FILES:,}")
                return

    def _bytes(self, path: Path) -> bytes | None:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            self._say(Position(self._name(path)), "not-regular", value=path.name)
            return None
        try:
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            self._say(Position(self._name(path)), "missing-file")
        except OSError:
            self._say(Position(self._name(path)), "unreadable-file")
        return None

    def _record(self, path: Path, kind: type[R]) -> _Read[R]:
        raw = self._bytes(path)
        if raw is None:
            return _Read()
        name = self._name(path)
        read = self._remembered.of(name, raw, lambda: _Read.of(raw, name, kind))
        self.problems += read.problems
        if read.text is not None:
            self._raw[name] = read.text
        return read

    def _unknown_names(self, folder: Path, known: tuple[str, ...]) -> None:
        for path in sorted(folder.iterdir()):
            if path.name not in known and not path.name.startswith("."):
                facts = {"value": path.name} | nearest(path.name, known)
                self._say(Position(self._name(path)), "unknown-file", **facts)

    def _plans(self) -> Iterator[tuple[PlanTrees, Plan | None]]:
        folder = self._data / "plans"
        if not folder.is_dir():
            self._say(Position(self._name(folder)), "missing-file")
            return
        for plan in sorted(folder.iterdir()):
            if plan.is_symlink() or not plan.is_dir():
                self._say(Position(self._name(plan)), "unknown-file", value=plan.name)
            else:
                read = self._plan(plan, plan.name)
                self._earlier(plan, read[0])
                yield read

    def _earlier(self, folder: Path, trees: PlanTrees) -> None:
        """The frozen sets of a plan: each where its revision says, none edited, none that belongs to no revision."""
        within = folder / REVISIONS_FOLDER
        head = next((tree for tree in trees.files if tree.kind is PlanHead), None)
        if head is None or not (listed := parts_of(head.root, "revisions")):
            return
        ids = [scalar for node in listed if (scalar := text_of(node, "id"))]
        if (early := text_of(listed[-1], "fingerprint")) is not None:
            self._say(early.at, "newest-frozen", id=ids[-1].text if ids else "")
        known = {scalar.text for scalar in ids[:-1]}
        if within.exists():
            for path in sorted(within.iterdir()):
                if path.name not in known and not path.name.startswith("."):
                    self._say(Position(self._name(path)), "unknown-frozen", id=path.name)
        for node in listed[:-1]:
            name, fingerprint = text_of(node, "id"), text_of(node, "fingerprint")
            if name is None:
                continue
            if fingerprint is None:
                self._say(name.at, "fingerprint-missing", id=name.text)
            elif not (within / name.text).is_dir():
                self._say(name.at, "frozen-missing", id=name.text)
            else:
                self._frozen_set(within / name.text, trees.id, name.text, fingerprint.text)

    def _frozen_set(self, folder: Path, plan: str, revision: str, fingerprint: str) -> None:
        broken = set_problems(folder, self._name(folder), fingerprint)
        self.problems += broken
        if broken:
            return
        reader = _Reader(self._data, self._content, self._remembered)
        frozen = reader.frozen_set(folder, plan, revision)
        self.problems += reader.problems
        if frozen is not None:
            self._frozen.append(frozen)
            self._frozen_trees += reader._frozen_trees
            self._raw |= reader._raw
            self._prose |= reader._prose

    def _plan(self, folder: Path, id_: str) -> tuple[PlanTrees, Plan | None]:
        head = self._record(folder / PLAN_FILE, PlanHead)
        sections = []
        for path in sorted(folder.iterdir()):
            if path.name in _BESIDE_SECTIONS or path.name.startswith("."):
                continue
            if path.suffix != ".yml":
                self._say(Position(self._name(path)), "unknown-file", value=path.name)
                continue
            section = self._record(path, Section)
            sections.append(section)
            if section.record is not None and section.record.id != path.stem:
                self._say(Position(self._name(path)), "file-not-id", value=path.name, id=section.record.id)
        reads: list[_Read[Any]] = [head, *sections]
        trees = PlanTrees(
            id_,
            tuple(read.tree for read in reads if read.tree is not None),
            whole=all(read.tree is not None for read in reads),
        )
        source = self._source(folder / SOURCE_FILE)
        records = [section.record for section in sections if section.record is not None]
        if head.record is None or len(records) != len(sections):
            return trees, None
        try:
            return trees, Plan(id=id_, head=head.record, sections=(*head.record.units, *records), source=source)
        except ValidationError:
            self._say(Position(self._name(folder)), "bad-id", value=folder.name)
            return trees, None

    def _source(self, path: Path) -> str | None:
        if not path.exists():
            return None
        raw = self._bytes(path)
        if raw is not None and len(raw) > MAX_BYTES:
            self._say(Position(self._name(path)), "file-too-large", limit=f"{MAX_BYTES:,}")
            return None
        try:
            text = None if raw is None else raw.decode("utf-8")
            self._prose[self._name(path)] = text or ""
            return text
        except UnicodeDecodeError:
            self._say(Position(self._name(path)), "not-utf-8")
            return None

    def _pages(self) -> Iterator[ContentPage]:
        for language in LANGUAGES:
            for path in self._markdown(language):
                page = self._page(path, language)
                if page is not None:
                    yield page

    def _markdown(self, language: Language) -> list[Path]:
        folder = self._content / language
        return [] if folder.is_symlink() else sorted(folder.glob("*.md"))

    def _page(self, path: Path, language: Language) -> ContentPage | None:
        raw = self._bytes(path)
        if raw is None:
            return None
        name = self._name(path)
        text, problems = read_text(raw, name)
        self.problems += problems
        if text is None:
            return None
        self._prose[name] = text
        parts = text.split("---\n", 2)
        if len(parts) < 3 or parts[0]:
            self._say(Position(name), "front-matter")
            return None
        root, problems = compose(parts[1], name, first_line=2)
        self.problems += problems
        if root is None:
            return None
        head, problems = read_record(HandWrittenPage, root)
        self.problems += problems
        first_line = text.count("\n", 0, len(text) - len(parts[2])) + 1
        refused = list(refused_in_page(parts[2], name, first_line))
        self.problems += refused
        if head is None or refused:
            return None
        try:
            return ContentPage(
                id=path.stem,
                language=language,
                file=path.relative_to(self._content).as_posix(),
                head=head,
                text=plain_words(parts[2]),
                links=tuple(links_in_page(parts[2], first_line)),
            )
        except ValidationError:
            self._say(Position(name), "bad-id", value=path.stem)
            return None

    def _content_is_complete(self, settings: PortalSettings, pages: list[ContentPage]) -> None:
        files = {language: {path.stem for path in self._markdown(language)} for language in settings.languages}
        ids = set().union(*files.values())
        for language in settings.languages:
            for missing in sorted(ids - files[language]):
                there = next(other for other in settings.languages if missing in files[other])
                at = Position(f"{self._content.name}/{there}/{missing}.md")
                self._say(at, "page-without-language", id=missing, language=language)
            own = {page.id: page for page in pages if page.language == language}
            segments: dict[str, str] = {}
            for page in own.values():
                other = segments.setdefault(page.head.segment, page.id)
                if other != page.id:
                    at = Position(f"{self._content.name}/{page.file}")
                    self._say(at, "doubled-segment", segment=page.head.segment, other=other)
