"""What a reader's first visit to a page fetches, counted in Chromium."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Response

PAGES = {
    "home": ("vi/", "en/"),
    "item": ("vi/ke-hoach/2023/s2-4-a/", "en/plans/2023/s2-4-a/"),
    "full text": ("vi/ke-hoach/2023/toan-van/", "en/plans/2023/text/"),
    "search": ("vi/tim-kiem/?q=nghi+dinh+93", "en/search/?q=decree+93"),
    "document": ("vi/van-ban/93-2021-nd-cp/", "en/documents/93-2021-nd-cp/"),
    "body": ("vi/co-quan/vff-district-standing/", "en/bodies/vff-district-standing/"),
    "deadlines": ("vi/thoi-han/", "en/deadlines/"),
    "legal basis": ("vi/can-cu/", "en/legal-basis/"),
}
"""A page of each kind in both languages, by the kind."""

MOST_REQUESTS = 12
MOST_BYTES = 120 * 1024
"""Of a first visit, compressed, whatever the page."""

_TYPES = {"text/html": "html", "text/css": "css", "text/javascript": "js"}


@dataclass(frozen=True)
class Fetched:
    """One answer of the server: what it is, and its bytes on the wire and unpacked."""

    kind: str
    compressed: int
    raw: int

    @classmethod
    def of(cls, answer: Response) -> "Fetched":
        kind = _TYPES.get(answer.headers["content-type"].split(";")[0], "other")
        if "/assets/search/" in answer.url:
            kind = "index"
        return cls(kind, int(answer.headers["content-length"]), len(answer.body()))


def first_visit(browser: Browser, address: str) -> list[Fetched]:
    """All that an empty browser fetches for a page until it is at rest."""
    context = browser.new_context()
    try:
        page = context.new_page()
        answers: list[Response] = []
        # Playwright marks what it calls, and a method of a list cannot be marked.
        page.on("response", lambda answer: answers.append(answer))
        page.goto(address, wait_until="networkidle")
        return [Fetched.of(answer) for answer in answers]
    finally:
        context.close()
