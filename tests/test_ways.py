"""Links are turned into ways from the page they stand on, last of all."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.loading.tree import read_tree
from generator.pages.addresses import relative
from generator.pages.ways import Ways, goal_of, telling_way, way_to

_STEPS = st.lists(st.sampled_from(["vi", "van-ban", "van", "a", "b-1"]), max_size=4)
_FOLDERS = _STEPS.map(lambda steps: "".join(f"{step}/" for step in steps))
_GOALS = st.builds("{}{}{}".format, _FOLDERS, st.sampled_from(["", "all.ics", "van"]), st.sampled_from(["", "#s2-4"]))


@given(here=st.one_of(_FOLDERS, st.just("404.html")), there=_GOALS)
def test_a_browser_that_follows_the_way_arrives(here: str, there: str) -> None:
    base = "https://plan.example/portal/"
    assert urljoin(base + here, relative(here, there)) == base + there


@given(here=_FOLDERS, there=_GOALS)
def test_in_a_folder_every_way_names_a_file(here: str, there: str) -> None:
    base = "file:///portal/"
    path = urlsplit(urljoin(f"{base}{here}index.html", relative(here, there, name_files=True))).path
    goal = there.partition("#")[0]
    assert path == f"/portal/{goal}{'index.html' if goal.endswith('/') or not goal else ''}"


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (Ways("vi/co-quan/x/"), '<a href="../../van-ban/">Văn bản</a> <a href="./" aria-current="page">X</a>'),
        (Ways("vi/van-ban/"), '<a href="./">Văn bản</a> <a href="../co-quan/x/">X</a>'),
        (
            Ways("vi/co-quan/x/", name_files=True),
            '<a href="../../van-ban/index.html">Văn bản</a> <a href="index.html" aria-current="page">X</a>',
        ),
        (
            Ways("404.html", root="/portal/"),
            '<a href="/portal/vi/van-ban/">Văn bản</a> <a href="/portal/vi/co-quan/x/">X</a>',
        ),
    ],
)
def test_only_a_telling_link_says_that_it_leads_to_the_page_it_stands_on(ways: Ways, expected: str) -> None:
    documents, body = way_to("vi/van-ban/"), telling_way(way_to("vi/co-quan/x/"))
    assert ways.within(f'<a href="{documents}">Văn bản</a> <a href="{body}">X</a>') == expected


def test_what_leads_elsewhere_is_left_as_it_is() -> None:
    text = '<a href="https://mattran.example/">x</a> <a href="#who">y</a>'
    assert Ways("vi/").within(text) == text
    assert telling_way("#who") == "#who"
    with pytest.raises(ValueError, match="#who"):
        goal_of("#who")
    assert goal_of(way_to("vi/van-ban/")) == "vi/van-ban/"


@pytest.mark.parametrize("mark", ["\x02", "\x03", "\x04"])
@pytest.mark.parametrize("written", ["as it is", "escaped"])
def test_no_data_holds_a_mark_of_a_way(mark: str, written: str) -> None:
    value = mark if written == "as it is" else f"\\x{ord(mark):02x}"
    _, problems = read_tree(f'vi: "Thử {value}vi/"\n'.encode(), "portal.yml")
    assert [problem.code for problem in problems] == ["unseen-character"]
