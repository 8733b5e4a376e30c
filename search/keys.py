"""Keys of findable things: one for a record, one for a page with its translations."""

from typing import Any

from django.db.models import Model
from wagtail.models import Page

from hub.searchable import SearchableType, searchable_type_for, type_with_key

PAGE = "page"


def key_of(instance: Model) -> str | None:
    """The key of a record or page; ``None`` if its type can't be found."""
    if searchable_type_for(instance) is None:
        return None
    if isinstance(instance, Page):
        return page_key(instance)
    return f"{instance._meta.label_lower}:{instance.pk}"


def page_key(page: Page) -> str:
    """The key of a page with its translations."""
    return f"{PAGE}:{page.translation_key}"


def instances_of(key: str) -> list[tuple[SearchableType, Any]]:
    """What stands behind a key now: the record, or the page in every language; nothing if it was deleted."""
    kind, _, name = key.partition(":")
    if kind == PAGE:
        pages = Page.objects.filter(translation_key=name).specific().select_related("locale")
        return [(found, page) for page in pages if (found := searchable_type_for(page)) is not None]
    found = type_with_key(kind)
    record = found.model_class().objects.filter(pk=name).first() if found else None
    return [(found, record)] if found and record is not None else []
