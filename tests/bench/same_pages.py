"""The pages of a built portal as Markdown, for other generators to build: a page in, a page out, no data behind it."""

import json
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BEGINS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- ", "dt": "**", "summary": "**"}
_ENDS = {"dt": "**", "summary": "**"}
_BLOCKS = {
    "h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "tr", "summary", "blockquote", "label", "caption"
}  # fmt: skip
_SILENT = {"script", "svg", "select", "button", "input"}


def _words(node: LexborNode) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag == "a":
            yield f"[{' '.join(child.text().split())}]({child.attributes.get('href') or ''})"
        elif child.tag not in _BLOCKS | _SILENT | {"ul", "ol"}:
            yield from _words(child)


def _blocks(node: LexborNode) -> Iterator[str]:
    for child in node.iter():
        if child.tag in _SILENT:
            continue
        if child.tag in _BLOCKS:
            words = " ".join("".join(_words(child)).split())
            if words:
                yield f"{_BEGINS.get(child.tag, '')}{words}{_ENDS.get(child.tag, '')}\n"
        yield from _blocks(child)


def pages_as_markdown(site: Path) -> Iterator[tuple[Path, str, str]]:
    """Of every page its folder in the site, its title, and its content as Markdown."""
    for path in sorted(site.rglob("index.html")):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        article, title = tree.css_first("article"), tree.css_first("title")
        yield path.parent.relative_to(site), title.text(), "\n".join(_blocks(article))


def mkdocs_project(site: Path, folder: Path) -> None:
    """Plain MkDocs with Material: navigation pruned, no plugin, so without a search."""
    for where, title, text in pages_as_markdown(site):
        place = folder / "docs" / where
        place.mkdir(parents=True, exist_ok=True)
        (place / "index.md").write_text(f"---\ntitle: {json.dumps(title)}\n---\n{text}", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: The same pages\nplugins: []\ntheme:\n  name: material\n  font: false\n  language: vi\n"
        "  features: [navigation.prune]\n",
        encoding="utf-8",
    )


_TEMPLATE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ .Content }}</main></body></html>
"""


def hugo_project(site: Path, folder: Path) -> None:
    """Bare Hugo: one template of a few lines for all pages."""
    pages = list(pages_as_markdown(site))
    above = {parent for where, _, _ in pages for parent in where.parents}
    for where, title, text in pages:
        place = folder / "content" / where
        place.mkdir(parents=True, exist_ok=True)
        name = "_index.md" if where in above else "index.md"
        (place / name).write_text(f"---\ntitle: {json.dumps(title)}\n---\n{text}", encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(_TEMPLATE, encoding="utf-8")
    (folder / "config.toml").write_text(
        'baseURL = "https://plan-portal.example/"\ntitle = "The same pages"\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n',
        encoding="utf-8",
    )
