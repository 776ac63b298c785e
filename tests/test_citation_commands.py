"""`plan-portal cite`, `lint` and `citations --against`, as an editor and other tools use them."""

import json
import shutil
import subprocess
from pathlib import Path

from click.testing import CliRunner

from generator.publishing.cli import main
from tests.conftest import ROOT

KEYS = {
    "start", "end", "text", "full_end", "type", "number", "year", "symbol", "canonical", "date", "issuer", "pinpoint",
    "self", "outcome", "document", "candidates",
}  # fmt: skip


def _cite(text: str | bytes, *options: str) -> list[dict[str, object]]:
    done = CliRunner().invoke(main, ["cite", "--root", str(ROOT), *options], input=text)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def test_cite_tells_one_object_a_line() -> None:
    text = "Theo Điều 2 Nghị định số 93/2021/NĐ–CP ngày 27/10/2021 của Chính phủ và Luật Đất đai năm 2024"
    decree, law = _cite(text)
    assert set(decree) >= KEYS
    assert text[decree["start"] : decree["end"]] == decree["text"] == "Nghị định số 93/2021/NĐ–CP"  # type: ignore[misc]
    assert text[: decree["full_end"]].endswith("Chính phủ")  # type: ignore[misc]
    parts = ("type", "number", "year", "symbol", "canonical", "date", "issuer", "pinpoint")
    assert {key: decree[key] for key in parts} == {
        "type": "Nghị định", "number": "93", "year": "2021", "symbol": "93/2021/NĐ–CP", "canonical": "93/2021/NĐ-CP",
        "date": "2021-10-27", "issuer": "Chính phủ", "pinpoint": "Điều 2",
    }  # fmt: skip
    assert (decree["self"], decree["outcome"], decree["document"]) == (False, "resolved", "93-2021-nd-cp")
    assert (law["canonical"], law["date"], law["outcome"]) == ("Luật Đất đai|2024", None, "unresolved")


def test_cite_reads_crlf_and_offsets_in_code_points(tmp_path: Path) -> None:
    text = "𝄞 Căn cứ\r\nNghị định số\r\n93/2021/NĐ-CP"
    [found] = _cite(text.encode())
    assert text[found["start"] : found["end"]] == found["text"] == "Nghị định số\r\n93/2021/NĐ-CP"  # type: ignore[misc]


def test_cite_with_titles_and_entries() -> None:
    text = "thực hiện Chương trình mục tiêu quốc gia xây dựng nông thôn mới"
    assert _cite(text) == []
    assert [c["document"] for c in _cite(text, "--titles")] == ["u-ctmtqg-ntm"]
    done = CliRunner().invoke(main, ["cite", "--entries", "--root", str(ROOT)], input="Nghị định số 12/2024/NĐ-CP")
    assert done.output == "- id: 12-2024-nd-cp\n  type: nghi-dinh\n  symbol: '12/2024/NĐ-CP'\n"


def test_cite_refuses_what_is_not_utf_8() -> None:
    for language, words in (("vi", "không phải UTF-8"), ("en", "not UTF-8")):
        done = CliRunner().invoke(main, ["cite", "--root", str(ROOT), "--lang", language], input=b"Ngh\xff")
        assert (done.exit_code, words in done.output) == (2, True)


def test_lint_speaks_both_languages() -> None:
    for language, words in (("vi", "lặp chữ “trọng tâm trọng tâm”"), ("en", "doubled words “trọng tâm trọng tâm”")):
        done = CliRunner().invoke(main, ["lint", "2023", "--root", str(ROOT), "--lang", language])
        assert done.exit_code == 0
        assert f"data/plans/2023/source.txt:6:119 warning doubled-words {words}" in done.output
    assert CliRunner().invoke(main, ["lint", "1999", "--root", str(ROOT)]).exit_code == 2


def test_against_tells_a_lost_link(province: Path, tmp_path: Path) -> None:
    before = tmp_path / "before"
    shutil.copytree(province, before)
    register = province / "data" / "documents.yml"
    register.write_text(register.read_text(encoding="utf-8").replace("iso: 2020-02-12", "iso: 2020-02-13").replace(
        "words: 12/02/2020", "words: 13/02/2020"), encoding="utf-8")  # fmt: skip
    done = CliRunner().invoke(main, ["citations", "--against", str(before), "--root", str(province), "--lang", "en"])
    assert done.exit_code == 1
    assert "- 2023/s2-8-c vi 78-khph-mttw-bdbp: Kế hoạch số 78/KHPH-MTTW-BĐBP" in done.output
    assert "+ 2023/s2-8-c vi conflict: Kế hoạch số 78/KHPH-MTTW-BĐBP" in done.output


def test_against_reads_a_revision_of_the_repository(province: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-C", str(province), "-c", "user.name=a", "-c", "user.email=a@example", *arguments],
            check=True, capture_output=True,
        )  # fmt: skip

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    done = CliRunner().invoke(main, ["citations", "--against", "HEAD", "--root", str(province), "--lang", "en"])
    assert (done.exit_code, "gained 0, lost 0" in done.output) == (0, True)
    for revision in ("nowhere", "--output=x"):
        done = CliRunner().invoke(main, ["citations", "--against", revision, "--root", str(province)])
        assert done.exit_code == 2
