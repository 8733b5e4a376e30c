"""What a query means, in the query language of the cluster. Every clause scores a constant: whole points."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from search.analysis.meaning import Alternative, Concept, Meaning
from search.engines.base import TIERS, Tier, points, points_of_meeting
from search.engines.elastic.mapping import field_of

Clause = dict[str, Any]
WIDEST = TIERS[-1]  # holds all parts: what is met at all is met there
NOTHING: Clause = {"match_none": {}}
# OpenSearch refuses more than 1024 clauses. Far beyond what people ask, a concept forgets its faintest alternatives.
MOST_CLAUSES = 900


def scored(meaning: Meaning) -> Clause:
    """Finds things with as many concepts as required, for their points."""
    budget = _clauses_for_each(meaning)
    meeting = points_of_meeting(meaning)
    concepts = [_concept(concept, budget, meeting) for concept in meaning.concepts]
    return _enough_of(concepts, meaning.required)


def met(meaning: Meaning) -> Clause:
    """Finds the same things without a score."""
    budget = _clauses_for_each(meaning)
    concepts = [_any_of(_ways(concept, budget), WIDEST) for concept in meaning.concepts]
    return _enough_of(concepts, meaning.required)


def _clauses_for_each(meaning: Meaning) -> int:
    """How many clauses each concept may take, beside the two for each word of the phrases."""
    left = MOST_CLAUSES - 2 * sum(map(len, meaning.phrases))
    return left // max(len(meaning.concepts), 1)


def _enough_of(concepts: list[Clause], required: int) -> Clause:
    """The filter is for queries that require nothing: without it the cluster requires one of them all the same."""
    return {"bool": {"filter": [{"match_all": {}}], "should": concepts, "minimum_should_match": required}}


def phrases(meaning: Meaning) -> list[Clause]:
    """One clause for each phrase: word for word, in any part, stop words marked or not."""
    return [_side_by_side([{word, f"_{word}"} for word in phrase], WIDEST) for phrase in meaning.phrases]


def highest_score(meaning: Meaning) -> int:
    """More than which nothing can score."""
    return sum(
        max((points(concept.weight, tier.worth, way.closeness) for way in concept.alternatives), default=0)
        for concept in meaning.concepts
        for tier in TIERS
    ) + points_of_meeting(meaning) * len(meaning.concepts)


def _concept(concept: Concept, budget: int, meeting: int) -> Clause:
    ways = _ways(concept, budget)
    if not ways:
        return NOTHING
    narrower = [_best_of(concept, ways, tier) for tier in TIERS if tier != WIDEST]
    return {"bool": {"must": [_best_of(concept, ways, WIDEST, meeting)], "should": narrower}}


def _best_of(concept: Concept, ways: list[Alternative], tier: Tier, more: int = 0) -> Clause:
    worth = [(points(concept.weight, tier.worth, way.closeness) + more, _way(way, tier)) for way in ways]
    clauses = [{"constant_score": {"filter": clause, "boost": boost}} for boost, clause in worth]
    return clauses[0] if len(clauses) == 1 else {"dis_max": {"queries": clauses}}


def _any_of(ways: list[Alternative], tier: Tier) -> Clause:
    return {"bool": {"should": [_way(way, tier) for way in ways]}} if ways else NOTHING


def _ways(concept: Concept, budget: int) -> list[Alternative]:
    """The alternatives that can be met, closest first; plain choices that are equally close as one."""
    choices: dict[float, frozenset[str]] = defaultdict(frozenset)
    others = []
    for way in concept.alternatives:
        if not way.groups or not all(way.groups):
            continue
        if len(way.groups) == 1:
            choices[way.closeness] |= way.groups[0]
        else:
            others.append(way)
    ways = [Alternative(closeness, (words,)) for closeness, words in choices.items()] + others
    return _within(sorted(ways, key=lambda way: -way.closeness), budget)


def _within(ways: list[Alternative], budget: int) -> list[Alternative]:
    kept = []
    for way in ways:
        budget -= _size(way) * len(TIERS)
        if budget < 0 and kept:
            break
        kept.append(way)
    return kept


def _size(way: Alternative) -> int:
    """How many clauses an alternative is in one tier."""
    return sum(map(len, way.groups)) if way.in_order and len(way.groups) > 1 else len(way.groups)


def _way(way: Alternative, tier: Tier) -> Clause:
    if len(way.groups) == 1:
        return _one_of(way.groups[0], tier)
    if way.in_order:
        return _side_by_side(way.groups, tier)
    return {"bool": {"filter": [_one_of(group, tier) for group in way.groups]}}


def _one_of(words: Iterable[str], tier: Tier) -> Clause:
    return {"terms": {field_of(tier): sorted(words)}}


def _side_by_side(groups: Iterable[Iterable[str]], tier: Tier) -> Clause:
    choices = [_span(group, tier) for group in groups]
    return choices[0] if len(choices) == 1 else {"span_near": {"clauses": choices, "slop": 0, "in_order": True}}


def _span(words: Iterable[str], tier: Tier) -> Clause:
    terms: list[Clause] = [{"span_term": {field_of(tier): word}} for word in sorted(words)]
    return terms[0] if len(terms) == 1 else {"span_or": {"clauses": terms}}
