"""The network as a drawing: partners by sector and number of ties, ties by weight. Dataclasses in, SVG out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

from hub.graphics.geometry import Point
from hub.graphics.labels import Label, Mark, place_labels
from hub.graphics.svg import marker, number, registration_marks, sheet, text_of
from hub.graphics.touch import Fingers, Target, Together, touch_links

WIDTH, HEIGHT = 960.0, 640.0
FINGERS = Fingers(36, 74)
TYPE, TYPE_NARROW = 15.0, 34.0
LENGTHS = (48, 30)  # of names, in letters: the longer unless others would lose their place to it
SMALLEST, LARGEST = 5.0, 16.0
Line = tuple[float, float, float, float]
CROWD = 80  # partners; where there are more, everything is drawn finer


@dataclass(frozen=True, slots=True)
class Node:
    """A partner. ``shape`` numbers its sector, ``sector`` is the class of its colour; ``story`` is its card's text."""

    key: int
    name: str
    url: str
    sector: str
    shape: int
    place: Point
    ties: int = 0
    story: tuple[str, ...] = ()
    is_ghost: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two nodes, by their keys."""

    first: int
    second: int
    weight: int
    is_across: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """What the drawing shows. Nodes come in the order in which the keyboard meets them and names are given room."""

    label: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    together: Together = field(default_factory=Together)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large markers are and how thick ties: ``most`` is the largest number of ties, ``fine`` below 1 in a crowd."""

    most: int
    fine: float

    def node(self, ties: int) -> float:
        """The size of a marker: its area grows with the number of ties."""
        share = sqrt(ties / self.most) if self.most else 0.0
        return self.fine * (SMALLEST + (LARGEST - SMALLEST) * share)

    def tie(self, weight: int) -> float:
        """The thickness of a tie: it grows with the root of its weight."""
        return self.fine * (0.6 + 0.8 * sqrt(weight))


def sizes_for(graph: Graph) -> Sizes:
    """The sizes that suit a drawing."""
    most = max((node.ties for node in graph.nodes), default=0)
    return Sizes(most, min(1.0, sqrt(CROWD / max(1, len(graph.nodes)))))


def draw_network(graph: Graph) -> str:
    """Ties below, then what a filter left out as ghosts, then partners, names and links."""
    sizes = sizes_for(graph)
    shown = [node for node in graph.nodes if not node.is_ghost]
    places = {node.key: node.place for node in graph.nodes}
    lines = [(*places[edge.first], *places[edge.second]) for edge in graph.edges]
    body = (
        registration_marks(16, 16, WIDTH - 16, HEIGHT - 16)
        + _ties(graph, sizes)
        + _nodes([node for node in graph.nodes if node.is_ghost], sizes)
        + _nodes(shown, sizes)
        + _names(shown, lines, sizes, TYPE, "names")
        + _names(shown, lines, sizes, TYPE_NARROW, "names-narrow")
        + touch_links([_target(node) for node in shown], FINGERS, graph.together)
    )
    return sheet("network", graph.label, WIDTH, HEIGHT, body)


def _ties(graph: Graph, sizes: Sizes) -> str:
    places = {node.key: node.place for node in graph.nodes}
    drawn = []
    for edge in graph.edges:
        (x1, y1), (x2, y2) = places[edge.first], places[edge.second]
        name = "tie tie--across" if edge.is_across else "tie"
        drawn.append(
            f'<path class="{name}" data-ends="{edge.first} {edge.second}" '
            f'stroke-width="{number(sizes.tie(edge.weight))}" '
            f'd="M{round(x1)} {round(y1)}L{round(x2)} {round(y2)}"/>'
        )
    return f'<g class="sheet__ties" aria-hidden="true">{"".join(drawn)}</g>'


def _nodes(nodes: Sequence[Node], sizes: Sizes) -> str:
    drawn = "".join(
        marker(
            node.shape,
            *node.place,
            sizes.node(node.ties),
            "node node--ghost" if node.is_ghost else f"node node--{node.sector}",
        )
        for node in nodes
    )
    return f'<g aria-hidden="true">{drawn}</g>'


def _names(nodes: Sequence[Node], lines: Sequence[Line], sizes: Sizes, type_size: float, name: str) -> str:
    tried = [_placed(nodes, lines, sizes, type_size, longest) for longest in LENGTHS]
    marks, labels = max(tried, key=lambda pair: len(pair[1]))  # the first of equals: longer names, none of them lost
    drawn = "".join(
        f'<text x="{number(label.x)}" y="{number(label.y)}" text-anchor="{label.anchor}">'
        f"{text_of(marks[label.number].name)}</text>"
        for label in labels
    )
    return f'<g class="sheet__{name}" font-size="{number(type_size)}" aria-hidden="true">{drawn}</g>'


def _placed(
    nodes: Sequence[Node], lines: Sequence[Line], sizes: Sizes, type_size: float, longest: int
) -> tuple[list[Mark], list[Label]]:
    marks = [Mark(*node.place, sizes.node(node.ties) * 1.1, short(node.name, longest)) for node in nodes]
    return marks, place_labels(marks, type_size=type_size, width=WIDTH, height=HEIGHT, lines=lines)


def short(name: str, longest: int = 30) -> str:
    """A name cut to a length that can stand in a drawing; the card and the list have all of it."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def _target(node: Node) -> Target:
    return Target(node.place, node.url, (node.name, *node.story), str(node.key))
