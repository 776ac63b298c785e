"""The order of names is that of the Vietnamese alphabet."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.alphabet import alphabetical


@pytest.mark.parametrize(
    "names",
    [
        list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"),
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "màn"],
        ["bản", "biến đổi", "chất độc", "chi bộ", "Chính phủ", "Chính phủ, các cơ quan", "dân", "Đoàn Chủ tịch"],
        ["tổ hòa giải", "Ủy ban"],
        # Letters decide before tones, and words before what they go on with.
        ["Ban Bí thư", "ban dân vận", "Bàn Đạt", "ban thường trực", "Bàn tin", "Bản tin", "Bàn tròn", "Bảnh"],
        ["Kế hoạch 2", "Kế hoạch 9", "Kế hoạch 10", "Kế hoạch năm"],
        ["BTT", "CTr", "ĐA", "ĐU", "KH", "VT"],
    ],
)  # fmt: skip
def test_names_stand_as_in_a_dictionary(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=alphabetical) == names
    assert sorted((unicodedata.normalize("NFD", name) for name in names), key=alphabetical) == [
        unicodedata.normalize("NFD", name) for name in names
    ]


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_texts_have_one_order(texts: list[str]) -> None:
    once = sorted(texts, key=alphabetical)
    backwards = texts[::-1]
    assert once == sorted(backwards, key=alphabetical)
    assert all(one == other for one, other in pairwise(once) if alphabetical(one) == alphabetical(other))
