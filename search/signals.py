"""What changes what can be found: receivers bring entries up to date in the sender's transaction and queue the rest."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from hub.models import Record, RecordIndexPage
from hub.searchable import all_types, searchable_type_for
from hub.signals import records_merged, tags_changed
from search.conf import has_cluster
from search.keys import instances_of, key_of, page_key
from search.models import SearchEntry
from search.outbox import refresh
from search.tasks import sync_keys

KEYS_AT_ONCE = 200


def connect() -> None:
    """Listen to everything that makes, changes or hides something findable."""
    for searchable in all_types():
        model = searchable.model_class()
        if issubclass(model, Record):
            post_save.connect(_saved, sender=model, dispatch_uid=f"search saved {searchable.key}")
            post_delete.connect(_saved, sender=model, dispatch_uid=f"search deleted {searchable.key}")
    # Of a page's rows that of its own type goes first: only then is it gone from the tree.
    post_delete.connect(_page_deleted, sender=Page, dispatch_uid="search deleted page")
    for signal, receiver in (
        (published, _published),
        (unpublished, _published),
        (page_published, _published),
        (page_unpublished, _page_and_below),
        (page_slug_changed, _page_and_below),
        (post_page_move, _page_and_below),
        (tags_changed, _read_differently),
        (records_merged, _read_differently),
    ):
        signal.connect(receiver, dispatch_uid=f"search {receiver.__name__} {id(signal)}")
    for signal in (post_save, post_delete):
        signal.connect(_wall_changed, sender=PageViewRestriction, dispatch_uid=f"search wall {id(signal)}")


def refresh_and_queue(keys: Iterable[str]) -> None:
    """Bring entries up to date now, and tell the engine once the transaction is done."""
    for changed in (refresh(batch) for batch in _batches(keys)):
        if changed and has_cluster():
            transaction.on_commit(partial(sync_keys.enqueue, changed))


def _batches(keys: Iterable[str]) -> Iterable[list[str]]:
    distinct = list(dict.fromkeys(keys))
    return (distinct[at : at + KEYS_AT_ONCE] for at in range(0, len(distinct), KEYS_AT_ONCE))


def _is_findable(instance: Model) -> bool:
    """Live now, or found until now: drafts that were never public cost nothing."""
    key = key_of(instance)
    return bool(getattr(instance, "live", False)) or SearchEntry.objects.filter(key=key, is_deleted=False).exists()


def _saved(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if _is_findable(instance):
        refresh_and_queue([str(key_of(instance))])


def _page_deleted(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """A page that is gone, and what it served; Wagtail says that it is unpublished while it is still there."""
    refresh_and_queue([page_key(instance)])
    model = instance.content_type.model_class()
    if model is not None and issubclass(model, RecordIndexPage):
        refresh_and_queue(_keys_of_type(model.record_class()))


def _published(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """A record or page and whatever names it; an index page and whatever it serves; a new page all that is below."""
    if (
        isinstance(instance, Page)
        and not SearchEntry.objects.filter(
            key=key_of(instance), language=instance.locale.language_code, is_deleted=False
        ).exists()
    ):
        refresh_and_queue(_keys_below(instance))
    if isinstance(instance, RecordIndexPage):
        refresh_and_queue(_keys_of_type(instance.record_class()))
    refresh_and_queue(_keys_of(instance))


def _keys_of(instance: Model) -> Iterator[str]:
    """A thing and whatever names it; nothing if its type can't be found."""
    searchable = searchable_type_for(instance)
    if searchable is None:
        return
    yield str(key_of(instance))
    naming = searchable.mentioned_by(instance) if searchable.mentioned_by else ()
    yield from (str(key_of(other)) for other in naming if _is_findable(other))


def _keys_of_type(model: type[Model]) -> Iterator[str]:
    """All records of a type that are or were public, and whatever names them."""
    yield from SearchEntry.objects.filter(type=model._meta.label_lower, is_deleted=False).values_list("key", flat=True)
    for record in model._default_manager.filter(live=True).order_by("pk"):
        yield from _keys_of(record)


def refresh_expired() -> int:
    """Forget what has expired since, and what others say of it; gives how many things that were."""
    over = SearchEntry.objects.filter(is_deleted=False, expires_at__lte=timezone.now())
    keys = list(over.order_by("key").values_list("key", flat=True).distinct())
    naming = [key for gone in keys for _, instance in instances_of(gone) for key in _keys_of(instance)]
    refresh_and_queue([*keys, *naming])
    return len(keys)


def _page_and_below(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """A page that moved, changed its address or its privacy takes everything below it along."""
    refresh_and_queue(_keys_below(instance))


def _keys_below(page: Page) -> Iterator[str]:
    for found in Page.objects.descendant_of(page, inclusive=True).specific():
        if key := key_of(found):
            yield key
        if isinstance(found, RecordIndexPage):
            yield from _keys_of_type(found.record_class())


def _read_differently(sender: type[Model], keys: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
    refresh_and_queue(f"{label}:{pk}" for label, pk in keys)


def _wall_changed(sender: type[Model], instance: PageViewRestriction, **kwargs: Any) -> None:
    refresh_and_queue(_keys_below(instance.page))
