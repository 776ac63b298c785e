"""Citations of every form that Vietnamese drafting knows, what is none, and what becomes of each."""

import time
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.linking import Portal, link
from generator.linking.citations import Citation, CitationFinder, register_entry, resolve_citations
from generator.linking.citations.dates import day_at
from generator.linking.citations.folding import Folded
from generator.model.documents import LegalDocument
from generator.model.number import DocumentNumber
from generator.model.plans import CitationDecision
from generator.model.portal import PortalModel
from generator.publishing.build import build_site
from tests.conftest import ROOT, Site

TABLES: dict[str, list[dict[str, Any]]] = yaml.load(
    (ROOT / "tests" / "tables" / "citations.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


def _table(name: str) -> Any:
    rows = TABLES[name]
    return pytest.mark.parametrize("row", rows, ids=[row["text"][:60] for row in rows])


@pytest.fixture(scope="module")
def finder(portal: Portal) -> CitationFinder:
    return CitationFinder(portal.model.document_types, portal.model.bodies)


def _one(finder: CitationFinder, text: str) -> Citation:
    found = finder.find(text)
    assert len(found) == 1, [c.text for c in found]
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@_table("numbered")
def test_reads_a_numbered_citation(finder: CitationFinder, row: dict[str, str], form: Literal["NFC", "NFD"]) -> None:
    found = _one(finder, unicodedata.normalize(form, row["text"]))
    issuer = unicodedata.normalize("NFC", found.issuer) if found.issuer else None
    assert (found.type_id, found.canonical, issuer) == (row["type"], row["canonical"], row.get("issuer"))
    assert (found.date.isoformat() if found.date else None) == row.get("date")


@_table("named")
def test_reads_a_citation_by_name(finder: CitationFinder, row: dict[str, str]) -> None:
    assert _one(finder, row["text"]).canonical == row["canonical"]


@_table("several")
def test_reads_lists_and_references(finder: CitationFinder, row: dict[str, Any]) -> None:
    assert [c.canonical for c in finder.find(row["text"])] == row["canonicals"]


def test_a_list_shares_type_and_issuer(finder: CitationFinder) -> None:
    text = "Nghị quyết số 168/NQ-CP ngày 27/6/2026 và số 180/NQ-CP ngày 06/7/2026 của Chính phủ"
    assert [(c.type_id, c.issuer) for c in finder.find(text)] == [("nghi-quyet", "Chính phủ")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Mẫu số 01/TNCN",
        "Biểu số 01/TH-BC, Phụ lục số 02/PL-KH, Biểu mẫu 03/BC-UBND",
        "mẫu Tờ trình số 01/TTr-UBND",
        "số 12/5A đường Lê Lợi, số 45/B phố Huế, nhà số 12/QĐ-3",
        "3/4 số hộ, 63/63 tỉnh, tỷ lệ 1/500",
        "đường 19/8, Quốc lộ 6, QL1A/AH1, ĐT.123/KM5",
        "ngày 30/4, 1/5 và 2/9/2023; 15 tháng 6 năm 2023; Quý III/2026",
        "TCVN 5687:2010/BXD, ISO 9001:2015, QCVN 06:2022/BXD, ISO/IEC 27001",
        "năm học 2023-2024, giai đoạn 2021 - 2025",
        "các nghị quyết của Đảng, pháp luật của Nhà nước",
        "Nghị quyết này, Luật này, các Luật, Kế hoạch này",
        "kế hoạch 5 năm 2021-2025; Chương trình 135; Đề án 06",
        "Nghị quyết Đại hội Đảng bộ các cấp",
        "dự án Luật Đô thị đặc biệt (Luật Phát triển đô thị)",
        "Luật sư Nguyễn Văn A, Đại học Luật Hà Nội, Hội Luật gia",
        "CÔNG BÁO/Số 863 + 864/Ngày 10-7-2025",
        "https://vanban.example/Thong-tu-78-2014-TT-BTC/2014/TT-BTC.aspx",
        "Nghị quyết 30 năm, Quyết định 12 nội dung",
        "kế hoạch triển khai thực hiện cụ thể",
        "",
    ],
)
def test_refuses_what_is_no_citation(finder: CitationFinder, text: str) -> None:
    assert [c.text for c in finder.find(text)] == []


def test_reads_pinpoint_subject_and_period(finder: CitationFinder) -> None:
    text = (
        "theo điểm a khoản 2 Điều 12 Nghị định số 50/2026/NĐ-CP về “tiền sử dụng đất”; Điều 47 của Luật Đất đai; "
        "Phụ lục III kèm theo Quyết định số 23/QĐ-TTg phê duyệt Chương trình giai đoạn 2021 - 2030"
    )
    assert [(c.pinpoint, c.subject, c.period) for c in finder.find(text)] == [
        ("điểm a khoản 2 Điều 12", "tiền sử dụng đất", None),
        ("Điều 47", None, None),
        ("Phụ lục III", "phê duyệt Chương trình giai đoạn 2021 - 2030", "giai đoạn 2021 - 2030"),
    ]


def test_tells_the_own_number_from_citations(finder: CitationFinder) -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nSố: 22/KH-UBND\nSơn La, ngày 10 tháng 02 năm 2023\nCăn cứ Quyết định số 12/QĐ-UBND;\n"
        "(Kèm theo Kế hoạch số 22/KH-UBND ngày 10/02/2023) thay thế Kế hoạch số 22/KH-UBND ngày 10/02/2022"
    )
    assert [(c.canonical, c.own) for c in finder.find(text)] == [
        ("22/KH-UBND", True),
        ("12/QĐ-UBND", False),
        ("22/KH-UBND", True),
        ("22/KH-UBND", False),
    ]


@pytest.mark.parametrize(
    "printed",
    [
        "ngày 9/01/2015",
        "ngày 09/1/2015",
        "ngày 9 tháng 1 năm 2015",
        "ngày 09-01-2015",
        "ngày 9.1.2015",
        ", ngày 9/1/2015",
        "ngày\n9/1/2015",
        "(ngày 9/1/2015)",
        "of 9 January 2015",
        "dated January 9, 2015",
        "ban hành ngày 09/01/2015",
    ],
)
def test_reads_every_way_of_printing_a_date(printed: str) -> None:
    found = day_at(Folded.of(f"x {printed}"), 1)
    assert found is not None
    assert found.iso == date(2015, 1, 9)


# Outcomes


def _with(model: PortalModel, *documents: dict[str, object]) -> PortalModel:
    return model.model_copy(update={"documents": tuple(LegalDocument.model_validate(d) for d in documents)})


def _outcomes(model: PortalModel, text: str, as_of: date | None = None) -> list[tuple[str, str | tuple[str, ...]]]:
    finder = CitationFinder(model.document_types, model.bodies, model.documents)
    return [(r.outcome, r.document or r.candidates) for r in resolve_citations(finder.find(text), model, as_of)]


def _directive(year: int) -> dict[str, object]:
    return {
        "id": f"d-{year}",
        "type": "chi-thi",
        "symbol": "28/CT-TTg",
        "date": {"words": f"26/10/{year}", "iso": f"{year}-10-26"},
        "issuers": {"bodies": ["prime-minister"], "basis": {"kind": "by-context", "words": "của"}},
    }


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Chỉ thị số 28/CT-TTg ngày 26/10/2021 của Thủ tướng Chính phủ", ("resolved", "d-2021")),
        ("Chỉ thị số 28/CT-TTg", ("ambiguous", ("d-2021", "d-2022"))),
        ("Chỉ thị số 28/CT-TTg ngày 27/10/2021", ("conflict", ("d-2021", "d-2022"))),
        ("Chỉ thị số 28/CT-TTg ngày 31/02/2021", ("conflict", ("d-2021", "d-2022"))),
        ("Chỉ thị số 28/CT-TTg ngày 26/10/2021 của Bộ Công an", ("conflict", ("d-2021", "d-2022"))),
        ("Quyết định số 28/CT-TTg ngày 26/10/2021", ("conflict", ("d-2021", "d-2022"))),
        ("Chỉ thị số 29/CT-TTg ngày 26/10/2021", ("unresolved", ())),
        ("Chỉ thị 28", ("ambiguous", ("d-2021", "d-2022"))),
        ("Chỉ thị số 28 ngày 26/10/2022 của Thủ tướng Chính phủ", ("resolved", "d-2022")),
    ],
)
def test_resolves_or_refuses(portal: Portal, text: str, outcome: tuple[str, object]) -> None:
    assert _outcomes(_with(portal.model, _directive(2021), _directive(2022)), text) == [outcome]


def test_one_document_of_the_register_is_not_every_document_of_that_number(portal: Portal) -> None:
    model = _with(portal.model, _directive(2021))
    assert _outcomes(model, "Chỉ thị số 28/CT-TTg") == [("ambiguous", ("d-2021",))]
    text = "Chỉ thị số 28/CT-TTg ngày 26/10/2021. Theo Chỉ thị số 28/CT-TTg và Chỉ thị nêu trên"
    assert _outcomes(model, text) == [("resolved", "d-2021")] * 3
    assert _outcomes(model, "Chỉ thị số 28/CT-TTg", date(2020, 1, 1)) == [("conflict", ("d-2021",))]


def test_an_undated_document_is_told_by_all_else_that_is_known(portal: Portal) -> None:
    words = "Tăng cường sự lãnh đạo của Đảng đối với công tác chăm sóc, giáo dục và bảo vệ trẻ em"
    assert _outcomes(portal.model, f"Chỉ thị 20-CT/TW của Bộ Chính trị về “{words}”") == [("resolved", "20-ct-tw")]
    for text in (
        "Chỉ thị 20-CT/TW",
        "Chỉ thị số 20-CT/TW ngày 16/01/2023 của Bộ Chính trị",
        f"Chỉ thị 20-CT/TW về “{words}”",
        "Chỉ thị 20-CT/TW của Bộ Chính trị về bảo vệ môi trường",
    ):
        assert _outcomes(portal.model, text) == [("ambiguous", ("20-ct-tw",))]


def test_an_agreement_is_told_by_parties_and_subject(portal: Portal) -> None:
    front, labour = "Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam", "Bộ Lao động, Thương binh và Xã hội"
    parties = f"Chương trình phối hợp giữa {front} với {labour}"
    finder = CitationFinder(portal.model.document_types, portal.model.bodies)
    for words, outcome in (
        (" về thực hiện giảm nghèo bền vững", "resolved"),
        ("", "ambiguous"),
        (" về an toàn lao động", "unresolved"),
    ):
        [found] = resolve_citations(finder.find(parties + words), portal.model)
        assert found.outcome == outcome


_DISTRICT = {
    "id": "15-kh-ubnd",
    "type": "ke-hoach",
    "symbol": "15/KH-UBND",
    "date": {"words": "10/01/2030", "iso": "2030-01-10"},
    "issuers": {"bodies": ["provincial-police"], "basis": {"kind": "by-context", "words": "của"}},
}
_BARE: dict[str, object] = {"id": "72-kh-btv", "type": "ke-hoach", "symbol": "72/KH-BTV"}
_ABOUT = _BARE | {"subject": {"vi": "chuyển đổi số"}}
_ISSUED = _ABOUT | {"issuers": {"bodies": ["provincial-police"], "basis": {"kind": "by-context", "words": "của"}}}


@pytest.mark.parametrize(
    ("document", "text", "outcome"),
    [
        # A printed issuer that is in no register is none of the register's.
        (_DISTRICT, "Kế hoạch số 15/KH-UBND ngày 10/01/2030 của Công an tỉnh", "resolved"),
        (_DISTRICT, "Kế hoạch số 15/KH-UBND ngày 10/01/2030 của Ủy ban nhân dân tỉnh Hà Giang", "conflict"),
        (_DISTRICT, "Kế hoạch số 15/KH-UBND ngày 10/01/2030 của Hội Nông dân tỉnh", "conflict"),
        (_DISTRICT, "Kế hoạch số 15/KH-UBND ngày 10/01/2030 của Công an tỉnh và Hội Nông dân tỉnh", "conflict"),
        (_DISTRICT, "Kế hoạch số 15/KH-UBND ngày 10/01/2030 của Công an", "resolved"),
        # A printed year or month is no other, whatever date stands elsewhere.
        (_DISTRICT, "Kế hoạch số 15/KH-UBND năm 2030 của Công an tỉnh", "resolved"),
        (_DISTRICT, "Kế hoạch số 15/KH-UBND năm 2029 của Công an tỉnh", "conflict"),
        (_DISTRICT, "Kế hoạch số 15/KH-UBND tháng 01/2030", "resolved"),
        (_DISTRICT, "Kế hoạch số 15/KH-UBND tháng 02/2030", "conflict"),
        # Where the register knows neither date nor issuer, only what it is about tells it.
        (_BARE, "Kế hoạch số 72/KH-BTV", "ambiguous"),
        (_BARE, "Kế hoạch số 72/KH-BTV năm 2019 của Hội Nông dân huyện", "ambiguous"),
        (_BARE, "Kế hoạch số 72/KH-BTV của Công an tỉnh về dạy nghề", "ambiguous"),
        (_ABOUT, "Kế hoạch số 72/KH-BTV về chuyển đổi số", "resolved"),
        (_ABOUT, "Kế hoạch số 72/KH-BTV năm 2019 về chuyển đổi số", "ambiguous"),
        (_ABOUT, "Kế hoạch số 72/KH-BTV của Công an tỉnh về chuyển đổi số", "ambiguous"),
        (_ISSUED, "Kế hoạch số 72/KH-BTV của Công an tỉnh về chuyển đổi số", "resolved"),
        (_ISSUED, "Kế hoạch số 72/KH-BTV của Công an tỉnh về chuyển", "ambiguous"),
        (_ISSUED, "Kế hoạch số 72/KH-BTV của Tỉnh đoàn về chuyển đổi số", "conflict"),
    ],
)
def test_what_is_printed_of_a_document_is_held_against_the_register(
    portal: Portal, document: dict[str, object], text: str, outcome: str
) -> None:
    ((found, _),) = _outcomes(_with(portal.model, document), text)
    assert found == outcome


def test_a_date_printed_elsewhere_is_not_that_of_another_year(portal: Portal) -> None:
    text = "Kế hoạch số 15/KH-UBND ngày 10/01/2030. Kế hoạch số 15/KH-UBND. Kế hoạch số 15/KH-UBND năm 2029."
    outcomes = [outcome for outcome, _ in _outcomes(_with(portal.model, _DISTRICT), text)]
    assert outcomes == ["resolved", "resolved", "conflict"]


def test_a_law_made_anew_is_not_told_by_its_name(portal: Portal) -> None:
    law = {
        "id": "dat-dai",
        "type": "luat",
        "title": {"vi": "Luật Đất đai"},
        "date": {"words": "18/01/2024", "iso": "2024-01-18"},
    }
    model = _with(portal.model, law)
    assert _outcomes(model, "Luật Đất đai năm 2024, Luật Đất đai 2013, Luật Đất đai về đất") == [
        ("resolved", "dat-dai"),
        ("conflict", ("dat-dai",)),
        ("ambiguous", ("dat-dai",)),
    ]


def test_the_entry_for_the_register_is_read_as_one(portal: Portal, finder: CitationFinder) -> None:
    text = "Nghị định số 12/2024/NĐ-CP ngày 05/02/2024 của Chính phủ về “việc 'khác'”"
    [entry] = yaml.load(register_entry(_one(finder, text)), Loader=yaml.BaseLoader)
    document = LegalDocument.model_validate(entry)
    assert (document.id, document.symbol, document.dated) == ("12-2024-nd-cp", "12/2024/NĐ-CP", date(2024, 2, 5))
    assert document.issuers is not None and document.issuers.bodies == ("government",)


# The real plan


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_plan_cites_what_its_inventory_counted(portal: Portal, language: str) -> None:
    found = [c for located in portal.units.values() for c in portal.citations(located, language)]  # type: ignore[arg-type]
    numbered = [c for c in found if c.citation.form == "numbered"]
    assert {c.outcome for c in found} == {"resolved"}
    assert (len(numbered), len({c.document for c in numbered}), len(found) - len(numbered)) == (24, 21, 9)


def test_a_person_may_decide_with_a_reason(portal: Portal) -> None:
    plan = portal.model.plans[0]
    words = "Kế hoạch số 72-KH-TU"

    def decided(**decision: object) -> Portal:
        def changed(unit: object) -> object:
            items = tuple(changed(item) for item in unit.items)  # type: ignore[attr-defined]
            cited = words in unit.text.vi  # type: ignore[attr-defined]
            update: dict[str, object] = {"items": items}
            if cited:
                raw = {"words": words, "reason": {"vi": "theo bản gốc"}, **decision}
                update["citations"] = (CitationDecision.model_validate(raw),)
            return unit.model_copy(update=update)  # type: ignore[attr-defined]

        sections = tuple(changed(section) for section in plan.sections)
        return link(portal.model.model_copy(update={"plans": (plan.model_copy(update={"sections": sections}),)}))

    def outcome(changed: Portal) -> list[tuple[str, str | None]]:
        return [
            (c.outcome, c.document)
            for located in changed.units.values()
            for c in changed.citations(located, "vi")
            if c.text == words
        ]

    assert outcome(decided(refuse="conflict")) == [("conflict", None)]
    assert outcome(decided(document="03-ct-tw")) == [("resolved", "03-ct-tw")]
    assert outcome(decided(refuse="no-citation")) == []


# Laws

PIECES = st.sampled_from(
    [
        "Nghị định",
        "số",
        "93",
        "/",
        "2021",
        "-",
        "NĐ",
        "CP",
        " ",
        "\n",
        "ngày",
        "27/10/2021",
        "của",
        "Chính phủ",
        "và",
        ",",
        "Luật",
        "Đất đai",
        "sửa đổi",
        "giữa",
        "Bộ",
        "Điều",
        "khoản",
        "a",
        ".",
        "“",
        "”",
        "(",
        ")",
        "Nghị quyết",
        "Đại hội",
        "nêu trên",
        "Số:",
        "\u00a0",
        "\u0301",
        "\u200b",
        "Đ",
        "Ð",
        "72-KH/TU",
        "12",
        "các",
        "Chương trình phối hợp",
        "với",
    ]
)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=60).map("".join) | st.lists(PIECES, max_size=60).map(" ".join) | st.text(max_size=200))
def test_spans_are_of_the_text_and_apart(portal: Portal, text: str) -> None:
    finder = CitationFinder(portal.model.document_types, portal.model.bodies, portal.model.documents)
    done = 0
    for citation in finder.find(text):
        assert citation.text == text[citation.start : citation.end] != ""
        assert done <= citation.start < citation.end <= citation.full_end <= len(text)
        done = citation.end
    resolve_citations(finder.find(text), portal.model)


@_table("numbered")
def test_a_symbol_prints_as_it_was_read(finder: CitationFinder, row: dict[str, str]) -> None:
    found = _one(finder, row["text"])
    assert found.parts is not None
    assert str(DocumentNumber.parse(found.canonical)) == found.canonical
    assert "".join(str(found.parts).split()) in "".join(row["text"].split())


STEPS: list[Callable[[int], str]] = [
    lambda n: "Nghị định số " + "1, " * n,
    lambda n: "12/" * n,
    lambda n: "93/2021/NĐ-CP-" * n,
    lambda n: "A-" * n + "B",
    lambda n: "Luật " * n,
    lambda n: "Luật Đất đai, " * n,
    lambda n: "của Chính phủ và " * n,
    lambda n: "Nghị định " * n,
    lambda n: "1/KH-" + "A" * n,
    lambda n: "khoản 1 " * n + "Nghị định số 93/2021/NĐ-CP",
    lambda n: "\u0301" * n,
    lambda n: "1" * n,
    lambda n: " " * n + "/",
    lambda n: "số " * n,
    lambda n: "“" * n,
    lambda n: "tại đề nghị của " * n,
    lambda n: "Luật sửa đổi, bổ sung một số điều của " * n,
    lambda n: "Nghị quyết Đại hội " * n,
    lambda n: "uỷ" * n,
    lambda n: "giữa Bộ Y tế với " * n,
    lambda n: "Nghị định nêu trên " * n,
    lambda n: "\n" * n,
    lambda n: "ngày 1/1/2020 " * n,
]


@pytest.mark.parametrize("make", STEPS, ids=[step(2)[:24] for step in STEPS])
def test_no_text_makes_reading_slow(finder: CitationFinder, make: Callable[[int], str]) -> None:
    """Eight times the text takes about eight times the time; a square would take sixty-four."""

    def cost(n: int) -> float:
        text = make(n)
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            finder.find(text)
            best = min(best, time.process_time() - start)
        return best

    small, large = cost(1500), cost(12000)
    assert large < 30 * max(small, 0.002)


def test_the_register_of_types_is_proved_by_its_examples(portal: Portal, finder: CitationFinder) -> None:
    for kind in portal.model.document_types:
        for example in kind.examples:
            found = _one(finder, f"{kind.name.vi} số {example}")
            assert (found.type_id, found.canonical) == (kind.id, example)
    assert (ROOT / "data" / "document_types.yml").is_file()


def test_what_a_clerk_would_mark_in_the_plan(portal: Portal, request: pytest.FixtureRequest) -> None:
    golden = ROOT / "tests" / "golden" / "lint_of_the_plan_of_2023.txt"
    notes = portal.form_notes(portal.model.plans[0])
    text = "".join(
        f"{note.line}:{note.column} {note.severity} {note.rule} | {note.printed} | {note.expected}".rstrip() + "\n"
        for note in notes
    )
    if request.config.getoption("--golden"):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text


# The pages


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_link_carries_its_card_and_the_words_stay_unbroken(site: Site, portal: Portal, language: str) -> None:
    address = {"vi": "vi/ke-hoach/2023/s2-4-a/", "en": "en/plans/2023/s2-4-a/"}[language]
    [unit] = [u for u in site.tree(address).css("article [data-unit=s2-4-a]") if u.attributes["lang"] == language][:1]
    assert unit.text() == portal.units["2023", "s2-4-a"].unit.text.read_in(language)  # type: ignore[arg-type]
    lines = (unit.css_first("a.citation").attributes["data-card"] or "").split("\n")
    assert len(lines) == 6
    assert "93/2021/NĐ-CP" in lines[0]
    assert "3" in lines[5]


_ANOTHER = "- {id: x-1, type: nghi-dinh, symbol: 45/2020/NĐ-CP, date: {words: 10/4/2020, iso: 2020-04-10}}\n"
_UNDATED = "".join(
    f"- {{id: {id_}, type: nghi-dinh, symbol: 45/2020/NĐ-CP, issuers: "
    f"{{bodies: [{body}], basis: {{kind: by-context, words: UBND xã, at: 2026/m2-a}}}}}}\n"
    for id_, body in (("x-2", "ubnd-xa"), ("x-3", "chinh-phu"))
)


@pytest.mark.parametrize(
    ("registered", "told"),
    [
        (_ANOTHER, ["08/4/2020", "10/4/2020"]),
        (_UNDATED, ["ngày không nêu trong kế hoạch) [x-2", "ngày không nêu trong kế hoạch) [x-3"]),
    ],
    ids=["by their dates", "by their ids"],
)
def test_documents_a_citation_may_mean_are_told_apart(
    registered: str, told: list[str], commune: Path, tmp_path: Path
) -> None:
    documents = commune / "data/documents.yml"
    documents.write_text(documents.read_text(encoding="utf-8") + registered, encoding="utf-8")
    build_site(commune, tmp_path / "site")
    page = Site(tmp_path / "site").tree("vi/ke-hoach/2026/m1/")
    listed = [link.text().strip(" )]") for link in page.css(".refused li a")]
    assert listed == [f"Nghị định số 45/2020/NĐ-CP ({one}" for one in told]


_TTG = "Thực hiện Chỉ thị số 28/CT-TTg ngày 26/10/2021 của Thủ tướng Chính phủ"
_TU = "Thực hiện Kế hoạch số 72-KH/TU ngày 10/12/2021 của Ban Thường vụ Tỉnh ủy"
_CP = "Thực hiện Nghị định số 93/2021/NĐ-CP ngày 27/10/2021"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (f"{_TTG}; Chỉ thị số 28 của Tỉnh ủy.", "conflict"),
        (f"{_TTG}; Chỉ thị số 28 của Thủ tướng.", "resolved"),
        (f"{_TTG}; Chỉ thị số 28.", "resolved"),
        (f"{_CP}; Nghị định 93 năm 2019 về quỹ xã hội.", "conflict"),
        (f"{_CP}; Nghị định 93 năm 2021.", "resolved"),
        (f"{_CP}; Nghị định 93 ngày 27/10/2021.", "resolved"),
        (f"{_CP}; Nghị định 93 ngày 31/02/2021.", "conflict"),
        (f"{_TTG}. Chỉ thị nêu trên của Ban Bí thư.", "conflict"),
        (f"{_TTG}. Chỉ thị nêu trên.", "resolved"),
        (f"{_TU}. Kế hoạch nêu trên của UBND tỉnh.", "conflict"),
        (f"{_TU}. Kế hoạch nêu trên của Tỉnh ủy.", "resolved"),
        (f"{_TU}, UBND tỉnh đã xây dựng kế hoạch thực hiện. Kế hoạch nói trên.", "ambiguous"),
        (f"{_TU}. Kế hoạch này đã có hiệu lực. Kế hoạch nói trên.", "resolved"),
        (f"{_CP} và Nghị định của Chính phủ về quỹ xã hội. Nghị định nêu trên.", "ambiguous"),
        (f"{_TTG} về hàng Việt; Chỉ thị số 28/CT-TTg về việc ký kết các hiệp định.", "ambiguous"),
        (f"{_TTG} về hàng Việt; Chỉ thị số 28/CT-TTg về hàng Việt.", "resolved"),
        (f"{_TTG}; Chỉ thị số 28/CT-TTg.", "resolved"),
        (f"{_TTG}; Chỉ thị số 28/CT-TTg ban hành năm 2018.", "conflict"),
        (f"{_TTG}; Chỉ thị số 28/CT-TTg (2018).", "conflict"),
        (f"{_TTG}; Chỉ thị số 28/CT-TTg (2021).", "resolved"),
        ("Kế hoạch số 72-KH/TU ngày 10/12/2021 của BTV Tỉnh ủy Hòa Bình", "conflict"),
        ("Kế hoạch số 72-KH/TU ngày 10/12/2021 của BTV Tỉnh ủy", "resolved"),
        ("Kế hoạch số 72-KH/TU ngày 10/12/2021 của Ban Thường vụ Tỉnh ủy Sơn La", "resolved"),
        ("Quyết định số 23/QĐ-TTg ngày 07/01/2021 của BHXH Việt Nam", "conflict"),
        ("Quyết định số 23/QĐ-TTg (07/01/2021)", "resolved"),
        ("Chương trình Quốc gia phòng, chống tội phạm mua bán người giai đoạn 2021 - 2025.", "unresolved"),
        ("Chương trình Quốc gia phòng, chống tội phạm giai đoạn 2021 - 2025.", "resolved"),
        ("Chương trình Quốc gia phòng, chống tội phạm được triển khai.", "resolved"),
        ("Quyết định số 23/QĐ-TTg ngày 07/01/2021 của Thủ tướng; Quyết định 23 về quy hoạch tỉnh.", "ambiguous"),
        ("Tỉnh ủy Lai Châu đã ban hành Kế hoạch số 72-KH/TU ngày 10/12/2021", "conflict"),
        ("Ban Thường vụ Tỉnh ủy đã ban hành Kế hoạch số 72-KH/TU ngày 10/12/2021", "resolved"),
        ("Chỉ thị số 28/CT-TTg ngày 26/10/2021 của TTg", "resolved"),
        ("Nghị định số 93/2021 của Chính phủ về vận động cứu trợ.", "resolved"),
        ("Nghị định 93/2021.", "ambiguous"),
        ("Nghị định số 93/2019 của Chính phủ.", "unresolved"),
        ("Nghị định 93/2021 của UBND tỉnh.", "conflict"),
        ("Nghị định 93/2021 ngày 26/10/2021 của Chính phủ.", "unresolved"),
        (f"{_CP}; Nghị định 93/2021.", "resolved"),
        (f"{_CP}; Nghị định số 93/2019.", "unresolved"),
        ("Nghị định 93/2021/NĐ-CPngày 27/10/2021 của Chính phủ", "resolved"),
        ("Chương trình phối hợp số 09/CTr-BCA-MTTW", "resolved"),
        ("Chương trình phối hợp số 09/CTr-BCA-MTTW về phòng, chống mua bán người", "ambiguous"),
    ],
)
def test_what_a_citation_prints_of_its_own_is_held_against_what_it_seems_to_mean(
    text: str, last: str, portal: Portal
) -> None:
    assert _outcomes(portal.model, text)[-1][0] == last


_LEADERSHIP = "về tăng cường sự lãnh đạo của Đảng"
_KH = "Kế hoạch số 267/KH-MTTQ-BTT ngày 29/9/2022"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # Undated documents are told by their whole subject.
        (
            f"Chỉ thị số 48-CT/TW của Bộ Chính trị {_LEADERSHIP} đối với công tác\ndân vận trong tình hình mới",
            "ambiguous",
        ),
        (f"Chỉ thị số 20-CT/TW của Bộ Chính trị {_LEADERSHIP}\nđối với công tác người cao tuổi", "ambiguous"),
        (f"Chỉ thị số 48-CT/TW của Bộ Chính trị “{_LEADERSHIP}” trong công tác dân vận", "ambiguous"),
        ("Kết luận số 09-KL/TW của Bộ Chính trị “Về tiếp tục thực hiện” Nghị quyết Trung ương 7", "ambiguous"),
        ("Kết luận số 09-KL/TW của Bộ Chính trị về tiếp tục thực hiện Chỉ thị 20-CT/TW của Bộ Chính trị", "ambiguous"),
        # A date that stands near, however it is written.
        (f"{_TTG} thay thế Chỉ thị số 28/CT-TTg của Thủ tướng Chính phủ năm 2018", "ambiguous"),
        (f"{_TTG}; Chỉ thị số 28/CT-TTg ngày 18 tháng 9/2018", "conflict"),
        (f"{_TTG}; Chỉ thị số 28/CT-TTg ngày 18/9", "ambiguous"),
        (f"{_TTG}; Chỉ thị số 28/CT-TTg ngày l8/9/2018", "ambiguous"),
        (f"{_TTG}; Chỉ thị số 28/CT-TTg (9/2018)", "ambiguous"),
        (f"{_TTG}; Chỉ thị số 28/CT-TTg T9/2018", "ambiguous"),
        (f"{_TTG}; Chỉ thị số 28/CT-TTg công bố ngày 18/9/2018", "conflict"),
        (f"{_TTG}; Chỉ thị số 28/CT-TTg được Thủ tướng ban hành năm 2018", "ambiguous"),
        (f"{_TTG}; Chỉ thị số 28/CT-TTg ngày 26/10", "resolved"),
        (f"{_TTG}; Ngày 18/9/2018, Thủ tướng Chính phủ ban hành Chỉ thị số 28/CT-TTg", "conflict"),
        (f"{_TTG}. Chỉ thị số 28/CT-TTg năm 2018 của Thủ tướng Chính phủ. Theo Chỉ thị số 28/CT-TTg", "ambiguous"),
        ("Nghị định số 93/2021/NĐ-CP tháng 9/2021", "ambiguous"),
        ("Nghị định số 93/2021/NĐ-CP ngày 28 tháng 10 của Chính phủ", "ambiguous"),
        ("Thực hiện Nghị định số 93/2021/NĐ-CP năm 2023, các huyện triển khai.", "resolved"),
        ("Chương trình phối hợp số 09/CTr-BCA-MTTW ngày 01/8/03", "ambiguous"),
        ("Chương trình phối hợp số 01/CTrPH-MTTQ-STNMT ngày 02/6/2021 giai đoạn 2016 - 2020", "conflict"),
        (f"{_TTG}. Trước đó có Chỉ thị số 28/CT-TTg V/v xúc tiến thương mại", "ambiguous"),
        (f"{_TTG}. Trước đó có Chỉ thị số 28/CT-TTg (về xúc tiến thương mại)", "ambiguous"),
        (f"{_TTG}. Trước đó, ngày 18-9-2018, Thủ tướng Chính phủ ban hành Chỉ thị số 28/CT-TTg", "conflict"),
        (f"{_TTG}. Đầu năm 2019, Thủ tướng Chính phủ ban hành Chỉ thị số 28/CT-TTg", "ambiguous"),
        (f"{_TTG}. Năm 2018, Thủ tướng Chính phủ đã ký Chỉ thị số 28/CT-TTg", "ambiguous"),
        (f"{_TTG}; Chỉ thị 28/CT-TTg/2018", "ambiguous"),
        (
            "Directive No. 28/CT-TTg dated 26 October 2021 of the Prime Minister; Directive No. 28/CT-TTg of 2018",
            "ambiguous",
        ),
        ("Decree No. 93/2021/NĐ-CP of October 28th, 2021", "conflict"),
        ("Decree No. 93/2021/NĐ-CP dated 27 October 2021 of the Government of Laos", "ambiguous"),
        (f"{_TTG}. Báo cáo kết quả thực hiện Chỉ thị số 28/CT-TTg trong năm 2022.", "resolved"),
        (
            "Directive No. 28/CT-TTg dated 26 October 2021 of the Prime Minister; "
            "results of Directive No. 28/CT-TTg in 2022",
            "resolved",
        ),
        ("Nghị định 93/2021/NĐ-CP của Chính phủ có hiệu lực từ ngày 11/12/2021.", "resolved"),
        ("Ngày 26/10/2021, Thủ tướng Chính phủ ban hành Chỉ thị số 28/CT-TTg", "resolved"),
        ("Ngày 10/12/2021, Tỉnh ủy ban hành Kế hoạch số 72-KH/TU", "resolved"),
        ("Chỉ thị số 28/CT-TTg được Thủ tướng Chính phủ ban hành ngày 26/10/2021", "resolved"),
        # A name that goes on, or that nobody knows.
        ("Chỉ thị số 03-CT/TW ngày 19/5/2021 của Ban Bí thư Trung ương Đoàn (TNCS Hồ Chí Minh)", "ambiguous"),
        ("Chỉ thị số 03-CT/TW ngày 19/5/2021 của Ban Bí thư TW Đoàn", "ambiguous"),
        ("Nghị định số 93/2021/NĐ-CP ngày 27/10/2021 của Chính phủ Lào", "ambiguous"),
        (f"MTTQ huyện Vân Hồ ban hành {_KH}", "ambiguous"),
        (f"Chi bộ 3 ban hành {_KH}", "ambiguous"),
        (f"Thành đoàn Sơn La đã ban hành {_KH}", "ambiguous"),
        (f"Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh ban hành {_KH}", "resolved"),
        (f"Ngày 29/9/2022, ban hành {_KH}", "resolved"),
        (f"{_KH} của huyện Vân Hồ", "ambiguous"),
        ("Kế hoạch số 72-KH/TU ngày 10/12/2021 được Tỉnh ủy Điện Biên ban hành", "conflict"),
        ("Kế hoạch số 72-KH/TU ngày 10/12/2021 (Tỉnh ủy Điện Biên)", "conflict"),
        ("Nghị định số 93/2021/NĐ-CP ngày 27/10/2021 của Chính phủ (Lào)", "ambiguous"),
        ("Nghị định số 93/2021/NĐ-CP ngày 27/10/2021 của Chính phủ Việt Nam", "resolved"),
        ("Chỉ thị số 28/CT-TTg ngày 26/10/2021 của Thủ tướng Phạm Minh Chính", "resolved"),
        ("Chỉ thị số 03-CT/TW ngày 19/5/2021 của Ban Bí thư TW Đảng khóa XI", "resolved"),
        ("Ban Bí thư Trung ương Đảng (khóa XIII) đã ban hành Chỉ thị số 03-CT/TW ngày 19/5/2021", "resolved"),
        ("Thủ tướng Chính phủ đã ký ban hành Chỉ thị số 28/CT-TTg ngày 26/10/2021", "resolved"),
        ("UBND tỉnh Sơn La ban hành văn bản triển khai Nghị định số 93/2021/NĐ-CP ngày 27/10/2021.", "resolved"),
        ("TRIỂN KHAI CHỈ THỊ SỐ 28/CT-TTG NGÀY 26/10/2021 CỦA THỦ TƯỚNG CHÍNH PHỦ TRÊN ĐỊA BÀN TỈNH", "resolved"),
        ("b) Kế hoạch số 72-KH/TU ngày 10/12/2021 của Ban Thường vụ Tỉnh ủy\nc) Nội dung", "resolved"),
        (f"{_KH} của Ban Thường trực Ủy ban MTTQ tỉnh", "resolved"),
        (f"{_KH} của xã", "ambiguous"),
        (f"{_KH} do huyện Mộc Châu ban hành", "ambiguous"),
        (f"{_KH} (huyện Mộc Châu)", "ambiguous"),
        (f"{_KH} của bản Nà Bai", "ambiguous"),
        ("Quyết định số 23/QĐ-TTg ngày 07/01/2021 của hiệu trưởng", "ambiguous"),
        ("Kế hoạch số 72-KH/TU ngày 10/12/2021 của Ban Thường vụ Tỉnh ủy tỉnh Sơn La", "resolved"),
        (f"{_TTG}. Năm 2018, Chỉ thị số 28/CT-TTg được ban hành.", "ambiguous"),
        (f"{_TTG}. Ngày 18/9/2018, Chỉ thị số 28/CT-TTg được ký.", "conflict"),
        ("Ngày 26/10/2021, Chỉ thị số 28/CT-TTg được ban hành.", "resolved"),
        (f"{_KH} của tỉnh", "resolved"),
        ("Quyết định số 23/QĐ-TTg ngày 07/01/2021 của Chánh Thanh tra tỉnh", "ambiguous"),
        ("Kế hoạch số 72-KH/TU, ngày 10/12/2021 của Hà Nội", "ambiguous"),
        ("Tỉnh ủy Hòa Bình đã ban hành các văn bản: Kế hoạch số 72-KH/TU ngày 10/12/2021", "conflict"),
        (
            "Tỉnh ủy Hòa Bình đã ban hành Nghị quyết số 10-NQ/TU ngày 1/1/2021, Kế hoạch số 72-KH/TU ngày 10/12/2021",
            "conflict",
        ),
        ("Kế hoạch số 72-KH/TU ngày 10/12/2021 của Tỉnh ủy Sơn La", "resolved"),
        ("Chương trình Quốc gia phòng, chống tội phạm và tệ nạn xã hội", "unresolved"),
        ("Thực hiện Chương trình Quốc gia phòng, chống tội phạm và triển khai phong trào.", "resolved"),
        ("Chương trình hành động quốc gia vì trẻ em giai đoạn 2021-2030", "resolved"),
        # As offices type it.
        ("Nghị định số 93/2021/NĐ—CP ngày 27/10/2021", "resolved"),
        ("Nghị định số93/2021/NĐ-CP ngày 27/10/2021", "resolved"),
    ],
)
def test_what_stands_near_a_citation_may_speak_against_it(text: str, last: str, portal: Portal) -> None:
    assert _outcomes(portal.model, text)[-1][0] == last


def test_a_text_of_another_office_with_the_same_number_is_not_the_register_s(portal: Portal) -> None:
    head = "HUYỆN VÂN HỒ\nSố: 267/KH-MTTQ-BTT\nVân Hồ, ngày 05 tháng 10 năm 2022\n\n"
    text = f"{head}Thực hiện {_KH} của Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh (Kèm theo Kế hoạch số 267/KH-MTTQ-BTT)"
    assert [outcome for outcome, _ in _outcomes(portal.model, text)] == ["conflict", "resolved", "conflict"]


def test_a_number_with_a_scanner_s_space_in_it_is_no_document_s(portal: Portal) -> None:
    outcomes = _outcomes(portal.model, "Quyết định số 1 23/QĐ-TTg ngày 07/01/2021 của Thủ tướng Chính phủ.")
    assert "resolved" not in [outcome for outcome, _ in outcomes]


def test_a_refused_citation_says_why_and_leads_to_its_candidates(commune_site: Site) -> None:
    page = commune_site.tree("vi/ke-hoach/2026/m1/")
    [refused] = page.css(".refused li")
    assert refused.attributes["data-outcome"] == "conflict"
    assert refused.css_first("q").text() == "Nghị định số 45/2020/NĐ-CP"
    assert "ngày" in refused.text()
    assert "Nghị định số 45/2020/NĐ-CP (08/4/2020)" in refused.text()
    assert [a.attributes["href"].rstrip("/").split("/")[-1] for a in refused.css("a")] == ["45-2020-nd-cp-a"]
    assert commune_site.tree("vi/can-cu/").css_first("#refused") is not None


def test_what_is_not_registered_has_its_entry_on_the_legal_basis_page(province: Path, tmp_path: Path) -> None:
    register = province / "data" / "plans" / "2023" / "s2-8.yml"
    text = register.read_text(encoding="utf-8")
    target = tmp_path / "site"
    source = province / "data" / "plans" / "2023" / "source.txt"
    for path in (register, source):
        path.write_text(path.read_text(encoding="utf-8").replace("23/QĐ-TTg", "24/QĐ-TTg"), encoding="utf-8")
    assert text != register.read_text(encoding="utf-8")
    build_site(province, target)
    entry = Site(target).tree("vi/can-cu/").css_first(".refused__entry")
    assert entry is not None
    assert "symbol: '24/QĐ-TTg'" in entry.text()
