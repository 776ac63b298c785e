"""The README's ten minutes: its steps, followed to the letter in an empty folder, give a sound portal."""

import re
import shutil
import subprocess
from pathlib import Path

from click.testing import CliRunner

from generator.publishing.cli import main
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(
    r"^\*\*\d+\. (?:`(?P<file>[^`]+)`|(?P<title>[^*\n]*))[^\n]*\n\n```(?P<kind>\w+)\n(?P<text>.*?)```", re.S | re.M
)


def test_the_steps_give_a_portal_without_problems(tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    steps = list(_BLOCK.finditer(README))
    assert len(steps) >= 9
    files = 0
    for step in steps:
        if step["kind"] == "sh":
            if "plan-portal" not in step["text"]:
                subprocess.run(["bash", "-eu", "-c", step["text"]], cwd=tmp_path, check=True)
        else:
            (tmp_path / step["file"]).write_text(step["text"], encoding="utf-8")
            files += 1
    assert files >= 6
    own = str(tmp_path / "own")
    for command in ("check", "coverage", "build"):
        done = CliRunner().invoke(main, [command, "--root", own, "--lang", "vi"])
        assert done.exit_code == 0, done.output
        if command == "coverage":
            assert done.output.strip() in README
        if command == "check":
            counted = [" ".join(line.split()) for line in done.output.splitlines()[-2:]]
            assert counted == ["0 lỗi", "2 cảnh báo"]
            assert all(f"`{line}`" in README for line in counted)
    assert (tmp_path / "own/site/vi/ke-hoach/2026/s1-1/index.html").is_file()


def test_every_target_and_every_place_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^\| `make ([a-z]+)`", README, re.M):
        assert re.search(rf"^{target}:.*## ", makefile, re.M), target
    for place in re.findall(r"\]\(((?:docs|CHANGELOG)[^)]*)\)", README):
        assert (ROOT / place).is_file(), place
