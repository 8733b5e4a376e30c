"""What engines must do, in plain Python without any index: slow and plain to read; every engine must agree with it."""

import math
from collections import Counter

from search.analysis.meaning import Alternative, Concept
from search.choices import Sort
from search.engines.base import (
    POINTS_PER_UNIT,
    TEXT_PARTS,
    TIERS,
    EngineDocument,
    EngineHit,
    EngineQuery,
    EngineResults,
    EngineState,
    points,
    points_of_meeting,
)
from search.requests import DEEPEST_HIT

EARTH_KM = 6371.0


def _words(document, part):
    return document.text.get(part, "").split()


def _side_by_side(choices, words):
    return any(
        all(word in choice for word, choice in zip(words[at : at + len(choices)], choices, strict=True))
        for at in range(len(words) - len(choices) + 1)
    )


def _is_met(alternative: Alternative, document: EngineDocument, parts) -> bool:
    if not alternative.groups:
        return False
    texts = [_words(document, part) for part in parts]
    if alternative.in_order:
        return any(_side_by_side(alternative.groups, words) for words in texts)
    return all(any(group & set(words) for words in texts) for group in alternative.groups)


def _concept_points(concept: Concept, document: EngineDocument) -> int:
    return sum(
        max(
            points(concept.weight, tier.worth, alternative.closeness)
            if _is_met(alternative, document, tier.parts)
            else 0
            for alternative in concept.alternatives
        )
        for tier in TIERS
        if concept.alternatives
    )


def score_points(query: EngineQuery, document: EngineDocument) -> int:
    """The score of a document in whole points."""
    of_texts = sum(_concept_points(concept, document) for concept in query.meaning.concepts)
    return of_texts + _met(query, document) * points_of_meeting(query.meaning)


def _met(query: EngineQuery, document: EngineDocument) -> int:
    return sum(
        any(_is_met(alternative, document, TEXT_PARTS) for alternative in concept.alternatives)
        for concept in query.meaning.concepts
    )


def _has_phrase(phrase, document):
    choices = [{word, f"_{word}"} for word in phrase]
    return any(_side_by_side(choices, _words(document, part)) for part in TEXT_PARTS)


def _is_found(query: EngineQuery, document: EngineDocument) -> bool:
    if document.is_deleted or document.key in query.hidden:
        return False
    if document.expires_at is not None and document.expires_at <= query.now:
        return False
    return _met(query, document) >= query.meaning.required and all(
        _has_phrase(phrase, document) for phrase in query.meaning.phrases
    )


def _is_chosen(query, document, *, but=None):
    return all(
        set(values) & set(document.facets.get(facet, ()))
        for facet, values in query.facets.items()
        if values and facet != but
    )


def _by_days(query, document, *, undated):
    """Coming things soonest first: (0, …), past ones latest first: (1, …), those without a day: ``undated``."""
    if document.first_day is None:
        return (undated, 0)
    if document.last_day >= query.today:
        return (0, document.first_day.toordinal())
    return (1, -document.last_day.toordinal())


def _distance(query, document):
    if document.place is None:
        return math.inf
    lat, lon, lat_there, lon_there = map(math.radians, (*query.origin, *document.place))
    across = (
        math.sin((lat_there - lat) / 2) ** 2
        + math.cos(lat) * math.cos(lat_there) * math.sin((lon_there - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(across))


def _rank(query: EngineQuery, document: EngineDocument):
    score = score_points(query, document)
    if query.sort == Sort.DATE:
        return (*_by_days(query, document, undated=2), document.key)
    if query.sort == Sort.NEARNESS and query.origin is not None:
        return (_distance(query, document), -score, document.key)
    promoted = list(query.promoted)
    place = promoted.index(document.key) if document.key in promoted else len(promoted)
    return (place, -score, *_by_days(query, document, undated=0.5), document.key)


class ReferenceEngine:
    """All documents in a dictionary."""

    name = "reference"

    def __init__(self):
        self.documents, self.rebuild = {}, None

    def search(self, query):
        found = [document for document in self.documents.values() if _is_found(query, document)]
        chosen = sorted((d for d in found if _is_chosen(query, d)), key=lambda document: _rank(query, document))
        shown = chosen[query.offset : min(query.offset + query.limit, DEEPEST_HIT)]
        hits = tuple(
            EngineHit(d.key, score_points(query, d) / POINTS_PER_UNIT, d.shown, version=d.version) for d in shown
        )
        facets = {
            facet: dict(
                Counter(
                    value
                    for document in found
                    if _is_chosen(query, document, but=facet)
                    for value in set(document.facets.get(facet, ()))
                )
            )
            for facet in query.counted
        }
        return EngineResults(len(chosen), len(found), hits, facets, engine=self.name)

    def write(self, documents):
        for kept in (self.documents, *([self.rebuild.documents] if self.rebuild else [])):
            _keep(kept, documents)

    def begin_rebuild(self):
        self.rebuild = ReferenceRebuild(self)
        return self.rebuild

    def state(self):
        return EngineState(self.name, sum(not document.is_deleted for document in self.documents.values()))


def _keep(kept, documents):
    for document in documents:
        if document.key not in kept or kept[document.key].version <= document.version:
            kept[document.key] = document


class ReferenceRebuild:
    """A second dictionary."""

    def __init__(self, engine):
        self.engine, self.documents = engine, {}

    def write(self, documents):
        _keep(self.documents, documents)

    def swap(self):
        self.engine.documents, self.engine.rebuild = self.documents, None

    def abandon(self):
        self.engine.rebuild = None
