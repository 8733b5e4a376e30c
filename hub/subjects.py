"""Everything public on one subject, type by type, over whatever types are registered."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from hub.addresses import index_url
from hub.bilingual import active_language
from hub.models import Record, Tag, Theme
from hub.searchable import all_types

RECORDS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SubjectGroup:
    """The records of one type on a subject; ``more_url`` leads to the directory with the same filter."""

    label: str
    total: int
    records: list[Any]
    more_url: str


def _groups(condition: Q, query: str) -> list[SubjectGroup]:
    groups = []
    for searchable in all_types():
        model = searchable.model_class()
        if not issubclass(model, Record):
            continue
        records = model.objects.public().filter(pk__in=model.objects.filter(condition).values("pk"))
        if total := records.count():
            shown = list(records.for_cards().order_by("pk")[:RECORDS_SHOWN])
            more_url = f"{index_url(model, active_language())}?{query}"
            groups.append(SubjectGroup(str(model._meta.verbose_name_plural), total, shown, more_url))
    return groups


def records_with_tag(tag: Tag) -> list[SubjectGroup]:
    """The public records with ``tag``; a fixed number of queries for each type."""
    return _groups(Q(tagged_items__tag=tag), f"tag={tag.slug}")


def records_with_theme(theme: Theme) -> list[SubjectGroup]:
    """The public records with ``theme``, given directly or by one of its tags."""
    return _groups(Q(themes=theme) | Q(tagged_items__tag__theme=theme), f"theme={theme.key}")
