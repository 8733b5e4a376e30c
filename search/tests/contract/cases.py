"""Documents and queries in few words."""

import datetime as dt

from search.analysis.meaning import Alternative, Concept, Meaning
from search.engines.base import POINTS_PER_UNIT, TIERS, EngineDocument, EngineQuery, points

NOW = dt.datetime(2027, 3, 14, 12, 0, tzinfo=dt.UTC)
TODAY = dt.date(2027, 3, 14)
VIBORG = (56.4532, 9.402)
AARHUS = (56.1629, 10.2039)
LVIV = (49.8397, 24.0297)
SYDNEY = (-33.8688, 151.2093)


def day(offset):
    """A day ``offset`` days from today."""
    return TODAY + dt.timedelta(days=offset)


def document(key, *, version=1, place=None, tombstone=False, **values):
    """A document; its texts by part (``title="…"``), other fields by name."""
    text = {part: values.pop(part) for part in ("title", "tags", "names", "lead", "body") if part in values}
    if place:
        values["latitude"], values["longitude"] = place
    return EngineDocument(key, version, is_deleted=tombstone, text=text, **values)


def either(*words, closeness=1.0):
    """An alternative: one of ``words``."""
    return Alternative(closeness, (frozenset(words),))


def together(*groups, closeness=1.0, in_order=False):
    """An alternative: one word of each group (given as words joined by ``/``)."""
    return Alternative(closeness, tuple(frozenset(group.split("/")) for group in groups), in_order)


def concept(*alternatives, weight=1.0):
    """A concept; a plain word is an alternative by itself."""
    found = tuple(either(found) if isinstance(found, str) else found for found in alternatives)
    return Concept("asked", found, weight)


def query(*concepts, required=None, phrases=(), **values):
    """A query for concepts (all of them, unless told); a plain word is a concept by itself."""
    asked = tuple(concept(found) if isinstance(found, str) else found for found in concepts)
    meaning = Meaning(asked, tuple(tuple(p.split()) for p in phrases), len(asked) if required is None else required)
    return EngineQuery(meaning, **{"now": NOW, "today": TODAY, "limit": 50} | values)


def keys(results):
    """The keys of the hits, in their order."""
    return [hit.key for hit in results.hits]


def worth(*parts, weight=1.0, closeness=1.0):
    """The score of one concept that is met in the first of ``parts`` and in nothing narrower."""
    return (
        sum(points(weight, tier.worth, closeness) for tier in TIERS if set(parts) & set(tier.parts)) / POINTS_PER_UNIT
    )
