"""The plan of 2023 as data: what the inventory of its text counted, and what its built pages answer."""

import re
from collections import Counter

import pytest
from icalendar import Calendar

from generator.linking import Portal
from generator.model.text import fingerprint
from generator.pages.addresses import SEGMENTS
from tests.conftest import ROOT, Site

SOURCE = (ROOT / "data" / "plans" / "2023" / "source.txt").read_text(encoding="utf-8")
NAMED = {
    "u-ctph-mttw-molisa-giam-ngheo", "u-ctmtqg-ntm", "u-ctqg-phong-chong-toi-pham", "u-ctqg-phong-chong-ma-tuy",
    "u-cthdqg-tre-em-2020-2025", "u-cthdqg-tre-em-2021-2030", "u-nq-dh-dang-bo-cap-huyen", "u-nq-dh-dang-bo-tinh-xv",
    "u-nq-dh-dang-xiii",
}  # fmt: skip
UNDATED = {"09-kl-tw", "48-ct-tw", "09-ctr-bca-mttw", "20-ct-tw"}


# The data


def test_counts(portal: Portal) -> None:
    model = portal.model
    assert len(portal.units) == 71
    assert Counter(located.unit.kind for located in portal.units.values()) == {
        "doc-type": 1, "title": 1, "preamble": 1, "section": 3, "item": 5, "group": 8, "subgroup": 5, "paragraph": 10,
        "bullet": 30, "closing": 1, "recipients-heading": 1, "recipient": 5,
    }  # fmt: skip
    assert sum(d.symbol is not None for d in model.documents) == 21
    assert {d.id for d in model.documents if d.symbol is None} == NAMED
    assert len(model.bodies) == 53
    assert Counter(body.kind for body in model.bodies) == {
        "front": 13, "mass-organisation": 3, "fund": 1, "fund-board": 1, "committee": 6, "party": 11, "state": 13,
        "armed-force": 5,
    }  # fmt: skip
    assert len(portal.dues) == 33
    assert Counter(due.deadline.kind for due in portal.dues) == {
        "scope": 5, "reporting-duty": 6, "continuing-duty": 3, "disclosure-duty": 1, "required-output": 2, "event": 6,
        "activity": 3, "period": 7,
    }  # fmt: skip
    assert len(model.campaigns) == 24
    assert len(model.glossary.terms) == 112


def test_section_two_has_its_groups_and_bullets(portal: Portal) -> None:  # C38
    def below(unit: str) -> list[str]:
        return [child.unit.kind for child in portal.children(portal.units["2023", unit])]

    assert below("s2") == ["group"] * 8
    assert below("s2-1") == ["subgroup"] * 5
    assert sum(len(below(f"s2-1-{n}")) for n in range(1, 6)) == 10
    assert [below(f"s2-{n}").count("bullet") for n in range(2, 9)] == [2, 6, 3, 4, 3, 4, 6]


def test_every_vietnamese_text_is_verbatim_and_every_translation_is_of_it(portal: Portal) -> None:
    for located in portal.units.values():
        text = located.unit.text
        assert text.vi in SOURCE
        assert text.en is not None
        assert text.en.of == fingerprint(text.vi)
    assert sum(located.unit.text.vi.count("\u00a0") for located in portal.units.values()) > 0


def test_citations_are_those_of_the_inventory(portal: Portal) -> None:
    for language in ("vi", "en"):
        found = [c for located in portal.units.values() for c in portal.citations(located, language)]
        assert {c.outcome for c in found} == {"resolved"}
        numbered = [c for c in found if portal.documents[c.document or ""].symbol]
        assert (len(numbered), len(found) - len(numbered)) == (24, 9)
        assert len({c.document for c in numbered}) == 21


def test_the_plan_states_no_number_date_place_or_signatory(portal: Portal) -> None:
    head = portal.model.plans[0].head
    assert (head.number, head.date, head.place, head.signatory) == (None, None, None, None)
    assert head.revisions[0].date is None


def test_programmes(portal: Portal) -> None:  # C13, C16, C17
    programmes = portal.model.programmes
    documents = {p.id: portal.programme_document(p) for p in programmes}
    assert len(programmes) == 8
    assert sum(d.symbol is not None for d in documents.values()) == 7
    assert sum(d.date is not None for d in documents.values()) == 6
    assert Counter(p.level for p in programmes) == {"central": 5, "province": 3}
    assert documents["p-molisa"].symbol is None
    assert documents["p-molisa"].date is None
    assert set(portal.programmes["p-78-khph"].parties.bodies) == {"vff-cc-standing", "border-guard-high-command"}


def test_politburo_and_border_guard_are_no_ministries(portal: Portal) -> None:  # C32
    assert portal.bodies["cpv-politburo"].kind == "party"
    assert portal.bodies["border-guard-high-command"].kind == "armed-force"
    ministries = {b.id for b in portal.model.bodies if b.name.vi.startswith("Bộ ") and b.kind == "state"}
    assert ministries == {"molisa", "moit", "mps"}


def test_standing_board_and_standing_committee_are_never_swapped(portal: Portal) -> None:  # C29
    pairs = (("Ban Thường trực", "Standing Board"), ("Ban Thường vụ", "Standing Committee"))
    for body in portal.model.bodies:
        for vietnamese, english in pairs:
            assert (vietnamese in body.name.vi) == (english in (body.name.en or "")), body.id
    for located in portal.units.values():
        text = located.unit.text
        assert text.en is not None
        for vietnamese, english in pairs:
            if vietnamese in text.vi:
                assert english in text.en.text, located.unit.id


def test_leads_are_named_only_on_a_stated_or_contextual_basis(portal: Portal) -> None:
    leads = [p for located in portal.units.values() for p in portal.parts(located) if p.role in ("lead", "issuer")]
    assert Counter(p.basis.kind for p in leads) == {"stated": 13, "by-context": 6}


def test_only_one_day_follows_from_the_plan(portal: Portal) -> None:  # the data behind C33
    assert [d.deadline.date.isoformat() for d in portal.dues if d.deadline.date] == ["2023-07-27"]


# The built pages

LANGUAGES = {
    language: {name: f"{language}/{SEGMENTS[language][name]}" for name in SEGMENTS[language]}
    for language in ("vi", "en")
}
NOT_STATED = {"vi": "không nêu trong kế hoạch", "en": "not stated in the plan"}
NO_DATE = {"vi": "ngày không nêu trong kế hoạch", "en": "date not stated in the plan"}
both = pytest.mark.parametrize("language", ["vi", "en"])


def _ids(site: Site, address: str, selector: str) -> list[str]:
    return [node.attributes["href"].rstrip("/").split("/")[-1] for node in site.tree(address).css(selector)]


@both
def test_c01_decree_93_lists_exactly_its_three_units(site: Site, language: str) -> None:
    units = _ids(site, f"{LANGUAGES[language]['documents']}/93-2021-nd-cp/", ".citing__unit a")
    assert units == ["s2-4", "s2-4-a", "s2-4-b"]


@both
def test_c03_the_index_of_documents_holds_21_numbered_and_9_named(site: Site, language: str) -> None:
    lists = site.tree(f"{LANGUAGES[language]['documents']}/").css("ul.entries")
    ids = [[entry.attributes["data-id"] for entry in one.css("[data-entry]")] for one in lists]
    assert [len(set(one)) for one in ids] == [len(one) for one in ids] == [21, 9]


@both
def test_c04_four_documents_numbered_09_are_four_pages(site: Site, language: str) -> None:
    headings = {
        symbol: site.text(f"{LANGUAGES[language]['documents']}/{document}/", "h1")
        for document, symbol in (
            ("09-ctrph-mttw-bct", "09/CTrPH-MTTW-BCT"), ("09-kl-tw", "09-KL/TW"), ("09-ct-tw", "09-CT/TW"),
            ("09-ctr-bca-mttw", "09/CTr-BCA-MTTW"),
        )
    }  # fmt: skip
    assert len(set(headings.values())) == 4
    assert all(symbol in heading for symbol, heading in headings.items())


@both
def test_c07_exactly_four_numbered_documents_say_that_no_date_is_stated(
    site: Site, portal: Portal, language: str
) -> None:
    silent = {
        document.id
        for document in portal.model.documents
        if document.symbol
        and NO_DATE[language] in site.text(f"{LANGUAGES[language]['documents']}/{document.id}/", "dl")
    }
    assert silent == UNDATED


@both
def test_c09_plan_72_and_directive_03_link_to_each_other(site: Site, language: str) -> None:
    documents = LANGUAGES[language]["documents"]
    assert "03-ct-tw" in _ids(site, f"{documents}/72-kh-tu/", "#relations + dl a")
    assert "72-kh-tu" in _ids(site, f"{documents}/03-ct-tw/", "#relations + dl a")


@both
def test_c12_the_plan_page_shows_no_number_date_or_signatory(site: Site, language: str) -> None:
    rows = {
        row.css_first("dt").text(): row.css_first("dd").text()
        for row in site.tree(f"{LANGUAGES[language]['plans']}/2023/").css("dl.facts > div")
    }
    labels = {
        "vi": ("Số, ký hiệu", "Ngày ban hành", "Nơi ban hành", "Người ký"),
        "en": ("Number and symbol", "Date of issue", "Place of issue", "Signatory"),
    }[language]
    assert [rows[label] for label in labels] == [NOT_STATED[language]] * 4


@both
def test_c13_the_index_of_programmes_holds_eight(site: Site, language: str) -> None:
    entries = site.tree(f"{LANGUAGES[language]['programmes']}/").css("[data-entry]")
    assert len({entry.attributes["data-id"] for entry in entries}) == len(entries) == 8
    assert len([e for e in entries if NO_DATE[language] in e.text()]) == 2


@both
def test_c16_the_labour_programme_has_neither_number_nor_date(site: Site, language: str) -> None:
    facts = site.text(f"{LANGUAGES[language]['programmes']}/p-molisa/", "dl.facts")
    assert facts.count(NOT_STATED[language]) >= 2
    assert NO_DATE[language] in facts


@both
def test_c17_the_parties_of_plan_78_are_central(site: Site, language: str) -> None:
    page = site.tree(f"{LANGUAGES[language]['programmes']}/p-78-khph/")
    parties = page.css_first("dl.facts > div dd")
    assert parties is not None
    ids = [a.attributes["href"].rstrip("/").split("/")[-1] for a in parties.css("a")]
    assert ids == ["vff-cc-standing", "border-guard-high-command"]


@both
def test_c27_the_movement_board_has_exactly_three_units(site: Site, language: str) -> None:
    units = site.tree(f"{LANGUAGES[language]['bodies']}/vff-province-movement/").css("[data-unit]")
    assert {unit.attributes["data-unit"] for unit in units} == {"s3-1-b", "s3-2", "recipients-5"}


@both
def test_c34_three_report_cadences_without_a_due_day(site: Site, language: str) -> None:
    page = site.tree(f"{LANGUAGES[language]['deadlines']}/")
    cadences = {"vi": ["hằng quý", "6 tháng", "hằng năm"], "en": ["quarterly", "six-month", "annual"]}[language]
    for due, cadence in zip(("rep-4-quarterly", "rep-4-six-month", "rep-4-annual"), cadences, strict=True):
        block = page.css_first(f"#{due}")
        assert block is not None
        assert cadence in block.text()
        ids = [a.attributes["href"].rstrip("/").split("/")[-1] for a in block.css("dd a")]
        assert ids == ["closing", "vff-district-standing", "vff-province-standing"]
        assert {"vi": "ngày đến hạn", "en": "the due day"}[language] in block.css_first("dd.not-stated").text()
        assert block.css_first("time") is None


@both
def test_all_33_deadlines_are_on_the_page_with_their_words(site: Site, portal: Portal, language: str) -> None:
    page = site.tree(f"{LANGUAGES[language]['deadlines']}/")
    assert len(page.css("div.due")) == 33
    for due in portal.dues:
        block = page.css_first(f"#{due.deadline.id}")
        assert block is not None
        assert block.css_first(".due__words q").text() == due.deadline.words


def test_c33_the_calendar_holds_exactly_one_day(site: Site) -> None:
    calendar = Calendar.from_ical((site.folder / "calendar/all.ics").read_bytes())
    entries = [part for part in calendar.walk() if part.name in ("VEVENT", "VTODO")]
    assert [entry.decoded("dtstart").isoformat() for entry in entries] == ["2023-07-27"]


@both
def test_c39_both_periods_stand_with_a_marked_note(site: Site, language: str) -> None:
    page = site.tree(f"{LANGUAGES[language]['plans']}/2023/s2-8-f/")
    text = next(u.text() for u in page.css("[data-unit=s2-8-f]") if u.attributes["lang"] == "vi")
    assert "2020 - 2025" in text
    assert "2021 - 2030" in text
    notes = [note.text() for note in page.css(".note")]
    assert any("2020" in note and "2030" in note and "23/QĐ-TTg" in note for note in notes)


@both
def test_generic_and_self_references_are_no_links(site: Site, language: str) -> None:
    page = site.tree(f"{LANGUAGES[language]['plans']}/2023/s3-1/")
    linked = [a.text() for a in page.css("[data-unit=s3-1] a.citation")]
    assert len([text for text in linked if re.search(r"XIII|13th", text)]) >= 1
    assert not any(re.search(r"Kế hoạch này|kế hoạch triển khai|this Plan|implementation plans", t) for t in linked)
