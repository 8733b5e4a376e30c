"""Everything public on one subject, type by type, over whatever types are registered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window
from django.utils.translation import gettext

from hub.addresses import index_url
from hub.bilingual import active_language
from hub.mixed_cards import load_pictures_and_tags
from hub.models import Record, SiteSettings, Tag, Theme
from hub.searchable import all_types

RECORDS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SubjectGroup:
    """The records of one type on a subject; ``more_url`` leads to the directory with the same filter."""

    label: str
    total: int
    records: list[Any]
    more_url: str


def public_tags() -> QuerySet[Tag]:
    """The tags in use that something has which is public in the reader's language. One query.

    Drafts bring words into the vocabulary before anybody may read them.
    """
    has_it: Any = Q()
    for model in record_types():
        has_it |= Exists(model._default_manager.public().filter(tagged_items__tag=OuterRef("pk")))
    found: QuerySet[Tag] = Tag.objects.in_use()
    return found.filter(has_it) if has_it else found.none()


def _groups(condition: Q, query: str) -> list[SubjectGroup]:
    shown = {model: _first_records(model, condition) for model in record_types()}
    load_pictures_and_tags([record for records in shown.values() for record in records])
    return [
        SubjectGroup(
            label=str(model._meta.verbose_name_plural),
            total=records[0].on_subject,
            records=records,
            more_url=f"{index_url(model, active_language())}?{query}",
        )
        for model, records in shown.items()
        if records
    ]


def record_types() -> list[type[Any]]:
    """The registered types that are records, in the order in which pages show them."""
    return [model for searchable in all_types() if issubclass(model := searchable.model_class(), Record)]


def _first_records(model: type[Any], condition: Q) -> list[Any]:
    """The first public records that meet ``condition``; each knows how many there are, since that is the same query."""
    public = model.objects.public().filter(pk__in=model.objects.filter(condition).values("pk"))
    counted = public.annotate(on_subject=Window(Count("pk")))
    return list(counted.for_mixed_cards().order_by("pk")[:RECORDS_SHOWN])


def records_with_tag(tag: Tag) -> list[SubjectGroup]:
    """The public records with ``tag``; a fixed number of queries."""
    return _groups(Q(tagged_items__tag=tag), f"tag={tag.slug}")


def records_with_theme(theme: Theme) -> list[SubjectGroup]:
    """The public records with ``theme``, given directly or by one of its tags."""
    return _groups(Q(themes=theme) | Q(tagged_items__tag__theme=theme), f"theme={theme.key}")


def subject_summary(subject: Tag | Theme, groups: Sequence[SubjectGroup], settings: SiteSettings) -> str:
    """What a page on ``subject`` holds, in a sentence for search engines and shared links."""
    names = {"subject": str(subject), "hub": str(settings.hub_name)}
    if not groups:
        return gettext("“%(subject)s” in %(hub)s.") % names
    names["kinds"] = ", ".join(group.label for group in groups)
    return gettext("“%(subject)s” in %(hub)s: %(kinds)s.") % names
