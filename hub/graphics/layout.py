"""Where the nodes of a network stand: forces push all apart and pull the tied together (ForceAtlas2). Pure.

The same network always has the same layout.
"""

import math
from collections.abc import Sequence

import networkx as nx
import numpy as np

SEED = 20190  # any number will do, as long as it stays
ROUNDS = 100
SPREAD = 4.0  # how hard partners push each other apart
Point = tuple[float, float]


def laid_out(
    nodes: Sequence[int], ties: Sequence[tuple[int, int, int]], width: float, height: float
) -> dict[int, Point]:
    """A place on a sheet of ``width`` by ``height`` for each node that has a tie; ``ties`` are two nodes and a weight.

    The largest group of connected nodes is laid out by forces; smaller ones stand in a row below it, each on a
    circle of its own.
    """
    graph: nx.Graph = nx.Graph()
    graph.add_weighted_edges_from(sorted(ties))
    order = {node: number for number, node in enumerate(nodes)}
    groups = [sorted(group, key=order.__getitem__) for group in nx.connected_components(graph)]
    groups.sort(key=lambda group: (-len(group), order[group[0]]))
    if not groups:
        return {}
    row = 0.0 if len(groups) == 1 else min(height * 0.25, 130.0)
    placed = _spread(graph, groups[0], width, height - row)
    for number, group in enumerate(groups[1:]):
        share = width / (len(groups) - 1)
        middle = (share * (number + 0.5), height - row / 2)
        placed |= _on_circle(group, middle, min(share, row) * 0.3)
    return placed


def _spread(graph: "nx.Graph", group: Sequence[int], width: float, height: float) -> dict[int, Point]:
    """One connected group, laid out by forces and stretched to fill the sheet."""
    if len(group) < 3:
        return _on_circle(group, (width / 2, height / 2), min(width, height) * 0.2)
    # Roots of weights: a pair that does everything together must not fall into one point.
    part: nx.Graph = nx.Graph()
    part.add_nodes_from(group)
    part.add_weighted_edges_from((a, b, math.sqrt(w)) for a, b, w in graph.subgraph(group).edges(data="weight"))
    start = {node: np.array(_sunflower(number, len(group))) for number, node in enumerate(group)}
    found = nx.forceatlas2_layout(part, pos=start, max_iter=ROUNDS, scaling_ratio=SPREAD, weight="weight", seed=SEED)
    return _filling({node: (float(x), float(y)) for node, (x, y) in found.items()}, width, height)


def _sunflower(number: int, count: int) -> Point:
    """The ``number``th of ``count`` points that fill a disc evenly: a start that depends on the order alone."""
    away = math.sqrt((number + 0.5) / count)
    turn = number * math.pi * (3 - math.sqrt(5))
    return away * math.cos(turn), away * math.sin(turn)


def _filling(points: dict[int, Point], width: float, height: float) -> dict[int, Point]:
    """``points`` stretched over the sheet. Ranks are mixed in, so that a far-off pair does not squeeze the others."""
    stretched: dict[int, list[float]] = {node: [0.0, 0.0] for node in points}
    for axis, length in ((0, width), (1, height)):
        values = {node: point[axis] for node, point in points.items()}
        low, high = min(values.values()), max(values.values())
        ranked = sorted(values, key=lambda node: (values[node], node))
        for rank, node in enumerate(ranked):
            by_value = (values[node] - low) / (high - low) if high > low else 0.5
            by_rank = rank / (len(ranked) - 1)
            stretched[node][axis] = length * (0.06 + 0.88 * (0.6 * by_value + 0.4 * by_rank))
    return {node: (x, y) for node, (x, y) in stretched.items()}


def _on_circle(group: Sequence[int], middle: Point, radius: float) -> dict[int, Point]:
    step = 2 * math.pi / len(group)
    return {
        node: (middle[0] + radius * math.cos(step * number), middle[1] + radius * math.sin(step * number))
        for number, node in enumerate(group)
    }
