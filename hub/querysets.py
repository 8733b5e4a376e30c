"""Named questions about records; the same for lists, cards, feeds and search. Never imports models."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self, cast

from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from hub.addresses import index_url
from hub.bilingual import active_language


def public_q(prefix: str = "") -> Q:
    """Live, not expired and not merged, for a record reached by ``prefix`` (``"partner__"``)."""
    unexpired = Q(**{f"{prefix}expire_at__isnull": True}) | Q(**{f"{prefix}expire_at__gt": timezone.now()})
    return Q(**{f"{prefix}live": True, f"{prefix}merged_into__isnull": True}) & unexpired


# What a link to a record reads: its address and name, and whether a visitor may see it.
LINK_FIELDS = ("slug", "title_da", "title_en", "live", "expire_at", "merged_into", "is_sample")


class RecordQuerySet(QuerySet[Any]):
    """What every record type can be asked.

    Records have long texts and many columns, so that what is loaded for a list is said here, type by type:
    ``link_fields`` where another record links to it, ``card_fields`` besides them on its card; ``card_relations`` and
    ``page_relations`` come with the row, records among them with their ``link_fields`` alone.
    """

    link_fields: ClassVar[tuple[str, ...]] = LINK_FIELDS
    card_fields: ClassVar[tuple[str, ...]] = ("lead_da", "lead_en")
    card_relations: ClassVar[tuple[str, ...]] = ("image",)
    page_relations: ClassVar[tuple[str, ...]] = ("image",)

    def public(self, language: str | None = None) -> Self:
        """Keep what a visitor may see: live, unexpired, with a public index page in ``language``.

        ``language`` is the reader's when not given. One query for the address book once per request.
        """
        if index_url(self.model, language or active_language()) is None:
            return self.none()
        return self.filter(public_q())

    def for_cards(self) -> Self:
        """Load what a card shows, in a fixed number of queries."""
        return self.for_mixed_cards().prefetch_related("image__renditions", "tags")

    def for_mixed_cards(self) -> Self:
        """The same but for pictures and tags, which ``hub.mixed_cards`` loads for records of several types at once."""
        fields = (*self.link_fields, *self.card_fields, *with_relations(self.model, self.card_relations))
        return self.select_related(*self.card_relations).only(*fields)

    def sharing_tags_with(self, record: Any, limit: int = 4) -> Self:
        """The records that share most tags with ``record``, best first; at most ``limit``."""
        own = record.tagged_items.model.objects.filter(content_object=record.pk)
        shared = Count("tagged_items", filter=Q(tagged_items__tag__in=own.values("tag")), distinct=True)
        found = self.exclude(pk=record.pk) if isinstance(record, self.model) else self
        return found.annotate(shared_tags=shared).filter(shared_tags__gt=0).order_by("-shared_tags", "pk")[:limit]

    def for_page(self) -> Self:
        """Load what the record's own page shows with the row itself."""
        fields = (*own_fields(self.model), *with_relations(self.model, self.page_relations))
        found = self.select_related(*self.page_relations).only(*fields)
        return found.prefetch_related("image__renditions")

    def for_open_data(self) -> Self:
        """Load what open data gives, in a fixed number of queries."""
        return self.prefetch_related("tags__theme", "themes")


def own_fields(model: type[Model]) -> list[str]:
    """The names of all columns of ``model``."""
    return [column.name for column in model._meta.concrete_fields]


def with_relations(model: type[Model], relations: Iterable[str]) -> list[str]:
    """What ``only()`` is given for each of ``relations``: a record's link fields, everything of what is no record."""
    names: list[str] = []
    for name in relations:
        related: Any = model._meta.get_field(name).related_model
        of_links = getattr(related._default_manager.all(), "link_fields", ())
        names += [f"{name}__{link_field}" for link_field in of_links] or [name]
    return names


def public_links(record: Any, relation: str, field: str, order_by: Sequence[str] = ()) -> list[Any]:
    """The rows of ``relation`` whose record in ``field`` is public; that record comes with the row. One query.

    In a preview the rows are those of the draft.
    """
    manager = getattr(record, relation)
    related = cast(type[Model], manager.model._meta.get_field(field).related_model)
    if index_url(related, active_language()) is None:
        return []
    if getattr(manager, "is_deferring", False):
        return [row for row in manager.all() if getattr(row, field).is_visible]
    if record.pk is None:
        return []
    fields = (*own_fields(manager.model), *with_relations(manager.model, [field]))
    rows = manager.filter(public_q(f"{field}__")).select_related(field).only(*fields)
    return list(rows.order_by(*order_by) if order_by else rows)


def public_or_none(record: Any) -> Any:
    """``record`` if a visitor may see it, else ``None``; for a related row that came with a ``select_related``."""
    return record if record is not None and record.is_visible and record.url else None
