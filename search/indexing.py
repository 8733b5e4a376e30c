"""Bringing entries into the engine, and building a new index of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Page

from hub.models import Record
from hub.searchable import all_types
from search.batches import in_batches
from search.engine_documents import engine_document
from search.engines import primary_engine
from search.engines.base import EngineDocument
from search.keys import key_of
from search.models import SearchEntry, SearchState, SearchWord
from search.outbox import refresh
from search.sequence import ROW

AT_ONCE = 500
PROJECTED_AT_ONCE = 50
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """``projected`` things were looked at, ``changed`` of them had to be written anew, ``indexed`` are in the index."""

    projected: int
    changed: int
    indexed: int


def sync(keys: Iterable[str] | None = None) -> int:
    """Send dirty entries (of ``keys``, or all) to the engine and mark them; gives how many things were sent.

    Raises ``EngineUnavailable``; what was not sent stays dirty. Done twice, or by two workers, it does no harm: the
    engine keeps the newest version, and an entry that changed meanwhile stays dirty.
    """
    dirty = SearchEntry.objects.dirty()
    if keys is not None:
        dirty = dirty.filter(key__in=list(keys))
    waiting = list(dict.fromkeys(dirty.order_by("changed_at", "pk").values_list("key", flat=True)))
    for batch in in_batches(waiting, AT_ONCE):
        _send(batch)
    return len(waiting)


def _send(keys: Sequence[str]) -> None:
    entries = _by_key(keys)
    primary_engine().write([engine_document(of_key) for of_key in entries.values()])
    sent = [(entry.pk, entry.version) for of_key in entries.values() for entry in of_key]
    with transaction.atomic():
        for pk, version in sent:
            SearchEntry.objects.filter(pk=pk, version=version).update(is_dirty=False)


def _by_key(keys: Iterable[str]) -> dict[str, list[SearchEntry]]:
    entries: dict[str, list[SearchEntry]] = defaultdict(list)
    for entry in SearchEntry.objects.filter(key__in=list(keys)).order_by("key", "language"):
        entries[entry.key].append(entry)
    return entries


def rebuild(progress: Progress) -> Rebuilt:
    """Describe everything anew and put it into a new index, which then takes the place of the old one.

    Whatever is published meanwhile is in the new index too. Raises ``EngineUnavailable``; then the old one stays.
    """
    projected, changed = _project_everything(progress)
    new_index = primary_engine().begin_rebuild()
    try:
        indexed = 0
        total = SearchEntry.objects.filter(is_deleted=False).values("key").distinct().count()
        for documents in in_batches(_documents(), AT_ONCE):
            new_index.write(documents)
            indexed += len(documents)
            progress("indexed", indexed, total)
        sync()
        new_index.swap()
    except BaseException:
        new_index.abandon()
        raise
    sync()
    _forget_the_dead()
    return Rebuilt(projected, changed, indexed)


def _project_everything(progress: Progress) -> tuple[int, int]:
    keys = all_keys()
    done = changed = 0
    for batch in in_batches(keys, PROJECTED_AT_ONCE):
        changed += len(refresh(batch))
        done += len(batch)
        progress("described", done, len(keys))
    return done, changed


def all_keys() -> list[str]:
    """The keys of everything that is live or is projected."""
    projected = SearchEntry.objects.filter(is_deleted=False).values_list("key", flat=True)
    return list(dict.fromkeys([*_live_keys(), *projected]))


def _live_keys() -> Iterator[str]:
    for searchable in all_types():
        model = searchable.model_class()
        if issubclass(model, Record):
            yield from (f"{searchable.key}:{pk}" for pk in model.objects.filter(live=True).values_list("pk", flat=True))
        elif issubclass(model, Page):
            yield from (str(key_of(page)) for page in model.objects.live().only("translation_key"))


def _documents() -> Iterator[EngineDocument]:
    keys = SearchEntry.objects.filter(is_deleted=False).order_by("key").values_list("key", flat=True).distinct()
    for batch in in_batches(keys.iterator(chunk_size=5000), AT_ONCE):
        yield from (engine_document(entries) for entries in _by_key(batch).values())


def _forget_the_dead() -> None:
    """Tombstones have done their work once an index was built without them."""
    with transaction.atomic():
        SearchState.objects.select_for_update().filter(pk=ROW).first()
        SearchEntry.objects.filter(is_deleted=True, is_dirty=False).delete()
        SearchWord.objects.filter(count__lte=0).delete()
