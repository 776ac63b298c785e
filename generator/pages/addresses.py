"""Where everything stands: words of the page's language as segments, ids shared by all languages."""

from dataclasses import dataclass
from typing import Literal

from generator.linking.portal import Located
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.documents import CoordinationProgramme, LegalDocument
from generator.model.glossary import Term
from generator.model.plans import Plan
from generator.model.portal import ContentPage
from generator.model.text import Language

PageName = Literal[
    "plans", "documents", "programmes", "bodies", "campaigns", "deadlines", "legal-basis", "validity", "glossary",
    "search", "data",
]  # fmt: skip

SEGMENTS: dict[Language, dict[PageName | Literal["text", "changes"], str]] = {
    "vi": {
        "plans": "ke-hoach",
        "text": "toan-van",
        "changes": "thay-doi",
        "documents": "van-ban",
        "programmes": "chuong-trinh-phoi-hop",
        "bodies": "co-quan",
        "campaigns": "phong-trao",
        "deadlines": "thoi-han",
        "legal-basis": "can-cu",
        "validity": "can-cu/hieu-luc",
        "glossary": "thuat-ngu",
        "search": "tim-kiem",
        "data": "du-lieu",
    },
    "en": {
        "plans": "plans",
        "text": "text",
        "changes": "changes",
        "documents": "documents",
        "programmes": "programmes",
        "bodies": "bodies",
        "campaigns": "campaigns",
        "deadlines": "deadlines",
        "legal-basis": "legal-basis",
        "validity": "legal-basis/validity",
        "glossary": "glossary",
        "search": "search",
        "data": "data",
    },
}
"""The address segments of the design, section 3."""

_PAGES: dict[tuple[Language, str], str] = {
    (language, name): f"{language}/{segment}/" for language, own in SEGMENTS.items() for name, segment in own.items()
}


@dataclass(frozen=True)
class Addresses:
    """Addresses in one language, from the site's root, ending in a slash."""

    language: Language

    def _of(self, name: PageName | Literal["text", "changes"]) -> str:
        return SEGMENTS[self.language][name]

    @property
    def home(self) -> str:
        return f"{self.language}/"

    def page(self, name: PageName) -> str:
        return _PAGES[self.language, name]

    def plan(self, plan: Plan) -> str:
        return f"{_PAGES[self.language, 'plans']}{plan.id}/"

    def full_text(self, plan: Plan) -> str:
        return f"{self.plan(plan)}{self._of('text')}/"

    def changes(self, plan: Plan, pair: str) -> str:
        """Where two revisions are compared; `pair` is such as `r1-r2`."""
        return f"{self.plan(plan)}{self._of('changes')}/{pair}/"

    def revisions(self, plan: Plan) -> str:
        return f"{self.plan(plan)}#revisions"

    def comparisons_from(self, plan: Plan, revision: str) -> str:
        """Where every comparison of an earlier revision with a later one is listed."""
        return f"{self.plan(plan)}#{comparisons_anchor(revision)}"

    def change_sheet(self, plan: Plan, pair: str, body: str) -> str:
        """Where a body finds what changed for it, by the body's id: it may have left the register."""
        return f"{self.changes(plan, pair)}{body}/"

    def earlier_text(self, plan: Plan, revision: str) -> str:
        """Where an earlier revision is read in full; no unit may have the id of a revision."""
        return f"{self.plan(plan)}{revision}/"

    def unit(self, located: Located) -> str:
        return f"{self.plan(located.plan)}{located.unit.id}/"

    def unit_in_text(self, located: Located) -> str:
        return f"{self.full_text(located.plan)}#{located.unit.id}"

    def document(self, document: LegalDocument) -> str:
        return f"{self.page('documents')}{document.id}/"

    def programme(self, programme: CoordinationProgramme) -> str:
        return f"{self.page('programmes')}{programme.id}/"

    def body(self, body: Body) -> str:
        return f"{self.page('bodies')}{body.id}/"

    def campaign(self, campaign: Campaign) -> str:
        return f"{self.page('campaigns')}{campaign.id}/"

    def term(self, term: Term) -> str:
        return f"{self.page('glossary')}#{term.id}"

    def content(self, page: ContentPage) -> str:
        return f"{self.language}/{page.head.segment}/"


def comparisons_anchor(revision: str) -> str:
    """The place of a revision's comparisons on its plan's page: `from-r1`."""
    return f"from-{revision}"


def relative(here: str, there: str, *, name_files: bool = False) -> str:
    """The way from one address to another; with `name_files` it ends in a file, for a site opened as a folder.

    >>> relative("vi/van-ban/x/", "vi/co-quan/")
    '../../co-quan/'
    """
    path, _, fragment = there.partition("#")
    if fragment and path == here:
        return f"#{fragment}"
    folder, up = here[: here.rfind("/") + 1], ""
    while not path.startswith(folder):
        folder, up = folder[: folder.rfind("/", 0, -1) + 1], f"../{up}"
    way = up + path[len(folder) :] or ("" if name_files else "./")
    if name_files and (not path or path.endswith("/")):
        way += "index.html"
    return f"{way}#{fragment}" if fragment else way
