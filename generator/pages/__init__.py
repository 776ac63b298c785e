"""What each page says, as text: views of the linked portal, laid out by autoescaped templates."""

from generator.pages.frame import Frame, Link, NavigationEntry, Page, PublishedFile, TextFile
from generator.pages.site import (
    PageMaker,
    address_problems,
    each_page,
    each_text_file,
    page_makers,
    pages_of,
    permanence_of,
    text_files_of,
)

__all__ = [
    "Frame",
    "Link",
    "NavigationEntry",
    "Page",
    "PageMaker",
    "PublishedFile",
    "TextFile",
    "address_problems",
    "each_page",
    "each_text_file",
    "page_makers",
    "pages_of",
    "permanence_of",
    "text_files_of",
]
