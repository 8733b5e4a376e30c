"""Writing entries: what is public is compared with what is projected, and the difference written as one change."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.utils import timezone

from hub.addresses import fresh_reading
from search.conf import has_cluster
from search.engine_documents import engine_document, words_of
from search.engines.database import DatabaseEngine
from search.models import SearchEntry, SearchWord
from search.projecting import entries_of
from search.sequence import next_sequence

_COMPARED = [
    field.attname
    for field in SearchEntry._meta.concrete_fields
    if field.attname not in ("id", "version", "changed_at", "is_dirty")
]
_WORDS_AT_ONCE = 300


def refresh(keys: Iterable[str]) -> list[str]:
    """Bring the entries of ``keys`` up to date, in this transaction; gives the keys that changed.

    Words of the vocabulary and the database engine's rows are written with them.
    """
    with transaction.atomic(), fresh_reading():
        return write_entries({key: entries_of(key) for key in dict.fromkeys(keys)})


def write_entries(wanted: dict[str, list[SearchEntry]]) -> list[str]:
    """Write the difference between ``wanted`` (by key) and what is there; gives the keys that changed."""
    if not wanted:
        return []
    present: dict[str, list[SearchEntry]] = defaultdict(list)
    for entry in SearchEntry.objects.filter(key__in=list(wanted)):
        present[entry.key].append(entry)
    changed = [key for key in wanted if _differ(present[key], wanted[key])]
    if changed:
        _write(changed, present, wanted, version=next_sequence())
    return changed


def _facts(entry: SearchEntry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in _COMPARED}


def _differ(present: Sequence[SearchEntry], wanted: Sequence[SearchEntry]) -> bool:
    before = {entry.language: _facts(entry) for entry in present if not entry.is_deleted}
    return before != {entry.language: _facts(entry) for entry in wanted}


def _write(
    keys: Sequence[str], present: dict[str, list[SearchEntry]], wanted: dict[str, list[SearchEntry]], *, version: int
) -> None:
    gained: Counter[tuple[str, str]] = Counter()
    saved: list[SearchEntry] = []
    for key in keys:
        after = _with_tombstones(present[key], wanted[key])
        gained.update(words_of(after))
        gained.subtract(words_of(present[key]))
        for entry in after:
            entry.version, entry.changed_at, entry.is_dirty = version, timezone.now(), has_cluster()
        saved += after
    fields = [*_COMPARED, "version", "changed_at", "is_dirty"]
    SearchEntry.objects.bulk_create(
        saved,
        update_conflicts=True,
        unique_fields=["key", "language"],
        update_fields=[name for name in fields if name not in ("key", "language")],
        batch_size=200,
    )
    _count_words(gained, version)
    by_key: dict[str, list[SearchEntry]] = defaultdict(list)
    for entry in saved:
        by_key[entry.key].append(entry)
    DatabaseEngine().write([engine_document(entries) for entries in by_key.values()])


def _with_tombstones(present: Sequence[SearchEntry], wanted: Sequence[SearchEntry]) -> list[SearchEntry]:
    """The wanted entries, and a tombstone for each language that is there but not wanted."""
    kept = {entry.language for entry in wanted}
    gone = [entry for entry in present if entry.language not in kept]
    return [*wanted, *(tombstone(entry) for entry in gone)]


def tombstone(entry: SearchEntry) -> SearchEntry:
    """An entry with nothing left but its name: what is not public any more is not kept either."""
    return SearchEntry(key=entry.key, language=entry.language, type=entry.type, is_deleted=True)


def _count_words(gained: Counter[tuple[str, str]], version: int) -> None:
    """Add to the counts of words. Sorted, so that two writers never wait for each other in a circle."""
    rows = sorted((word, language, by) for (word, language), by in gained.items() if by)
    table = connection.ops.quote_name(SearchWord._meta.db_table)
    for start in range(0, len(rows), _WORDS_AT_ONCE):
        batch = rows[start : start + _WORDS_AT_ONCE]
        values = ", ".join(["(%s, %s, %s, %s)"] * len(batch))
        parameters = [value for word, language, by in batch for value in (word, language, by, version)]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (word, language, count, version) VALUES {values} "  # noqa: S608
                f"ON CONFLICT (word, language) DO UPDATE SET count = {table}.count + excluded.count, "
                "version = excluded.version",
                parameters,
            )
