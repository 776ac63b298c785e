"""A page and everything that varies in the frame around it: the one list a theme, of whatever engine, has to fill."""

from dataclasses import dataclass

from markupsafe import Markup

from generator.model.text import Language
from generator.pages.content import Content
from generator.pages.ways import Ways, telling_way, way_to


@dataclass(frozen=True)
class Label:
    """Words and the language they are in; `missing` where the page's own language has none and Vietnamese stands in.

    `note` is what a reader must know of the words: that they are Vietnamese, or a translation out of date.
    """

    text: str
    language: Language
    missing: bool = False
    note: str | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Mark:
    """What the portal says beside a name the plan prints: that a body is another now, a document not in force."""

    words: str
    links: "tuple[Link, ...]" = ()
    unverified: str | None = None

    @property
    def text(self) -> str:
        """The same without links, for where none can stand."""
        said = " ".join((self.words, *filter(None, ["; ".join(link.label.text for link in self.links)])))
        return f"{said}, {self.unverified}" if self.unverified else said


@dataclass(frozen=True)
class Link:
    """A label that leads somewhere; `href` is turned into the page's own way last (`ways.py`), and where a link is said
    to lead to the very page it stands on, `way` is written instead. `ground` says on what ground a body is named for
    what is said of it, where the plan does not state it."""

    label: Label
    href: str
    current: bool = False
    mark: Mark | None = None
    ground: str | None = None

    @property
    def way(self) -> str:
        return telling_way(self.href)


@dataclass(frozen=True)
class NavigationEntry:
    """A link of the neighbourhood and the links below it."""

    link: Link
    below: "tuple[NavigationEntry, ...]" = ()


@dataclass(frozen=True)
class Alternate:
    """The same page in another language (or `x-default`): relative for readers, absolute for machines."""

    hreflang: str
    name: str
    href: str
    absolute: str


@dataclass(frozen=True)
class Frame:
    """What a theme shows around the content of a page; one without `canonical` is not for search engines."""

    language: Language
    kind: str
    id: str
    removed: str | None
    title: str
    site_name: str
    description: str
    canonical: str | None
    alternates: tuple[Alternate, ...]
    home: Link
    search: Link
    breadcrumbs: tuple[Link, ...]
    menu: tuple[Link, ...]
    neighbourhood: tuple[NavigationEntry, ...]
    previous: Link | None
    next: Link | None
    linked_data: Markup | None
    words: "FrameWords"
    counting: "CountingWords"
    feeds: tuple[Link, ...] = ()

    def to(self, file: str) -> str:
        """The way to a file that is no page."""
        return way_to(file)

    @property
    def full_title(self) -> str:
        return self.site_name if self.title == self.site_name else f"{self.title} – {self.site_name}"


@dataclass(frozen=True)
class FrameWords:
    """The frame's own words in the page's language."""

    skip: str
    menu: str
    neighbourhood: str
    breadcrumbs: str
    language: str
    search: str
    theme: str
    previous: str
    next: str
    turn: str
    footer: str
    printed: str


@dataclass(frozen=True)
class CountingWords:
    """What the reader's browser says about the days left, and the time zone whose day counts.

    `{number}` and `{day}` in them stand for what the browser works out.
    """

    zone: str
    one: str
    many: str
    today: str
    today_last: str
    over_one: str
    over_many: str
    passed_one: str
    passed_many: str
    next: str
    ahead: str
    running: str
    ended: str

    def attributes(self) -> tuple[tuple[str, str], ...]:
        """Name and value of each as a `data-` attribute."""
        return tuple((name.replace("_", "-"), value) for name, value in vars(self).items())


@dataclass(frozen=True)
class Page:
    """One page at one address (`vi/van-ban/93-2021-nd-cp/`, from the site's root); `content` is None where it is
    hand-written Markdown in the file `source` of `content/`. With a `root` its links start from there."""

    address: str
    frame: Frame
    content: Content | None
    source: str | None = None
    name_files: bool = False
    root: str | None = None

    @property
    def ways(self) -> Ways:
        return Ways(self.address, self.name_files, self.root)

    @property
    def body(self) -> Markup | None:
        return self.content.html() if self.content else None

    @property
    def file(self) -> str:
        """The file that holds the page."""
        return file_of(self.address)


def file_of(address: str) -> str:
    """The file that holds the page at an address."""
    return address if address.endswith(".html") else f"{address}index.html"


@dataclass(frozen=True)
class TextFile:
    """A file beside the pages, such as `robots.txt`."""

    address: str
    text: str

    @property
    def content(self) -> bytes:
        return self.text.encode()


@dataclass(frozen=True)
class BinaryFile:
    """A file beside the pages that is no text, such as a database."""

    address: str
    content: bytes


PublishedFile = TextFile | BinaryFile
