"""The security policy: on every page, in every header file, and felt by a real Chromium."""

import re

import pytest
from playwright.sync_api import Browser, expect

from generator.publishing.headers import COMPRESSED, HOST_FILES, headers, page_policy
from tests.browser import reader
from tests.conftest import ROOT, Site

HOSTING = ROOT / "docs" / "hosting"
ASKED = ("default-src 'self'", "base-uri 'none'", "form-action 'self'", "object-src 'none'")


def test_the_policy_says_what_is_promised() -> None:
    for policy in (page_policy(), headers()["Content-Security-Policy"]):
        assert {*ASKED, "require-trusted-types-for 'script'"} <= set(policy.split("; "))
        assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert "frame-ancestors 'none'" in headers()["Content-Security-Policy"]


@pytest.mark.parametrize("built", ["site", "commune_site"])
def test_every_page_begins_with_the_policy(built: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(built)
    for page in site.pages():
        tree = site.tree(page.relative_to(site.folder).as_posix())
        first = tree.css_first("head > *")
        assert first.attributes == {"http-equiv": "Content-Security-Policy", "content": page_policy()}, page
        assert len(tree.css("meta[http-equiv]")) == 1, page
        # Browsers look for the encoding in the first 1024 bytes.
        assert page.read_bytes().index(b'<meta charset="utf-8">') < 1000, page


@pytest.mark.parametrize("name", HOST_FILES)
def test_the_header_files_say_the_same(name: str, request: pytest.FixtureRequest) -> None:
    path = HOSTING / name
    if request.config.getoption("--golden"):
        path.write_text(HOST_FILES[name](), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    assert text == HOST_FILES[name]()
    for header, value in headers().items():
        assert header in text and value in text
    # Hosts that read `_headers` compress by themselves; nginx compresses HTML unasked.
    if name != "_headers":
        assert all(kind in text for kind in COMPRESSED if (name, kind) != ("nginx.conf", "text/html"))


def test_the_header_files_are_these() -> None:
    assert {path.name for path in HOSTING.iterdir()} == set(HOST_FILES)


def test_no_script_makes_markup_or_code_of_text() -> None:
    sinks = re.compile(
        r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function|srcdoc)\b|setTimeout\(\s*[\"'`]"
    )
    for path in (ROOT / "generator/publishing/theme").rglob("*.js"):
        assert not sinks.search(path.read_text(encoding="utf-8")), path


def test_the_browser_refuses_what_is_planted(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("vi/")
    refused = page.evaluate(
        """async () => {
          const refused = [], tried = async (act) => { try { act(); } catch (error) { refused.push(error.name); } };
          addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
          await tried(() => { document.body.innerHTML = "<p>x"; });
          await tried(() => { document.createElement("script").src = "x.js"; });
          await tried(() => { trustedTypes.createPolicy("other", {}); });
          await tried(() => { guard.createScriptURL("https://elsewhere.example/x.js"); });
          const inline = document.createElement("img");
          inline.src = "https://elsewhere.example/x.png";
          document.body.append(inline);
          const base = document.createElement("base");
          base.href = "https://elsewhere.example/";
          document.head.append(base);
          document.body.setAttribute("style", "color: red");
          await new Promise((done) => setTimeout(done, 300));
          return refused;
        }"""
    )
    assert refused.count("TypeError") == 4, refused
    assert {"require-trusted-types-for", "trusted-types", "img-src", "base-uri", "style-src-attr"} <= set(refused)
    page.close()


@pytest.mark.parametrize("where", ["online", "file"])
def test_everything_works_under_the_policy(
    browser: Browser, address: str, request: pytest.FixtureRequest, where: str
) -> None:
    start_at, end = (
        (address, "") if where == "online" else (request.getfixturevalue("offline").as_uri() + "/", "index.html")
    )
    # The reader's window complains of any refusal by the policy, which Chromium tells on the console as an error.
    with reader(browser, start_at, 1280, color_scheme="light") as (page, _):
        page.goto(f"{start_at}vi/{end}")
        page.locator("[data-theme-switch]").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.keyboard.press("/")
        page.locator(".search-dialog input").fill("nghi dinh 93")
        expect(page.locator(".search-dialog [data-search-result]").first).to_have_attribute("data-id", "93-2021-nd-cp")
        # In a search box the first Escape takes back what was typed, the second closes.
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.locator("#office select").select_option("vff-district-standing")
        page.locator("#office button").click()
        expect(page.locator("#office-duties h3")).to_be_visible()
        page.goto(f"{start_at}vi/thoi-han/{end}")
        page.locator("#filter select[name=body]").select_option("vff-district-standing")
        expect(page.locator("#filter [role=status]")).not_to_be_empty()
        page.goto(f"{start_at}en/plans/2023/s2-4-a/{end}")
        expect(page.locator(".citation[data-card]").first).to_be_visible()
        assert page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
