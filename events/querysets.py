"""Named filters and loading plans of the events app."""

import datetime as dt
from typing import Self

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from hub.querysets import RecordQuerySet, with_relations

CALENDAR_FIELDS = (
    "uid",
    "sequence",
    "online_url",
    "is_free",
    "cost_da",
    "cost_en",
    "status_note_da",
    "status_note_en",
    "first_published_at",
    "last_published_at",
)


def last_day_q(comparison: str, day: dt.date) -> Q:
    """The last day of the last time compared with ``day``; rows written in bulk may know only days of the first."""
    once = Q(last_date__isnull=True)
    return (
        Q(**{f"last_date__{comparison}": day})
        | once & Q(**{f"end_date__{comparison}": day})
        | once & Q(end_date__isnull=True, **{f"start_date__{comparison}": day})
    )


class EventQuerySet(RecordQuerySet):
    """What events can be asked."""

    again_fields = ("start_time", "end_time", "last_date", "recurrence", "recurs_until", "recurs_count", "skipped_days")
    when_fields = ("start_date", "end_date", "starts_at", "ends_at", "timezone", *again_fields)
    link_fields = (
        *RecordQuerySet.link_fields,
        *when_fields,
        "status",
        "attendance",
        "call_opens_at",
        "deadline",
    )
    card_relations = ("image", "kind", "city", "venue")
    page_relations = ("image", "kind", "city", "venue", "project", "scope", "parent")

    def coming(self) -> Self:
        """Keep what has not ended; soonest first. Days are those of the site's zone."""
        return self.filter(last_day_q("gte", timezone.localdate())).order_by("start_date", "starts_at", "pk")

    def past(self) -> Self:
        """Keep what has ended; latest first, unknown dates last."""
        over = last_day_q("lt", timezone.localdate()) | Q(start_date__isnull=True)
        return self.filter(over).order_by(F("start_date").desc(nulls_last=True), "pk")

    def for_page(self) -> Self:
        """Whether there is a programme and a history comes with the row: most have none, and need no query for it."""
        items = self.model._base_manager.filter(parent=OuterRef("pk"))
        changes = self.model.changes.rel.related_model.objects.filter(event=OuterRef("pk"))
        return super().for_page().annotate(has_programme=Exists(items), has_changes=Exists(changes))

    def for_calendar(self) -> Self:
        """Load what calendars and feeds tell of each event, in a fixed number of queries."""
        own = (*self.link_fields, *self.card_fields, *CALENDAR_FIELDS)
        relations = ("kind", "city", "venue")
        found = self.select_related(*relations).only(*own, *with_relations(self.model, relations))
        return found.prefetch_related("tags")

    def for_open_data(self) -> Self:
        """Open data names kind, city, venue, scope and the event that it is a part of."""
        return super().for_open_data().select_related("kind", "city", "venue", "scope", "parent")


class VenueQuerySet(RecordQuerySet):
    """What venues can be asked."""

    link_fields = (*RecordQuerySet.link_fields, "address", "latitude", "longitude")
    card_relations = ("image", "city")
    page_relations = ("image", "city", "owner")

    def for_open_data(self) -> Self:
        """Open data names the city."""
        return super().for_open_data().select_related("city")
