"""A meaning as the flat list of conditions that a full-text index is asked, whatever its language."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis.meaning import Alternative, Meaning
from search.analysis.tokens import as_indexed
from search.engines.base import TEXT_PARTS, TIERS


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition: the groups of an alternative within some parts of the text."""

    parts: tuple[str, ...]
    groups: tuple[frozenset[str], ...]
    in_order: bool


@dataclass(frozen=True, slots=True)
class Weighted:
    """A clause that gives a concept its ``closeness`` in a tier."""

    concept: int
    tier: int
    closeness: float
    clause: Clause


def weighted_clauses(meaning: Meaning) -> list[Weighted]:
    """Every alternative of every concept in every tier, the closest first."""
    return sorted(_weighted(meaning), key=lambda weighted: (weighted.concept, weighted.tier, -weighted.closeness))


def _weighted(meaning: Meaning) -> Iterator[Weighted]:
    for number, concept in enumerate(meaning.concepts):
        for alternative in concept.alternatives:
            if not alternative.groups or not all(alternative.groups):
                continue  # met by nothing
            for tier, parts in enumerate(TIERS):
                yield Weighted(number, tier, alternative.closeness, _clause(alternative, parts.parts))


def _clause(alternative: Alternative, parts: tuple[str, ...]) -> Clause:
    return Clause(parts, alternative.groups, alternative.in_order)


def phrase_clauses(meaning: Meaning) -> list[Clause]:
    """Every exact phrase, each of which must be in some part."""
    return [Clause(TEXT_PARTS, tuple(frozenset(as_indexed(w)) for w in phrase), True) for phrase in meaning.phrases]
