"""What belongs together stays on one line, and the text stays the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.text import Language
from generator.pages.passages import passages
from generator.pages.typography import excerpt, stretches

KEPT = [
    ("theo Nghị định số 93/2021/NĐ-CP ngày 27/10/2021 của Chính phủ", ["số 93/2021/NĐ-CP", "27/10/2021"]),
    ("Chỉ thị số 09-CT/TW ngày 01/12/2011", ["số 09-CT/TW", "01/12/2011"]),
    ("ngày 29 tháng 9 năm 2022", ["ngày 29", "tháng 9", "năm 2022"]),
    ("kết quả quý, 6 tháng, 1 năm", ["6 tháng", "1 năm"]),
    ("giai đoạn 2021 - 2025", ["2021 - 2025"]),
    ("trẻ 5 tuổi", ["5 tuổi"]),
    ("lần thứ XV", ["lần thứ XV"]),
    ("dated 27 October 2021 of the Government", ["27 October 2021"]),
    ("sáng - xanh - sạch - đẹp", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "kept"), KEPT)
def test_a_number_stays_with_its_unit(text: str, kept: list[str]) -> None:
    assert [stretch.text for stretch in stretches(text) if stretch.kept] == kept


@given(st.text("0123456789/-. ngàythángnămsốNĐCPTWIVX(),\u00a0–", max_size=80))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(stretch.text for stretch in stretches(text)) == text


@given(st.text("aăâ bcđ,. “”–", min_size=1, max_size=200), st.integers(10, 120))
def test_an_excerpt_is_the_beginning_cut_between_words(text: str, length: int) -> None:
    cut = excerpt(text, length)
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]) and len(cut) <= length + 1)


FOREIGN: list[tuple[Language, str, list[str]]] = [
    ("vi", "dịch là “the Party Standing Committees” để ngỏ điều đó", ["the Party Standing Committees"]),
    ("vi", "dấu “&” viết là “and” trong tiếng Anh", ["and"]),
    ("vi", "Kế hoạch viết “tham gia”, “Ban Dân vận” và “UBMTTQ”, không viết “Ban Thi dua”", []),
    ("vi", "Nguồn: Luật số 72/2025/QH15, theo trí nhớ / from the editor's memory. Ghi ngày 24/11/2026.",
     ["from the editor's memory"]),
    ("vi", "Nguồn: Nghị định 30/2020/NĐ-CP. Chưa kiểm chứng.", []),
    ("en", "the plan says “Cuộc vận động” and “Campaign”", ["Cuộc vận động"]),
    ("en", "Source: Luật số 72/2025/QH15, theo trí nhớ / from the editor's memory. Recorded 24 November 2026.",
     ["Luật số 72/2025/QH15, theo trí nhớ"]),
    ("en", "Source: vietnamnews.vn / qdnd.vn. Not verified.", []),
    ("en", "Source: Báo Mẫu số 5. Written down on 3 May.", ["Báo Mẫu số 5"]),
    ("en", "not in force as of 1 May (source: Cơ sở dữ liệu quốc gia). To be verified.", ["Cơ sở dữ liệu quốc gia"]),
    ("en", "in force as of 1 May 2026 (source: the gazette).", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "foreign"), FOREIGN)
def test_a_note_says_where_it_is_in_the_other_language(language: Language, text: str, foreign: list[str]) -> None:
    assert [piece.text for piece in passages(text, language) if piece.language != language] == foreign


@given(st.text("aăđ “”/.: the", max_size=80), st.sampled_from(["vi", "en"]))
def test_the_passages_are_the_text(text: str, language: Language) -> None:
    assert "".join(piece.text for piece in passages(text, language)) == text
