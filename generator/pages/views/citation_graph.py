"""Who cites what as a picture: the plan's parts on the left, the documents on the right, a line for each citation.

Everything is worked out at build: the picture is links and lines, and needs no script. The tables below say the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.linking.portal import Located
from generator.model.documents import LegalDocument
from generator.pages.frame import Link
from generator.pages.here import Here
from generator.pages.typography import excerpt

# In units of the picture; a row is high enough to be touched.
_ROW = 30
_LEFT, _MIDDLE, _RIGHT = 300, 170, 330
_LETTERS = 40
# Of more documents only the most cited are drawn: a picture of hundreds says nothing.
_MOST = 100


@dataclass(frozen=True)
class GraphNode:
    """A part of a plan or a document; `y` is the middle of its row, `words` what fits on it of the link's words."""

    link: Link
    words: str
    y: int


@dataclass(frozen=True, order=True)
class GraphLine:
    """A part cites a document; the ends are at the inner edges of the columns."""

    from_y: int
    to_y: int


@dataclass(frozen=True)
class CitationGraph:
    """The picture with its measures; `left_out` documents are in the table alone."""

    width: int
    height: int
    left_edge: int
    right_edge: int
    parts: tuple[GraphNode, ...]
    documents: tuple[GraphNode, ...]
    lines: tuple[GraphLine, ...]
    left_out: int

    @property
    def middle(self) -> int:
        return (self.left_edge + self.right_edge) // 2


def citation_graph(here: Here) -> CitationGraph | None:
    """The picture of all citations that are links; None where there is none."""
    cited = {d.id: here.portal.cited_by(d) for d in here.portal.model.documents}
    drawn = sorted((id_ for id_, units in cited.items() if units), key=lambda id_: -len(cited[id_]))[:_MOST]
    if not drawn:
        return None
    edges: set[tuple[tuple[str, str], str]] = set()
    parts: dict[tuple[str, str], Located] = {}
    for id_ in drawn:
        for located in cited[id_]:
            part = _part(here, located)
            parts[part.key] = part
            edges.add((part.key, id_))
    left = [parts[key] for key in here.portal.units if key in parts]
    right = [here.portal.documents[id_] for id_ in _by_neighbours(drawn, [part.key for part in left], edges)]
    right_at = {document.id: place * _ROW + _ROW // 2 for place, document in enumerate(right)}
    left_at = _beside(left, edges, right_at)
    height = max(*left_at.values(), *right_at.values()) + _ROW // 2
    return CitationGraph(
        width=_LEFT + _MIDDLE + _RIGHT,
        height=height,
        left_edge=_LEFT,
        right_edge=_LEFT + _MIDDLE,
        parts=tuple(_node(here.unit(part), left_at[part.key]) for part in left),
        documents=tuple(_document_node(here, d, right_at[d.id]) for d in right),
        lines=tuple(sorted(GraphLine(left_at[key], right_at[id_]) for key, id_ in edges)),
        left_out=sum(bool(units) for units in cited.values()) - len(drawn),
    )


def _part(here: Here, located: Located) -> Located:
    """What a unit counts as in the picture: the group it stands in, else its section, else itself."""
    way = (*here.portal.ancestors(located), located)
    return way[1] if len(way) > 1 and way[1].unit.is_heading else way[0]


def _by_neighbours(
    documents: Sequence[str], parts: Sequence[tuple[str, str]], edges: Iterable[tuple[tuple[str, str], str]]
) -> list[str]:
    """The documents in the order of the parts that cite them (barycentre heuristic), so that few lines cross."""
    place = {key: number for number, key in enumerate(parts)}
    around: dict[str, list[int]] = {}
    for key, id_ in edges:
        around.setdefault(id_, []).append(place[key])
    return sorted(documents, key=lambda id_: (sum(around[id_]) / len(around[id_]), id_))


def _beside(
    parts: Sequence[Located], edges: Iterable[tuple[tuple[str, str], str]], documents: Mapping[str, int]
) -> dict[tuple[str, str], int]:
    """Where each part stands: beside the middle of the documents it cites, below the part before it."""
    cited: dict[tuple[str, str], list[int]] = {}
    for key, id_ in edges:
        cited.setdefault(key, []).append(documents[id_])
    at: dict[tuple[str, str], int] = {}
    lowest = _ROW // 2
    for part in parts:
        at[part.key] = max(lowest, sum(cited[part.key]) // len(cited[part.key]))
        lowest = at[part.key] + _ROW
    return at


def _node(link: Link, y: int) -> GraphNode:
    said = len(f" ({link.label.note})") if link.label.note else 0
    return GraphNode(link, excerpt(link.label.text, _LETTERS - said), y)


def _document_node(here: Here, document: LegalDocument, y: int) -> GraphNode:
    """A document by its name, where that is too long by its symbol, which tells it from all others."""
    link = here.link(here.document_name(document), here.addresses.document(document))
    if document.symbol is not None and len(link.label.text) > _LETTERS:
        return GraphNode(link, document.symbol, y)
    return _node(link, y)
