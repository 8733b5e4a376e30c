"""Fixtures of the search's tests."""

import pytest
from django.utils import timezone

from search.analysis.meaning import Alternative, Concept, Meaning
from search.documents import Shown
from search.engines.base import EngineQuery
from search.keys import key_of
from search.outbox import refresh
from search.requests import Hit, SearchResults
from search.statistics import statistics


def meaning_of(*words):
    """A meaning that marks ``words``."""
    return Meaning(tuple(Concept(word, (Alternative(1.0, (frozenset({word}),)),)) for word in words))


def hit(number=1, **values):
    """A hit as an engine may give it."""
    common = {"language": "en", "text_language": "en", "type": "partners.partner", "url": f"/en/partners/p{number}/"}
    return Hit(f"partners.partner:{number}", 1.0, Shown(**common | {"title": f"Partner {number}"} | values))


def indexed(*records):
    """Bring the entries of records up to date: factories give tags after saving, which publishing does before."""
    refresh([key_of(record) for record in records])


@pytest.fixture
def answer(monkeypatch):
    """Let the page and the feed get this answer, whatever they ask; gives the list of what they asked."""

    def set_answer(*hits, words=(), total=None, matched=None, **values):
        asked = []

        def canned(request):
            asked.append(request)
            number = len(hits) if total is None else total
            return SearchResults(
                request=request,
                query=EngineQuery(meaning_of(*words), timezone.now(), timezone.localdate(), facets=request.facets),
                meaning=meaning_of(*words),
                total=number,
                matched=number if matched is None else matched,
                hits=hits,
                **values,
            )

        for module in ("listing", "feeds", "suggestions"):
            monkeypatch.setattr(f"search.{module}.search", canned)
        return asked

    return set_answer


@pytest.fixture(autouse=True)
def _no_searches_left():
    """What is noted is written when the process ends: by then no test holds the database."""
    yield
    statistics._asked.clear()
    statistics._empty.clear()
