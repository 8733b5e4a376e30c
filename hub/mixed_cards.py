"""Cards of records of several types on one page: all their pictures and all their tags come with one query each."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import CharField, F, Value, prefetch_related_objects

from hub.models import Record, Tag

# What a card, and a link, says of a tag.
TAG_FIELDS = ("id", "name", "slug", "name_da", "name_en")


def load_pictures_and_tags(records: Sequence[Record]) -> None:
    """Load what the cards of ``records``, as ``for_mixed_cards()`` gives them, still lack: at most two queries."""
    prefetch_related_objects([record.image for record in records if record.image], "renditions")
    tags = _tags_of(records)
    for record in records:
        given = Tag.objects.none()
        given._result_cache = tags[type(record)._meta.label, record.pk]
        loaded: dict[str, Any] = record.__dict__.setdefault("_prefetched_objects_cache", {})
        loaded["tags"] = given


def _tags_of(records: Sequence[Record]) -> dict[tuple[str, int], list[Tag]]:
    """The tags of each record by its type and key, in the order in which they were given; one query."""
    pks: dict[type[Record], list[int]] = defaultdict(list)
    for record in records:
        pks[type(record)].append(record.pk)
    queries = [_tag_rows(model, keys) for model, keys in pks.items()]
    found: dict[tuple[str, int], list[Tag]] = defaultdict(list)
    if queries:
        for label, pk, _row, *values in sorted(queries[0].union(*queries[1:], all=True)):
            found[label, pk].append(Tag.from_db(DEFAULT_DB_ALIAS, TAG_FIELDS, values))
    return found


def _tag_rows(model: Any, pks: Sequence[int]) -> Any:
    columns = {f"tag_{name}_": F(f"tag__{name}") for name in TAG_FIELDS}
    label = Value(model._meta.label, CharField())
    rows = model.tags.through.objects.filter(content_object__in=pks).order_by()
    return rows.annotate(label=label, **columns).values_list("label", "content_object_id", "pk", *columns)
