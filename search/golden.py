"""A relevance set as content: its documents go through the projection into the engine that the page asks.

The form is that of ``search_golden.json``: ``{"documents": [...], "queries": [{"q", "category", "judgments"}]}``.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale
from django.db import transaction
from django.utils import translation

from hub.bilingual import BilingualText
from hub.choices import Language
from hub.held import forget_all
from hub.search_documents import country_names
from hub.searchable import SearchableType, SearchDocument, TagWords
from hub.slugs import slug_for
from search import sample_data
from search.batches import in_batches
from search.engine_documents import engine_document
from search.engines.base import SearchEngine
from search.engines.database import DatabaseEngine
from search.engines.database.columns import live_columns
from search.models import SearchEntry, SearchWord
from search.outbox import write_entries
from search.projecting import entry_of
from search.relevance import JudgedQuery
from search.requests import SearchRequest
from search.searching import search
from search.vocabulary import vocabulary

SECTORS = {"knowledge": "education", "business": "business", "public": "public", "civil": "civil_society"}
MIXED = "both"
DEPTH = 50  # results of each query that are scored


class GoldenSetError(ValueError):
    """The file is not a relevance set; the message says where."""


@dataclass(frozen=True, slots=True)
class GoldenSet:
    """Documents as their file has them, and judged queries."""

    documents: tuple[Mapping[str, Any], ...]
    queries: tuple[JudgedQuery, ...]


def read_golden_set(path: Path) -> GoldenSet:
    """Read a relevance set. Raises :class:`GoldenSetError` with what is wrong."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        queries = [JudgedQuery(row["q"], row["category"], row["judgments"]) for row in data["queries"]]
        documents = tuple(data["documents"])
        for number, document in enumerate(documents, start=1):
            if missing := {"id", "title"} - document.keys():
                raise GoldenSetError(f"{path}: document {number} has no {', '.join(sorted(missing))}.")
    except OSError as error:
        raise GoldenSetError(f"{path} can’t be read: {error.strerror}.") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise GoldenSetError(f"{path} is not JSON: {error}.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise GoldenSetError(f"{path} is no relevance set: {error!r} is missing or wrong.") from error
    return GoldenSet(documents, tuple(queries))


def ranked(queries: tuple[JudgedQuery, ...], engine: SearchEngine, language: str) -> Iterator[list[str]]:
    """For each query the documents found, best first, as the page finds them."""
    for query in queries:
        results = search(SearchRequest(text=query.text, language=language, per_page=DEPTH), of=engine)
        yield [hit.key.partition(":")[2] for hit in results.hits]


@contextmanager
def throwaway_storage() -> Iterator[None]:
    """Within the block the projection is empty and the hub's own synonyms are there beside the staff's.

    Afterwards everything is as before, whatever was written.
    """
    try:
        with transaction.atomic():
            for model in (SearchEntry, SearchWord):
                model._default_manager.all().delete()
            DatabaseEngine().clear()
            sample_data.load()
            _forget()
            yield
            transaction.set_rollback(True)
    finally:
        _forget()


def _forget() -> None:
    live_columns.forget()
    vocabulary.forget()
    forget_all()


def load(golden: GoldenSet, engine: SearchEngine) -> None:
    """Put the documents of a set into the projection, and into ``engine`` if that is another one."""
    for batch in in_batches(golden.documents, 100):
        entries = {f"golden:{row['id']}": _entries(row) for row in batch}
        write_entries(entries)
        if not isinstance(engine, DatabaseEngine):
            engine.write([engine_document(of_key) for of_key in entries.values()])


def _entries(row: Mapping[str, Any]) -> list[SearchEntry]:
    written = row.get("language", MIXED)
    languages = list(Language.values) if written == MIXED else [written]
    return [_entry(row, code, code if written == MIXED else written, languages) for code in Language.values]


def _entry(row: Mapping[str, Any], language: str, written: str, languages: list[str]) -> SearchEntry:
    searchable = SearchableType(model=f"golden.{row.get('type', 'document')}")
    with translation.override(language):
        return entry_of(f"golden:{row['id']}", searchable, language, _document(row, written), languages)


def _document(row: Mapping[str, Any], written: str) -> SearchDocument:
    code = _country_code(row.get("country", ""))
    day = dt.date.fromisoformat(row["start_date"]) if row.get("start_date") else None
    year = row.get("year") or (day.year if day else "")
    names = [row.get("city", ""), *(country_names(code) or [row.get("country", "")])]
    body = " · ".join([row.get("body", ""), *row.get("fields", ())])
    return SearchDocument(
        title=BilingualText(row["title"], written),
        lead=BilingualText(row.get("lead", ""), written),
        body=BilingualText(body, written),
        url=f"/{row['id']}/",
        names=tuple(name for name in names if name),
        tags=tuple(TagWords(slug_for(tag), tag, (tag,)) for tag in row.get("tags", ())),
        facets={
            "sector": (SECTORS[row["helix"]],) if row.get("helix") in SECTORS else (),
            "country": (code,) if code else (),
            "field": tuple(row.get("fields", ())),
            "scope": (row["scope"],) if row.get("scope") else (),
            "tag": tuple(slug_for(tag) for tag in row.get("tags", ())),
            "year": (str(year),) if year else (),
        },
        place=row.get("city", ""),
        start=day,
        end=day,
    )


def _country_code(name: str) -> str:
    """The ISO code of a country named in English; empty if it is not known."""
    return next((code for code, known in Locale("en").territories.items() if known == name and len(code) == 2), "")
