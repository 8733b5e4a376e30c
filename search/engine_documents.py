"""From the entries of one thing to the one document that engines keep of it, and to its words."""

from collections.abc import Iterable, Sequence

from search.analysis.tokens import content_words, edged, with_gaps
from search.documents import Shown, ShownTag
from search.engines.base import TEXT_PARTS, TITLE, EngineDocument
from search.models import SearchEntry


def engine_document(entries: Sequence[SearchEntry]) -> EngineDocument:
    """One document of all languages; a tombstone if no entry is left. The newest entry gives the version."""
    version = max(entry.version for entry in entries)
    live = sorted((entry for entry in entries if not entry.is_deleted), key=lambda entry: entry.language)
    if not live:
        return EngineDocument(entries[0].key, version, is_deleted=True)
    first = live[0]
    return EngineDocument(
        key=first.key,
        version=version,
        text={part: text for part in TEXT_PARTS if (text := _text(live, part))},
        facets={name: values for name in _facet_names(live) if (values := _values(live, name))},
        start=first.start,
        end=first.end,
        latitude=first.latitude,
        longitude=first.longitude,
        # Of several translations each has its own end; what is shown is asked of the entries again.
        expires_at=None if any(e.expires_at is None for e in live) else max(e.expires_at for e in live if e.expires_at),
        shown={entry.language: shown(entry).as_json() for entry in live},
    )


def _text(entries: Iterable[SearchEntry], part: str) -> str:
    texts = [text for entry in entries for _, text in entry.words.get(part, ())]
    return with_gaps(map(edged, texts) if part == TITLE else texts)


def _facet_names(entries: Iterable[SearchEntry]) -> list[str]:
    return sorted({name for entry in entries for name in entry.facets})


def _values(entries: Iterable[SearchEntry], name: str) -> tuple[str, ...]:
    return tuple(sorted({value for entry in entries for value in entry.facets.get(name, ())}))


def shown(entry: SearchEntry) -> Shown:
    """What a hit shows of an entry."""
    card = {**entry.card, "tags": tuple(ShownTag(tag["slug"], tag["label"]) for tag in entry.card.get("tags", ()))}
    return Shown(
        language=entry.language,
        type=entry.type,
        url=entry.url,
        title=entry.title,
        lead=entry.lead,
        body=entry.body,
        place=entry.place,
        start=entry.start.isoformat() if entry.start else "",
        end=entry.end.isoformat() if entry.end else "",
        updated=entry.changed_at.isoformat(),
        **card,
    )


def words_of(entries: Iterable[SearchEntry]) -> set[tuple[str, str]]:
    """Every word of one thing with the language of the text it stands in."""
    return {
        (word, language)
        for entry in entries
        if not entry.is_deleted
        for pieces in entry.words.values()
        for language, text in pieces
        for word in content_words(text)
    }
