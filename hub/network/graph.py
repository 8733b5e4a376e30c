"""The network itself: who is tied to whom, and what a coordinator reads from it. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import networkx as nx

from hub.network.ecosystem import Actor, Ecosystem, Undertaking

NEW_YEARS = 2  # this year and the one before


@dataclass(frozen=True, slots=True)
class Question:
    """What a network is asked for: values of year, theme and sector; nothing chosen means all."""

    years: frozenset[int] = frozenset()
    themes: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()

    def keeps(self, undertaking: Undertaking) -> bool:
        """Whether an undertaking is within the years and themes."""
        in_years = not self.years or not self.years.isdisjoint(undertaking.years)
        return in_years and (not self.themes or not self.themes.isdisjoint(undertaking.themes))

    def keeps_actor(self, actor: Actor) -> bool:
        """Whether a partner is of one of the sectors."""
        return not self.sectors or actor.sector in self.sectors


@dataclass(frozen=True, slots=True)
class Tie:
    """Two partners and what they do together."""

    first: Actor
    second: Actor
    undertakings: tuple[Undertaking, ...]

    @property
    def weight(self) -> int:
        """How many undertakings they share."""
        return len(self.undertakings)

    @property
    def is_across(self) -> bool:
        """Whether it joins two sectors."""
        return self.first.sector != self.second.sector


@dataclass(frozen=True, slots=True)
class Standing:
    """One partner's place in the network. ``brokerage`` is its betweenness: 0 to 1, the share of shortest ways."""

    actor: Actor
    ties: int
    across: int
    undertakings: int
    brokerage: float
    since: int | None


Betweenness = Callable[[Sequence[int], Sequence[tuple[int, int]]], dict[int, float]]


def betweenness(nodes: Sequence[int], pairs: Sequence[tuple[int, int]]) -> dict[int, float]:
    """The share of all shortest ways between two others that lead over each node (0 to 1)."""
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(pairs)
    return {node: float(share) for node, share in nx.betweenness_centrality(graph).items()}


class Network:
    """The ties among the partners that a question asks for."""

    def __init__(
        self, ecosystem: Ecosystem, question: Question, *, this_year: int, measured: Betweenness = betweenness
    ) -> None:
        self.this_year = this_year
        self._measured = measured
        self.actors = [actor for actor in ecosystem.actors if question.keeps_actor(actor)]
        self.undertakings = [found for found in ecosystem.undertakings if question.keeps(found)]
        self._first_years = _first_years(ecosystem.undertakings)

    @cached_property
    def ties(self) -> list[Tie]:
        """Every pair with something in common, strongest first."""
        kept = {actor.pk: actor for actor in self.actors}
        shared: dict[tuple[int, int], list[Undertaking]] = defaultdict(list)
        for undertaking in self.undertakings:
            for pair in combinations([pk for pk in undertaking.partners if pk in kept], 2):
                shared[pair].append(undertaking)
        found = [Tie(kept[a], kept[b], tuple(undertakings)) for (a, b), undertakings in shared.items()]
        return sorted(found, key=lambda tie: (-tie.weight, tie.first.pk, tie.second.pk))

    @cached_property
    def ties_across(self) -> list[Tie]:
        """The ties that join two sectors."""
        return [tie for tie in self.ties if tie.is_across]

    @cached_property
    def brokerage(self) -> dict[int, float]:
        """The betweenness of each partner: the share of all shortest ways between two others that lead over it."""
        nodes = [actor.pk for actor in self.actors]
        return self._measured(nodes, [(tie.first.pk, tie.second.pk) for tie in self.ties])

    @cached_property
    def standings(self) -> list[Standing]:
        """Every partner's place, whether it has ties or not."""
        ties, across, members = _counted(self.ties, self.undertakings)
        return [
            Standing(
                actor=actor,
                ties=ties[actor.pk],
                across=across[actor.pk],
                undertakings=members[actor.pk],
                brokerage=self.brokerage[actor.pk],
                since=self._first_years.get(actor.pk),
            )
            for actor in self.actors
        ]

    @cached_property
    def tied(self) -> list[Standing]:
        """The partners with at least one tie."""
        return [standing for standing in self.standings if standing.ties]

    @cached_property
    def untied(self) -> list[Standing]:
        """The partners with no tie yet."""
        return [standing for standing in self.standings if not standing.ties]

    @cached_property
    def brokers(self) -> list[Standing]:
        """The partners over which a shortest way between two others leads."""
        return [standing for standing in self.standings if standing.brokerage > 0]

    @cached_property
    def newcomers(self) -> list[Standing]:
        """The partners with a tie whose first dated undertaking began this year or last, not in years to come."""
        years = range(self.this_year - NEW_YEARS + 1, self.this_year + 1)
        return [standing for standing in self.tied if standing.since in years]


def _first_years(undertakings: Iterable[Undertaking]) -> dict[int, int]:
    """The year in which each partner's first dated undertaking with somebody else began."""
    first: dict[int, int] = {}
    for undertaking in undertakings:
        if undertaking.years and len(undertaking.partners) > 1:
            for pk in undertaking.partners:
                first[pk] = min(first.get(pk, undertaking.years[0]), undertaking.years[0])
    return first


def _counted(
    ties: Iterable[Tie], undertakings: Iterable[Undertaking]
) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """For each partner: its ties, those across sectors, and the undertakings that it takes part in."""
    own: dict[int, int] = defaultdict(int)
    across: dict[int, int] = defaultdict(int)
    members: dict[int, int] = defaultdict(int)
    for tie in ties:
        for actor in (tie.first, tie.second):
            own[actor.pk] += 1
            across[actor.pk] += tie.is_across
    for undertaking in undertakings:
        for pk in undertaking.partners:
            members[pk] += 1
    return own, across, members
