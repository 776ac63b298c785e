"""Citations of every form that Vietnamese drafting knows, what is none, and what becomes of each."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

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
from generator.model.portal import PortalModel
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def finder(portal: Portal) -> CitationFinder:
    return CitationFinder(portal.model.document_types, portal.model.bodies)


def _one(finder: CitationFinder, text: str) -> Citation:
    found = finder.find(text)
    assert len(found) == 1, [c.text for c in found]
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


# Numbered: text, type, canonical, date, issuer
NUMBERED = [
    # State (Nghị định 30/2020/NĐ-CP)
    ("Nghị định số 93/2021/NĐ-CP ngày 27/10/2021 của Chính phủ", "nghi-dinh", "93/2021/NĐ-CP", "2021-10-27", "Chính phủ"),
    ("Chỉ thị số 28/CT-TTg ngày 26/10/2021 của Thủ tướng Chính phủ", "chi-thi", "28/CT-TTg", "2021-10-26", "Thủ tướng Chính phủ"),
    ("Nghị quyết số 30a/2008/NQ-CP ngày 27 tháng 12 năm 2008 của Chính phủ", "nghi-quyet", "30a/2008/NQ-CP", "2008-12-27", "Chính phủ"),
    ("Luật số 64/2020/QH14", "luat", "64/2020/QH14", None, None),
    ("Luật Đầu tư theo phương thức đối tác công tư số 64/2020/QH14 ngày 18/6/2020", "luat", "64/2020/QH14", "2020-06-18", None),
    ("Pháp lệnh Ưu đãi người có công với cách mạng số 02/2020/UBTVQH14", "phap-lenh", "02/2020/UBTVQH14", None, None),
    ("Lệnh số 14/2020/L-CTN ngày 28/6/2020 của Chủ tịch nước", "lenh", "14/2020/L-CTN", "2020-06-28", "Chủ tịch nước"),
    ("Kế hoạch số 369/KH-UBND ngày 29 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Đồng Tháp về việc triển khai", "ke-hoach", "369/KH-UBND", "2026-03-29", "Ủy ban nhân dân tỉnh Đồng Tháp"),
    ("Thông tư số 80/2021/TT-BTC ngày 29/9/2021 của Bộ trưởng Bộ Tài chính hướng dẫn", "thong-tu", "80/2021/TT-BTC", "2021-09-29", "Bộ trưởng Bộ Tài chính"),
    ("Thông tư số 02/2017/TT-VPCP ngày 31/10/2017 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn", "thong-tu", "02/2017/TT-VPCP", "2017-10-31", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"),
    ("Quyết định số 05/2004/QĐ-BNN&PTNT của Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn", "quyet-dinh", "05/2004/QĐ-BNN&PTNT", None, "Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn"),
    ("Quyết định số 15/QĐ-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch ban hành", "quyet-dinh", "15/QĐ-BVHTTDL", None, "Bộ Văn hóa, Thể thao và Du lịch"),
    ("Báo cáo số 12/BC-SKHĐT của Sở Kế hoạch và Đầu tư tỉnh", "bao-cao", "12/BC-SKHĐT", None, "Sở Kế hoạch và Đầu tư tỉnh"),
    ("Công văn số 1234/UBND-KT ngày 01/02/2023 của UBND tỉnh Sơn La", "cong-van", "1234/UBND-KT", "2023-02-01", "UBND tỉnh Sơn La"),
    ("văn bản số 567/STC-QLNS ngày 09/01/2023 của Sở Tài chính", "cong-van", "567/STC-QLNS", "2023-01-09", "Sở Tài chính"),
    ("Biên bản họp thẩm định giá số 1400/BB-BYT ngày 28/10/2024", "bien-ban", "1400/BB-BYT", "2024-10-28", None),
    ("Văn bản hợp nhất số 12/VBHN-BTC", "van-ban-hop-nhat", "12/VBHN-BTC", None, None),
    ("Quyết định của Thủ tướng Chính phủ số 23/QĐ-TTg ngày 07/01/2021", "quyet-dinh", "23/QĐ-TTg", "2021-01-07", "Thủ tướng Chính phủ"),
    ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SNV ngày 02/3/2023", "to-trinh", "15/TTr-SNV", "2023-03-02", "Giám đốc Sở Nội vụ"),
    # Party (Hướng dẫn 36-HD/VPTW)
    ("Chỉ thị số 03-CT/TW ngày 19/5/2021 của Ban Bí thư Trung ương Đảng", "chi-thi", "03-CT/TW", "2021-05-19", "Ban Bí thư Trung ương Đảng"),
    ("Kế hoạch số 72-KH/TU ngày 10/12/2021 của Ban Thường vụ Tỉnh ủy", "ke-hoach", "72-KH/TU", "2021-12-10", "Ban Thường vụ Tỉnh ủy"),
    ("Công văn số 17-CV/ĐU ngày 05/3/2024 của Đảng ủy xã Mường Bú", "cong-van", "17-CV/ĐU", "2024-03-05", "Đảng ủy xã Mường Bú"),
    ("Quy định số 37-QĐ/TW ngày 25/10/2021 của Ban Chấp hành Trung ương về", "quy-dinh", "37-QĐ/TW", "2021-10-25", "Ban Chấp hành Trung ương"),
    ("Thông tri số 12-TT/TU", "thong-tri", "12-TT/TU", None, None),
    ("Nghị quyết số 16 NQ/TW ngày 05/5/2014", "nghi-quyet", "16-NQ/TW", "2014-05-05", None),
    # The Front, and several bodies together
    ("Hướng dẫn số 96/HD-MTTW-BTT ngày 01/02/2023 của Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam", "huong-dan", "96/HD-MTTW-BTT", "2023-02-01", "Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam"),
    ("Nghị quyết liên tịch số 88/NQLT-CP-ĐCTUBTWMTTQVN ngày 07/10/2016 của Chính phủ và Đoàn Chủ tịch Ủy ban Trung ương MTTQ Việt Nam về", "nghi-quyet-lien-tich", "88/NQLT-CP-ĐCTUBTWMTTQVN", "2016-10-07", "Chính phủ và Đoàn Chủ tịch Ủy ban Trung ương MTTQ Việt Nam"),
    ("Thông tư liên tịch số 12/2015/TTLT-BTP-BNV của Bộ Tư pháp, Bộ Nội vụ và Bộ Tài chính hướng dẫn", "thong-tu-lien-tich", "12/2015/TTLT-BTP-BNV", None, "Bộ Tư pháp, Bộ Nội vụ và Bộ Tài chính"),
    ("Chương trình phối hợp số 09/CTrPH-MTTW-BCT, ngày 09/12/2022 giữa Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam với Bộ Công thương về", "chuong-trinh-phoi-hop", "09/CTrPH-MTTW-BCT", "2022-12-09", "Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam; Bộ Công thương"),
    ("Kế hoạch số 78/KHPH-MTTW-BĐBP", "ke-hoach", "78/KHPH-MTTW-BĐBP", None, None),
    ("Kế hoạch liên tịch số 12/KHLT-MTTQ-CAT", "ke-hoach-lien-tich", "12/KHLT-MTTQ-CAT", None, None),
    ("Quy chế phối hợp số 05/QCPH-UBND-MTTQ", "quy-che-phoi-hop", "05/QCPH-UBND-MTTQ", None, None),
    # Old forms
    ("Sắc lệnh số 145/SL ngày 7 tháng 3 năm 1948", "sac-lenh", "145/SL", "1948-03-07", None),
    ("Nghị định số 217-HĐBT ngày 14/11/1987 của Hội đồng Bộ trưởng", "nghi-dinh", "217-HĐBT", "1987-11-14", "Hội đồng Bộ trưởng"),
    # English
    ("Decree No. 93/2021/NĐ-CP of 27 October 2021 of the Government", "nghi-dinh", "93/2021/NĐ-CP", "2021-10-27", "Government"),
    ("Decree No. 93/2021/ND-CP dated October 27, 2021", "nghi-dinh", "93/2021/NĐ-CP", "2021-10-27", None),
    # As typed
    ("Nghị định số 93 / 2021 / NĐ - CP ngày 27 - 10 - 2021", "nghi-dinh", "93/2021/NĐ-CP", "2021-10-27", None),
    ("Nghị định\nsố 93/2021/\nNĐ-CP\nngày\n27/10/2021\ncủa\nChính phủ\nKhông", "nghi-dinh", "93/2021/NĐ-CP", "2021-10-27", "Chính phủ"),
    ("Nghị định\u00a0số\u00a093/2021/NĐ\u2011CP", "nghi-dinh", "93/2021/NĐ-CP", None, None),
    ("Nghị định số 93/2021/NĐ–CP", "nghi-dinh", "93/2021/NĐ-CP", None, None),
    ("Nghị định 93/2021/ND-CP", "nghi-dinh", "93/2021/NĐ-CP", None, None),
    ("Nghị định số 93/2021/N\u00d0-CP", "nghi-dinh", "93/2021/NĐ-CP", None, None),
    ("Nghị định Nghị định số số 93/2021/NĐ-CP ngày ngày 27/10/2021", "nghi-dinh", "93/2021/NĐ-CP", "2021-10-27", None),
    ("NGHỊ ĐỊNH SỐ 93/2021/NĐ-CP", "nghi-dinh", "93/2021/NĐ-CP", None, None),
    ("nghị định số 93/2021/nđ-cp", "nghi-dinh", "93/2021/NĐ-CP", None, None),
    ("Chỉ thị 01/CT-Ttg ngày 9/01/2015 của Thủ tướng Chính phủ", "chi-thi", "01/CT-TTg", "2015-01-09", "Thủ tướng Chính phủ"),
    ("Nghị định số 45/2020/NĐ-CP của Chính phủ ngày 08/4/2020", "nghi-dinh", "45/2020/NĐ-CP", "2020-04-08", "Chính phủ"),
    ("(Quyết định số 23/QĐ-TTg (ngày 07.01.2021))", "quyet-dinh", "23/QĐ-TTg", "2021-01-07", None),
]  # fmt: skip


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "kind", "canonical", "day", "issuer"), NUMBERED, ids=[row[0][:60] for row in NUMBERED]
)
def test_reads_a_numbered_citation(
    finder: CitationFinder, text: str, kind: str, canonical: str, day: str | None, issuer: str | None, form: str
) -> None:
    found = _one(finder, unicodedata.normalize(form, text))
    issued = unicodedata.normalize("NFC", found.issuer) if found.issuer else None
    assert (found.type_id, found.canonical, issued) == (kind, canonical, issuer)
    assert (found.date.isoformat() if found.date else None) == day


# Cited by name: text, canonical
NAMED = [
    ("Luật Đất đai 2024", "Luật Đất đai|2024"),
    ("theo Luật Đất đai về tiền sử dụng đất", "Luật Đất đai"),
    ("Luật khám bệnh, chữa bệnh ngày 09 tháng 01 năm 2023", "Luật khám bệnh, chữa bệnh|2023-01-09"),
    ("Luật Trật tự, an toàn giao thông đường bộ ngày 27/6/2024", "Luật Trật tự, an toàn giao thông đường bộ|2024-06-27"),
    ("Bộ luật Dân sự năm 2015", "Bộ luật Dân sự|2015"),
    ("Hiến pháp năm 2013", "Hiến pháp|2013"),
    ("Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019",
     "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương|2019-11-22"),
    ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"),
    ("Nghị quyết Đại hội Đảng bộ tỉnh Sơn La lần thứ XV và", "Nghị quyết Đại hội Đảng bộ tỉnh Sơn La lần thứ XV"),
    ("Nghị quyết Trung ương 4 khóa XII về", "Nghị quyết Trung ương 4 khóa XII"),
    ("Chương trình phối hợp giữa Bộ Y tế với Bộ Công an về an ninh", "Chương trình phối hợp giữa Bộ Y tế với Bộ Công an"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "canonical"), NAMED)
def test_reads_a_citation_by_name(finder: CitationFinder, text: str, canonical: str) -> None:
    assert _one(finder, text).canonical == canonical


# Several at once: text, canonicals
SEVERAL = [
    ("các Nghị định số 12, 13/2023/NĐ-CP", ["12/2023/NĐ-CP", "13/2023/NĐ-CP"]),
    ("các Nghị định số 12/2022, 13/2023/NĐ-CP và 15/2023/NĐ-CP", ["12/2022/NĐ-CP", "13/2023/NĐ-CP", "15/2023/NĐ-CP"]),
    ("Thông báo 262-TB/VPCP ngày 26/5/2026 và 286-TB/VPCP ngày 4/6/2026", ["262-TB/VPCP", "286-TB/VPCP"]),
    ("Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15", ["31/2024/QH15", "27/2023/QH15"]),
    ("Luật Đất đai, Luật Nhà ở; Luật Phòng, chống tham nhũng", ["Luật Đất đai", "Luật Nhà ở", "Luật Phòng, chống tham nhũng"]),
    ("Nghị định số 93/2021/NĐ-CP. Nghị định 93 và Nghị định nêu trên.", ["93/2021/NĐ-CP"] * 3),
    ("Nghị định 93", ["93"]),
    ("Mẫu số 02-KNĐ ban hành kèm theo Thông tư số 80/2021/TT-BTC", ["80/2021/TT-BTC"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "canonicals"), SEVERAL)
def test_reads_lists_and_references(finder: CitationFinder, text: str, canonicals: list[str]) -> None:
    assert [c.canonical for c in finder.find(text)] == canonicals


def test_a_list_shares_type_and_issuer(finder: CitationFinder) -> None:
    text = "Nghị quyết số 168/NQ-CP ngày 27/6/2026 và số 180/NQ-CP ngày 06/7/2026 của Chính phủ"
    assert [(c.type_id, c.issuer) for c in finder.find(text)] == [("nghi-quyet", "Chính phủ")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Mẫu số 01/TNCN", "Biểu số 01/TH-BC, Phụ lục số 02/PL-KH, Biểu mẫu 03/BC-UBND", "mẫu Tờ trình số 01/TTr-UBND",
        "số 12/5A đường Lê Lợi, số 45/B phố Huế, nhà số 12/QĐ-3", "3/4 số hộ, 63/63 tỉnh, tỷ lệ 1/500",
        "đường 19/8, Quốc lộ 6, QL1A/AH1, ĐT.123/KM5", "ngày 30/4, 1/5 và 2/9/2023; 15 tháng 6 năm 2023; Quý III/2026",
        "TCVN 5687:2010/BXD, ISO 9001:2015, QCVN 06:2022/BXD, ISO/IEC 27001", "năm học 2023-2024, giai đoạn 2021 - 2025",
        "các nghị quyết của Đảng, pháp luật của Nhà nước", "Nghị quyết này, Luật này, các Luật, Kế hoạch này",
        "kế hoạch 5 năm 2021-2025; Chương trình 135; Đề án 06", "Nghị quyết Đại hội Đảng bộ các cấp",
        "dự án Luật Đô thị đặc biệt (Luật Phát triển đô thị)", "Luật sư Nguyễn Văn A, Đại học Luật Hà Nội, Hội Luật gia",
        "CÔNG BÁO/Số 863 + 864/Ngày 10-7-2025", "https://vanban.example/Thong-tu-78-2014-TT-BTC/2014/TT-BTC.aspx",
        "Nghị quyết 30 năm, Quyết định 12 nội dung", "kế hoạch triển khai thực hiện cụ thể", "",
    ],
)  # fmt: skip
def test_refuses_what_is_no_citation(finder: CitationFinder, text: str) -> None:
    assert [c.text for c in finder.find(text)] == []


def test_reads_pinpoint_subject_and_period(finder: CitationFinder) -> None:
    text = (
        "theo điểm a khoản 2 Điều 12 Nghị định số 50/2026/NĐ-CP về “tiền sử dụng đất”; Điều 47 của Luật Đất đai; Phụ lục III "
        "kèm theo Quyết định số 23/QĐ-TTg phê duyệt Chương trình giai đoạn 2021 - 2030"
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
        ("22/KH-UBND", True), ("12/QĐ-UBND", False), ("22/KH-UBND", True), ("22/KH-UBND", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "printed",
    ["ngày 9/01/2015", "ngày 09/1/2015", "ngày 9 tháng 1 năm 2015", "ngày 09-01-2015", "ngày 9.1.2015", ", ngày 9/1/2015",
     "ngày\n9/1/2015", "(ngày 9/1/2015)", "of 9 January 2015", "dated January 9, 2015", "ban hành ngày 09/01/2015"],
)  # fmt: skip
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
        "id": f"d-{year}", "type": "chi-thi", "symbol": "28/CT-TTg", "date": {"words": f"26/10/{year}", "iso": f"{year}-10-26"},
        "issuers": {"bodies": ["prime-minister"], "basis": {"kind": "by-context"}},
    }  # fmt: skip


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


def test_a_law_made_anew_is_not_told_by_its_name(portal: Portal) -> None:
    law = {
        "id": "dat-dai",
        "type": "luat",
        "title": {"vi": "Luật Đất đai"},
        "date": {"words": "18/01/2024", "iso": "2024-01-18"},
    }
    model = _with(portal.model, law)
    assert _outcomes(model, "Luật Đất đai năm 2024, Luật Đất đai 2013, Luật Đất đai về đất") == [
        ("resolved", "dat-dai"), ("conflict", ("dat-dai",)), ("ambiguous", ("dat-dai",)),
    ]  # fmt: skip


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
                from generator.model.plans import CitationDecision

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
    ["Nghị định", "số", "93", "/", "2021", "-", "NĐ", "CP", " ", "\n", "ngày", "27/10/2021", "của", "Chính phủ", "và", ",",
     "Luật", "Đất đai", "sửa đổi", "giữa", "Bộ", "Điều", "khoản", "a", ".", "“", "”", "(", ")", "Nghị quyết", "Đại hội",
     "nêu trên", "Số:", "\u00a0", "\u0301", "\u200b", "Đ", "Ð", "72-KH/TU", "12", "các", "Chương trình phối hợp", "với"]
)  # fmt: skip


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


@pytest.mark.parametrize("row", NUMBERED, ids=[row[2] + row[0][:20] for row in NUMBERED])
def test_a_symbol_prints_as_it_was_read(finder: CitationFinder, row: tuple[str, ...]) -> None:
    found = _one(finder, row[0])
    assert found.parts is not None
    assert str(DocumentNumber.parse(found.canonical)) == found.canonical
    assert str(found.parts) == re.sub(r"\s+", "", found.parts.printed) or found.parts.printed.count(" ") == 1


STEPS: list[Callable[[int], str]] = [
    lambda n: "Nghị định số " + "1, " * n, lambda n: "12/" * n, lambda n: "93/2021/NĐ-CP-" * n, lambda n: "A-" * n + "B",
    lambda n: "Luật " * n, lambda n: "Luật Đất đai, " * n, lambda n: "của Chính phủ và " * n, lambda n: "Nghị định " * n,
    lambda n: "1/KH-" + "A" * n, lambda n: "khoản 1 " * n + "Nghị định số 93/2021/NĐ-CP", lambda n: "\u0301" * n,
    lambda n: "1" * n, lambda n: " " * n + "/", lambda n: "số " * n, lambda n: "“" * n, lambda n: "tại đề nghị của " * n,
    lambda n: "Luật sửa đổi, bổ sung một số điều của " * n, lambda n: "Nghị quyết Đại hội " * n, lambda n: "uỷ" * n,
    lambda n: "giữa Bộ Y tế với " * n, lambda n: "Nghị định nêu trên " * n, lambda n: "\n" * n, lambda n: "ngày 1/1/2020 " * n,
]  # fmt: skip


@pytest.mark.parametrize("make", STEPS, ids=[step(2)[:24] for step in STEPS])
def test_no_text_makes_reading_slow(finder: CitationFinder, make: Callable[[int], str]) -> None:
    """Eight times the text takes about eight times the time; a square would take sixty-four."""
    import time

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
