"""Wagtail's reference index, which its usage pages read: what is left of rows that are gone is dropped."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex


def drop_stale_references() -> int:
    """Remove references from and to rows that are gone; says how many there were. Few queries for each type.

    A row that is deleted past Django (by SQL, or in a restored database) takes nothing along, and a usage page that
    comes upon a reference from it can't be shown.
    """
    return sum(
        _drop(kind, key) for kind, key in (("base_content_type", "object_id"), ("to_content_type", "to_object_id"))
    )


def _drop(kind: str, key: str) -> int:
    dropped = 0
    for pk in ReferenceIndex.objects.order_by().values_list(kind, flat=True).distinct():
        model = ContentType.objects.get_for_id(pk).model_class()
        rows = ReferenceIndex.objects.filter(**{kind: pk})
        named = set(rows.order_by().values_list(key, flat=True).distinct())
        present = {str(found) for found in model._base_manager.values_list("pk", flat=True)} if model else set()
        for gone in named - present:
            dropped += rows.filter(**{key: gone}).delete()[0]
    return dropped
