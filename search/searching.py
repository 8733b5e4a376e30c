"""From what a reader asks to what was found: the only way in which the hub searches."""

import math
from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import Site

from hub.held import Held
from hub.models import SiteSettings
from search.analysis.meaning import Meaning
from search.analysis.understanding import Language, understand
from search.analysis.words import words_in
from search.choices import Sort
from search.engines import engine
from search.engines.base import EngineQuery, EngineResults, SearchEngine
from search.facets import COUNTED
from search.labels import label_book
from search.models import SearchEntry
from search.promotions import promoted_first, promoted_keys
from search.requests import Hit, SearchRequest, SearchResults
from search.sequence import current_moment
from search.shown_hits import shown_hits
from search.synonyms import thesaurus
from search.vocabulary import vocabulary

HIDDEN_AT_MOST = 1000
TELLING = math.log(2)  # the weight of a word that half of the things have
FEW = 10  # with fewer hits, things that have most but not all of several words are shown after them


def search(request: SearchRequest, *, of: SearchEngine | None = None) -> SearchResults:
    """Find what ``request`` asks for. Three queries on a cluster, whatever is found; a bad request finds nothing.

    A page beyond the last one is the last one: ``request`` of the results says which.
    """
    asked = of or engine()
    meaning = understand(request.text, language_of_content())
    query = _query(request, meaning)
    results = asked.search(query)
    if relaxed := _relaxed(meaning, results):
        meaning = relaxed
        query = replace(query, meaning=relaxed)
        results = asked.search(query)
    if request.page > (last := request.last_page(results.total)):
        request = replace(request, page=last)
        query = replace(query, offset=request.offset)
        results = asked.search(query)
    is_whole = request.page == 1 and request.sort == Sort.RELEVANCE and not any(request.facets.values())
    found = promoted_first(results.hits, query.promoted) if is_whole else results.hits
    hits = shown_hits(found, request.language)
    return SearchResults(
        request=request,
        query=query,
        meaning=meaning,
        total=results.total or len(hits),
        matched=results.matched,
        hits=hits,
        facets=results.facets,
        correction=as_written(meaning.correction, hits),
        engine=results.engine,
        is_degraded=results.is_degraded,
        answered_at=query.now,
    )


def count_without(facet: str, query: EngineQuery) -> int:
    """How many things there were without a choice in ``facet``. No query on a cluster."""
    facets = {name: values for name, values in query.facets.items() if name != facet}
    return engine().search(replace(query, facets=facets, counted=(), offset=0, limit=1)).total


def as_written(correction: str, hits: tuple[Hit, ...]) -> str:
    """A correction in folded words, spelled as hits, tags and themes spell them: “vaerksted” as “værksted”."""
    if not correction:
        return ""
    written: dict[str, str] = {}
    for text in _texts_to_spell_by(hits):
        for word in words_in(text):
            as_there = text[word.start : word.end]
            # A capital at the beginning of a sentence is no part of a word that is written small elsewhere.
            if word.folded not in written or (as_there.islower() and not written[word.folded].islower()):
                written[word.folded] = as_there
    return " ".join(written.get(word, word) for word in correction.split())


def _texts_to_spell_by(hits: tuple[Hit, ...]) -> Iterator[str]:
    for shown in (hit.shown for hit in hits):
        yield from (shown.title, shown.place, shown.lead, shown.body)
    for facet in ("tag", "theme"):
        for named in label_book().names[facet].values():
            yield from (named.da, named.en, named.word)


def language_of_content() -> Language:
    """The words and synonyms that queries are understood by, as of now."""
    lexicon, entries = vocabulary.at(current_moment())
    return Language(lexicon, thesaurus(), entries)


def _query(request: SearchRequest, meaning: Meaning) -> EngineQuery:
    return EngineQuery(
        meaning=meaning,
        now=timezone.now(),
        today=timezone.localdate(),
        facets=request.facets,
        counted=COUNTED,
        sort=request.sort,
        offset=request.offset,
        limit=request.per_page,
        origin=_origin.get() if request.sort == Sort.NEARNESS else None,
        promoted=promoted_keys(request.text, request.language),
        hidden=_hidden(),
    )


def _place_of_the_hub() -> tuple[float, float] | None:
    """Where the hub's own city is, by its settings."""
    site = Site.objects.filter(is_default_site=True).first()
    settings = SiteSettings.for_site(site) if site else None
    return (float(settings.latitude), float(settings.longitude)) if settings else None


_origin: Held[tuple[float, float] | None] = Held(
    "search origin", _place_of_the_hub, "wagtailcore.site", "hub.sitesettings"
)


def _hidden() -> frozenset[str]:
    """What is not public in any language any more but may still be in the engine. One query."""
    still_public = SearchEntry.objects.live().filter(key=OuterRef("key"))
    gone = SearchEntry.objects.dirty().filter(~Exists(still_public), is_deleted=True)
    return frozenset(gone.values_list("key", flat=True)[:HIDDEN_AT_MOST])


def _relaxed(meaning: Meaning, results: EngineResults) -> Meaning | None:
    """The same with less required, if few things have all of several known concepts or nothing has what is required.

    Then words that the content does not know are let go, as long as it knows at least half of them and what is left
    tells something: a word that most things have is no answer to the one that nothing has.
    """
    if results.matched >= FEW or meaning.phrases:
        return None
    if results.matched and meaning.known < len(meaning.concepts):
        return None
    relaxed = (meaning if results.matched else meaning.in_parts()).with_less()
    known = [concept for concept in relaxed.concepts if concept.is_known]
    tells = len(known) == len(relaxed.concepts) or any(concept.weight > TELLING for concept in known)
    return relaxed if relaxed.required > 0 and tells and 2 * len(known) >= len(relaxed.concepts) else None
