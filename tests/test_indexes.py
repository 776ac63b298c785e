"""What a portal answers by an index is what looking at everything answers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.linking import Portal, link
from generator.linking.mentions import Gazetteer, TermIndex, plain
from generator.linking.portal import Located
from generator.loading import load_portal
from generator.model.plans import Section
from generator.model.text import Bilingual
from tests.conftest import COMMUNE, Site
from tests.invented import invented


def _looks_alike(portal: Portal) -> None:
    units = tuple(portal.units.values())
    for plan in portal.model.plans:
        assert portal.units_of(plan) == tuple(u for u in units if u.plan.id == plan.id)
        assert [u.unit for u in portal.units_of(plan)] == list(plan.units())
    for body in portal.bodies.values():
        parts = tuple(part for unit in units for part in portal.parts(unit) if body in part.bodies)
        assert portal.parts_of(body) == parts
        assert portal.dues_of(body) == tuple(d for d in portal.dues if body.id in portal.bodies_of_due(d))
        assert portal.units_naming(body) == tuple(u for u in units if body in portal.bodies_named(u))
        concerning = tuple(
            u for u in units if body in portal.bodies_named(u) or any(body in part.bodies for part in portal.parts(u))
        )
        assert portal.units_concerning(body) == concerning
        assert portal.organs(body) == tuple(other for other in portal.model.bodies if other.parent == body.id)
        programmes = tuple(p for p in portal.model.programmes if body.id in p.parties.bodies)
        assert portal.programmes_of(body) == programmes
        issued = tuple(
            d
            for d in portal.model.documents
            if d.issuers and body.id in d.issuers.bodies and portal.programme_of(d) is None
        )
        assert portal.documents_issued(body) == issued
    for document in portal.model.documents:
        back = [(other, r) for other in portal.model.documents for r in other.relations if r.to == document.id]
        assert [(link.document, link.relation) for link in portal.backlinks(document)] == back
    for campaign in portal.model.campaigns:
        speaking = tuple(u for u in units if campaign in portal.campaigns_in(u))
        assert portal.units_of_campaign(campaign) == speaking
    for unit in units:
        assert portal.dues_in(unit) == tuple(due for due in portal.dues if due.located == unit)
        above = portal.ancestors(unit)
        siblings = portal.children(above[-1]) if above else tuple(u for u in units if _is_root(portal, u, unit))
        at = siblings.index(unit)
        assert portal.siblings(unit, 1) == siblings[max(0, at - 1) : at + 2]
        assert portal.number_of_kind(unit) == sum(one.unit.kind == unit.unit.kind for one in siblings[: at + 1])
        order = portal.units_of(unit.plan)
        place = order.index(unit)
        assert portal.neighbours(unit) == (
            order[place - 1] if place else None,
            order[place + 1] if place + 1 < len(order) else None,
        )


def _is_root(portal: Portal, one: Located, like: Located) -> bool:
    return one.plan.id == like.plan.id and not portal.ancestors(one)


def test_the_real_portal_answers_as_a_look_at_everything(portal: Portal) -> None:
    _looks_alike(portal)


def test_invented_portals_answer_as_a_look_at_everything() -> None:
    for seed in range(12):
        _looks_alike(invented(seed))


_TEXT = st.text("aAđĐuUỷủỶUÀ -/&_.\u00a0\n", max_size=12)


@given(st.lists(_TEXT, max_size=6), _TEXT.filter(str.strip))
def test_a_term_is_found_where_a_search_of_every_text_finds_it(texts: list[str], term: str) -> None:
    pattern = re.compile(rf"(?<![\w/&-]){re.escape(plain(term).casefold())}(?![\w/]|-\w)")
    expected = tuple(
        key for key, text in enumerate(texts) if pattern.search(plain(f" {plain(text)} ".casefold()).casefold())
    )
    assert TermIndex(dict(enumerate(texts))).find(term) == expected


NAMES = {"UBND tỉnh": "pc", "UBND": "all", "UBND huyện": "district", "Sở Y tế": "health", "Công an": "police"}
LONGER = [
    ("Đề nghị UBND tỉnh, Sở Y tế", ["pc", "health"]),
    ("Theo đề nghị của UBND tỉnh Hòa Bình", []),
    ("Phối hợp với Sở Y tế tỉnh Hòa Bình và Công an", ["police"]),
    ("UBND huyện Khác", []),
    ("UBND thành phố Sơn La và UBND huyện", ["district"]),
    ("Sở Y tế tỉnh Sơn La", ["health"]),
    ("UBND Ủy thác", []),
    ("UBND tỉnh Sơn La", ["pc"]),
    ("UBND tỉnh Sơn  La ban hành", ["pc"]),
    ("UBND xã Đồng Tâm", []),
    ("UBND tỉnh Sở Y tế", ["pc", "health"]),
    ("Công an các huyện", ["police"]),
    ("UBND tỉnh (Sở Y tế)", ["pc", "health"]),
    ("UBND tỉnh 2023", ["pc"]),
    ("UBND tỉnh", ["pc"]),
]


@pytest.mark.parametrize(("text", "named"), LONGER)
def test_a_name_that_goes_on_as_another_is_not_that_name(text: str, named: list[str]) -> None:
    assert list(Gazetteer(NAMES).find(text, ("Sơn La",))) == named


def test_a_name_that_is_registered_whole_is_found_however_it_goes_on() -> None:
    names = Gazetteer({**NAMES, "UBND tỉnh Hòa Bình": "other"})
    assert names.find("UBND tỉnh Hòa Bình gửi UBND tỉnh Sơn La") == ("other",)


@pytest.mark.parametrize(
    ("of_plan", "of_portal", "named"),
    [("Mường Mẫu", None, True), ("Khác", "Mường Mẫu", False), (None, "Mường Mẫu", True), (None, None, False)],
)
def test_the_place_is_that_of_the_plan_or_else_of_the_portal(
    of_plan: str | None, of_portal: str | None, named: bool
) -> None:
    model = load_portal(COMMUNE / "data")
    (plan,) = model.plans
    unit = next(unit for unit in plan.units() if "UBND xã" in unit.text.vi)
    text = unit.text.model_copy(update={"vi": "Báo cáo UBND xã Mường Mẫu."})
    section = Section(id="m9", kind="item", text=text, order="9")
    head = plan.head.model_copy(update={"place": Bilingual(vi=of_plan) if of_plan else None, "units": ()})
    settings = model.settings.model_copy(update={"place": Bilingual(vi=of_portal) if of_portal else None})
    plan = plan.model_copy(update={"head": head, "sections": (section,)})
    portal = link(model.model_copy(update={"plans": (plan,), "settings": settings}))
    assert [body.id for body in portal.bodies_named(portal.units[plan.id, "m9"])] == (["ubnd-xa"] if named else [])


def test_no_unit_is_shown_twice_on_the_page_of_what_it_speaks_of(site: Site) -> None:
    for kind, ending in (("co-quan", "named"), ("phong-trao", "items"), ("chuong-trinh-phoi-hop", "items")):
        for page in sorted((site.folder / f"vi/{kind}").glob("*/index.html")):
            tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
            heading = tree.css_first(f"h2#{ending}")
            shown: list[str] = []
            after = heading.next if heading is not None else None
            while after is not None and after.tag != "h2":
                if after.tag == "div":
                    shown += [link.attributes["href"] or "" for link in after.css(".unit__place > a:first-child")]
                after = after.next
            assert len(shown) == len(set(shown)), page
