"""From what an engine found to what the reader is shown of it: what is public now, as it is published now."""

from collections.abc import Iterable, Mapping

from django.db.models import Case, F, Q, When

from search.documents import Shown
from search.engine_documents import shown
from search.engines.base import EngineHit
from search.models import SearchEntry
from search.requests import Hit

_LONG = ("lead", "body", "card")
Entries = Mapping[str, SearchEntry]


def shown_hits(hits: tuple[EngineHit, ...], language: str) -> tuple[Hit, ...]:
    """The hits that are public still, in the reader's language or the other one. One query.

    An index that is behind would show what is not published any more: of what has changed since, the entry speaks.
    """
    public: dict[str, dict[str, SearchEntry]] = {}
    for entry in _entries({hit.key: hit.version for hit in hits}):
        public.setdefault(entry.key, {})[entry.language] = entry
    found = ((hit, _shown_in(hit, public.get(hit.key, {}), language)) for hit in hits)
    return tuple(Hit(hit.key, hit.score, text) for hit, text in found if text)


def _entries(versions: Mapping[str, int]) -> Iterable[SearchEntry]:
    """Live entries. Long texts come only with what has changed since it was indexed, that is with few.

    What is not dirty is in the index with its version; should it have that of another hit there, its texts are loaded
    when they are asked for.
    """
    has_changed = Q(is_dirty=True) | ~Q(version__in=set(versions.values()))
    texts = {f"{name}_now": Case(When(has_changed, then=F(name)), default=None) for name in _LONG}
    rows = SearchEntry.objects.live().filter(key__in=list(versions)).defer("facets", "words", *_LONG).annotate(**texts)
    for entry in rows:
        if vars(entry)["card_now"] is not None:
            for name in _LONG:
                setattr(entry, name, vars(entry)[f"{name}_now"])
        yield entry


def _shown_in(hit: EngineHit, entries: Entries, language: str) -> Shown | None:
    if not entries:
        return None
    code = language if language in entries else min(entries)
    is_current = entries[code].version == hit.version and code in hit.shown
    return Shown.from_json(hit.shown[code]) if is_current else shown(entries[code])
