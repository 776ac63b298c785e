"""A loading that remembers the one before gives what a loading from nothing gives, whatever was done to the files."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.linking import link
from generator.loading import Problem, ProblemsFound, Remembered, load_portal, load_whole
from generator.model.portal import PortalModel
from generator.publishing.cli import main
from tests.conftest import COMMUNE, ROOT, office

_FOLDERS = ("data", "content")
Edit = tuple[str, int]


def _result(folder: Path, known: Remembered | None = None) -> object:
    """Everything a loading tells, or all its problems."""
    try:
        loaded = load_whole(folder / "data", folder / "content", to_publish=True, remembered=known)
    except ProblemsFound as found:
        return found.problems
    return loaded, loaded.places, loaded.things, loaded.warnings(date(2026, 7, 1))


def _files(folder: Path) -> list[Path]:
    return sorted(path for name in _FOLDERS for path in (folder / name).rglob("*") if path.is_file())


def _edit(folder: Path, edit: Edit, original: dict[Path, bytes]) -> None:
    name, at = edit
    files = _files(folder)
    path = files[at % len(files)]
    raw = path.read_bytes()
    place = at // len(files) % (len(raw) + 1)
    match name:
        case "cut":
            path.write_bytes(raw[:place])
        case "type":
            path.write_bytes(raw[:place] + "ữ".encode() + raw[place:])
        case "retype":
            # Of the same length: letters of the data are exchanged for others.
            path.write_bytes(raw[:place] + raw[place:].swapcase())
        case "double":
            path.with_name(f"x-{path.name}").write_bytes(raw)
        case "delete":
            path.unlink()
        case "exchange":
            other = files[(at + 1) % len(files)]
            path.write_bytes(other.read_bytes())
            other.write_bytes(raw)
        case _:
            for path in files:
                if path not in original:
                    path.unlink()
            for path, raw in original.items():
                path.write_bytes(raw)


@settings(max_examples=6)
@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from(["cut", "type", "retype", "double", "delete", "exchange", "restore"]), st.integers(0, 10**6)
        ),
        min_size=2,
        max_size=6,
    )
)
def test_what_is_remembered_changes_nothing(edits: list[Edit], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = office(tmp_path_factory.mktemp("edits"), COMMUNE)
    # A frozen revision, so that its files are read too.
    frozen = CliRunner().invoke(main, ["revise", "2026", "--root", str(folder)])
    assert frozen.exit_code == 0, frozen.output
    original = {path: path.read_bytes() for path in _files(folder)}
    known = Remembered()
    first = _result(folder, known)
    for edit in edits:
        _edit(folder, edit, original)
        assert _result(folder, known) == _result(folder)
    _edit(folder, ("restore", 0), original)
    assert _result(folder, known) == _result(folder) == first


def test_only_what_was_edited_is_read_again(commune: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known, read = Remembered(), []
    ask = Remembered.of

    def noted(self: Remembered, name: str, raw: bytes, how: object) -> object:
        def reading() -> object:
            read.append(name)
            return how()  # type: ignore[operator]

        return ask(self, name, raw, reading)

    monkeypatch.setattr(Remembered, "of", noted)
    _result(commune, known)
    assert "data/bodies.yml" in read
    section = commune / "data/plans/2026/m2.yml"
    spoilt = section.read_text(encoding="utf-8").replace("kind:", "kin:", 1)
    for text, problems in (
        (section.read_text(encoding="utf-8") + "# \n", []),
        (spoilt, ["missing-key", "unknown-key"]),
    ):
        read.clear()
        section.write_text(text, encoding="utf-8")
        found = _result(commune, known)
        assert read == ["data/plans/2026/m2.yml"]
        assert sorted(p.code for p in found if isinstance(p, Problem)) == problems  # type: ignore[attr-defined]


def _linked(model: PortalModel) -> object:
    """What every unit cites and names."""
    portal = link(model)
    return [
        (located.key, portal.citations(located, "vi"), portal.citations(located, "en"), portal.bodies_named(located))
        for located in portal.units.values()
    ]


def test_what_registers_told_of_plans_is_asked_anew_when_either_changes() -> None:
    model = load_portal(ROOT / "data")
    untitled = model.model_copy(update={"documents": tuple(one for one in model.documents if one.title is None)})
    unnamed = model.model_copy(update={"bodies": tuple(one.model_copy(update={"aliases": ()}) for one in model.bodies)})
    plan = model.plans[0]
    shorter = plan.model_copy(update={"sections": plan.sections[:-1]})
    older = plan.model_copy(update={"head": plan.head.model_copy(update={"year": 1990, "date": None})})
    found = []
    for known in (
        model,
        untitled,
        unnamed,
        model,
        *(model.model_copy(update={"plans": (p,)}) for p in (shorter, older)),
    ):
        found.append(_linked(known))
        # Of the copy no object was ever seen.
        assert found[-1] == _linked(known.model_copy(deep=True))
    assert found[0] == found[3]
    assert found[0] not in (found[1], found[2], found[4])
