"""What is published of the engine's stylesheet, and that no page misses the rest."""

import re
from importlib.resources import files

import pytest

from generator.publishing.stylesheet import for_elements
from tests.conftest import Site

_STYLES = files("material") / "templates" / "assets" / "stylesheets"


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("a,.md-nav{color:inherit}@media print{.md-nav{display:none}}", "a{color:inherit}"),
        ('@charset "UTF-8";html{margin:0}', "html{margin:0}"),
        ("@media screen{hr{margin:0}.a{margin:1px}}p{margin:2px}", "@media screen{hr{margin:0}}p{margin:2px}"),
        ("@keyframes a{0%{top:0}to{top:1px}}b{top:0}", "b{top:0}"),
        (".a:before{content:\"}\"}q{quotes:'{' \"\\\"\"}", "q{quotes:'{' \"\\\"\"}"),
        ("p:not(.a,.b),i:is(b,u){top:0}", "i:is(b,u){top:0}"),
        (":root{--md-icon:url(\"data:image/svg+xml;charset=utf-8,<svg/>\")}", ""),
        ("[dir=rtl] p,#up{top:0}/*# sourceMappingURL=main.css.map */", ""),
    ],
)  # fmt: skip
def test_rules_for_elements_alone_are_left(css: str, left: str) -> None:
    assert for_elements(css) == left


def _left_out(css: str) -> set[str]:
    heads = re.findall(r"(?<=[{},])[^{}@;]+(?=\{)", css)
    selectors = {one for head in heads for one in re.split(r",(?![^(]*\))", head)}
    return {one for one in selectors if re.search(r"[.#\[]", one)}


@pytest.mark.parametrize("built", ["site", "commune_site"])
def test_no_rule_that_is_left_out_could_match_a_page(built: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(built)
    [published] = (site.folder / "assets/stylesheets").iterdir()
    whole = (_STYLES / published.name).read_text(encoding="utf-8")
    assert published.read_text(encoding="utf-8") == for_elements(whole)
    trees = [site.tree(page.relative_to(site.folder).as_posix()) for page in site.pages()]
    ours = {name for tree in trees for node in tree.css("[class]") for name in (node.attributes["class"] or "").split()}
    selectors = _left_out(whole)
    assert len(selectors) > 1000
    for selector in selectors:
        # A state of the page (`:hover`, `:not(…)`) only narrows what a selector takes.
        asked = re.sub(r":not\([^)]*\)|::?[\w-]+(\([^)]*\))?", "", selector)
        if set(re.findall(r"\.([\w-]+)", asked)) <= ours:
            assert not any(tree.css_matches(asked) for tree in trees), selector
