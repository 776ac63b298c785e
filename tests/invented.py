"""Small portals invented from a number: every kind of record, and characters that formats trip over."""

import random
from typing import Any

from generator.linking import Portal, link
from generator.model.portal import PortalModel
from generator.model.text import fingerprint

# Each once the end of somebody's file: formulas, quotes, markup, line ends of other formats, long words, other scripts.
HARD = (
    '=HYPERLINK("http://x","y")', "+84 212", "-1", "@SUM(A1)", "'=1", "''", "＝1+1", "09", "1.10", "2021-10-27",
    "12:30", "1e5", "TRUE", "#N/A", "<b>", "</script><script>alert(1)</script>", "]]>", "<!--", "&amp;", "a & b",
    '"', '"",', ";", "a;b,c", "|", "\\", "\\n", "{{ x }}", "{% raw %}", "%s", "$1", "một\u00a0hai", "tab\tgiữa",
    "–—“”‘’…", "ậẫẩẳẵ", "đĐ", "𠀋𠮷", "🇻🇳", "العربية", "שלום", "x" * 300, "ﬁ", "_x000D_", "_x0041_", "-- DROP TABLE",
    "0x1F", "1/2", "№",
)  # fmt: skip
_CITED = (
    "theo Nghị định số {n}/2021/NĐ-CP ngày 27/10/2021 của Chính phủ", "tại Nghị định {n}/2021/NĐ-CP",
    "Quyết định số 999/QĐ-TTg", "(Kế hoạch số 1/KH-UBND ngày 1/2/2020)",
)  # fmt: skip


class _Inventor:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        # No two portals share an id, so that tests may read their tables as one.
        self.own = f"p{seed}"
        self.documents = [f"{self.own}-{n}-2021-nd-cp" for n in range(1, self.chance.randint(2, 5))]
        self.bodies = [f"{self.own}-b-{n}" for n in range(self.chance.randint(1, 4))]
        self.campaigns = [f"{self.own}-c-1", f"{self.own}-c-2"][: self.chance.randint(0, 2)]

    def words(self, most: int = 4) -> str:
        return " ".join(self.chance.choice(HARD) for _ in range(self.chance.randint(1, most)))

    def both(self) -> dict[str, str]:
        return {"vi": self.words(), **({"en": self.words()} if self.chance.random() < 0.6 else {})}

    def maybe(self, **fields: Any) -> dict[str, Any]:
        return {key: value() for key, value in fields.items() if self.chance.random() < 0.5}

    def basis(self, quoted: str | None = None) -> dict[str, Any]:
        if quoted is not None:
            return {"kind": "stated", "words": quoted}
        return {"kind": "editor-note", "note": self.both()}

    def notes(self) -> list[dict[str, Any]]:
        outside = {"kind": "outside", "source": self.words(), "recorded": "2024-02-29", "text": self.both()}
        return [note for note in ({"text": self.both()}, outside) if self.chance.random() < 0.4]

    def deadline(self, name: str, text: str) -> dict[str, Any]:
        precision = self.chance.choice(("day", "year", "period", "recurring", "undetermined", "month"))
        given = {
            "day": {"date": "2026-02-28"},
            "year": {"interval": {"start": "2026", "end": "2026"}},
            "period": {"interval": {"start": "2021", "end": "2030"}},
            "recurring": {"rrule": "FREQ=MONTHLY;INTERVAL=3", "cadence": ["quarterly"]},
        }.get(precision, {})
        return {
            "id": f"d-{name}", "kind": self.chance.choice(("reporting-duty", "event", "required-output")),
            "words": text, "precision": precision, "not_stated": ["due-day", "who"], "notes": self.notes(),
            **given, **self.maybe(name=self.both, derivation=self.both),
        }  # fmt: skip

    def unit(self, name: str, depth: int) -> dict[str, Any]:
        text = self.words()
        if self.chance.random() < 0.6:
            text += " " + self.chance.choice(_CITED).format(n=self.chance.randint(1, 6))
        unit: dict[str, Any] = {
            "id": name, "kind": self.chance.choice(("group", "item", "paragraph", "bullet", "recipient")),
            "text": {"vi": text}, "notes": self.notes(), **self.maybe(marker=lambda: self.chance.choice("-+=@•1")),
        }  # fmt: skip
        if self.chance.random() < 0.6:
            unit["text"]["en"] = {
                "text": self.words() + " Decree No. 1/2021/NĐ-CP",
                "of": fingerprint(text if self.chance.random() < 0.7 else "khác"),
            }
        if self.chance.random() < 0.6:
            unit["duties"] = [
                {"role": "lead", "bodies": [self.chance.choice(self.bodies)], "basis": self.basis(text)},
                {"role": "audience", "people": {"vi": text}, "basis": self.basis(), "note": self.both()},
            ]
        if self.chance.random() < 0.6:
            unit["deadlines"] = [self.deadline(name, text)]
        if self.campaigns and self.chance.random() < 0.5:
            unit["campaigns"] = [{"campaign": self.chance.choice(self.campaigns), "words": text}]
        if depth and self.chance.random() < 0.7:
            unit["items"] = [self.unit(f"{name}-{n}", depth - 1) for n in range(self.chance.randint(1, 3))]
        return unit

    def document(self, place: int, name: str) -> dict[str, Any]:
        relation = {"kind": "amends", "to": self.documents[0], "basis": self.basis()}
        return {
            "id": name, "type": "nghi-dinh", "symbol": f"{place}/2021/NĐ-CP", "notes": self.notes(),
            "relations": [relation] if place > 1 else [],
            **self.maybe(
                date=lambda: {"words": "27/10/2021", "iso": "2021-10-27"},
                issuers=lambda: {"bodies": self.bodies[:1], "basis": self.basis()},
                subject=self.both,
                period=lambda: {"words": "2021 - 2025", "start": "2021", "end": "2025"},
                validity=lambda: {"state": "in-force", "as_of": "2024-01-01", "source": self.words()},
            ),
        }  # fmt: skip

    def plan(self, name: str) -> dict[str, Any]:
        kinds = ["doc-type", "title", "preamble", "section", "section", "closing"]
        sections = []
        for order, kind in enumerate(kinds[: self.chance.randint(0, 6)], 1):
            unit = self.unit(f"u{order}", 2 if kind == "section" else 0)
            sections.append({**unit, "kind": kind, "order": str(order)})
        head = {
            "type": "ke-hoach", "year": "2026", "revisions": [{"id": "r1", "kind": "issued"}], "notes": self.notes(),
            "issuer": {"bodies": self.bodies[:1], "basis": self.basis()},
            **self.maybe(number=self.words, place=self.both, signatory=self.both,
                         date=lambda: {"words": "5/1/2026", "iso": "2026-01-05"}),
        }  # fmt: skip
        return {"id": name, "head": head, "sections": sections}

    def model(self) -> PortalModel:
        kinds = [
            ("nghi-dinh", "Nghị định", "NĐ"),
            ("ke-hoach", "Kế hoạch", "KH"),
            ("chuong-trinh", "Chương trình", "CTr"),
        ]
        titled = {"id": f"{self.own}-t-1", "type": "chuong-trinh", "title": self.both()}
        programme = {
            "id": f"{self.own}-p-1", "document": titled["id"], "kind": "coordination-programme", "level": "all",
            "parties": {"bodies": self.bodies[:2], "basis": self.basis()}, **self.maybe(subject=self.both),
        }  # fmt: skip
        return PortalModel.model_validate(
            {
                "settings": {
                    "name": self.both(), "description": self.both(), "publisher": self.bodies[0],
                    "languages": ["vi", "en"] if self.chance.random() < 0.8 else ["vi"],
                    "time_zone": "Asia/Ho_Chi_Minh", "address": "https://invented.example/cong/",
                    **self.maybe(licence=self.both, place=self.both),
                },
                "bodies": [
                    {"id": body, "name": self.both(), "level": "all", "kind": "state", "notes": self.notes(),
                     "aliases": [f"{self.words()} {body}"]}
                    for body in self.bodies
                ],
                "document_types": [
                    {"id": kind, "name": {"vi": vi, "en": vi}, "code": code, "families": ["state"], "by_number": "yes"}
                    for kind, vi, code in kinds
                ],
                "documents": [*(self.document(n, name) for n, name in enumerate(self.documents, 1)), titled],
                "programmes": [programme],
                "campaigns": [{"id": c, "kind": "campaign", "name": self.both()} for c in self.campaigns],
                "glossary": {
                    "terms": [
                        {"id": f"{self.own}-term-1", "vi": self.words(), "en": self.words(), "category": "place"}
                    ],
                    "abbreviations": [{"short": f"{self.chance.choice(HARD)} {self.own}", "full": self.both()}],
                },
                "plans": [self.plan(f"{self.own}-plan-{n}") for n in range(self.chance.randint(0, 2))],
                "content": [],
            }
        )  # fmt: skip


def invented(seed: int) -> Portal:
    """A linked portal that no office has, the same for the same number."""
    return link(_Inventor(seed).model())
