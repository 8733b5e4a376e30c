"""A meaning as the flat list of conditions that a full-text index is asked, whatever its language."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.analysis.meaning import Meaning
from search.analysis.tokens import as_indexed
from search.engines.base import TEXT_PARTS, TIERS

LONGEST_INDEXED = 200  # characters
_WORD = re.compile(r"[\w|]+")


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
            groups = tuple(_possible(group) for group in alternative.groups)
            if groups and all(groups):
                for tier, of_tier in enumerate(TIERS):
                    clause = Clause(of_tier.parts, groups, alternative.in_order)
                    yield Weighted(number, tier, alternative.closeness, clause)


def _possible(words: Iterable[str]) -> frozenset[str]:
    """The words that a text can have: letters, digits and marks; nothing that an index would read as an operator."""
    return frozenset(word for word in words if _WORD.fullmatch(word) and len(word) <= LONGEST_INDEXED)


def phrase_clauses(meaning: Meaning) -> list[Clause | None]:
    """Every exact phrase, each of which must be in some part; ``None`` for one that no text can have."""
    phrases = (tuple(_possible(as_indexed(word)) for word in phrase) for phrase in meaning.phrases)
    return [Clause(TEXT_PARTS, groups, True) if all(groups) else None for groups in phrases]
