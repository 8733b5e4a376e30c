"""Named filters and loading plans of the events app."""

from typing import Self

from django.db.models import F, Q
from django.utils import timezone

from hub.querysets import RecordQuerySet


class EventQuerySet(RecordQuerySet):
    """What events can be asked."""

    when_fields = ("start_date", "end_date", "starts_at", "ends_at", "timezone")
    link_fields = (*RecordQuerySet.link_fields, *when_fields, "status", "attendance")
    card_relations = ("image", "kind", "city", "venue")
    page_relations = ("image", "kind", "city", "venue", "project", "scope")

    def coming(self) -> Self:
        """Keep what has not ended; soonest first. Days are those of the site's zone."""
        today = timezone.localdate()
        still_on = Q(end_date__gte=today) | Q(end_date__isnull=True, start_date__gte=today)
        return self.filter(still_on).order_by("start_date", "starts_at", "pk")

    def past(self) -> Self:
        """Keep what has ended; latest first, unknown dates last."""
        today = timezone.localdate()
        over = Q(end_date__lt=today) | Q(end_date__isnull=True, start_date__lt=today) | Q(start_date__isnull=True)
        return self.filter(over).order_by(F("start_date").desc(nulls_last=True), "pk")

    def for_open_data(self) -> Self:
        """Open data names kind, city, venue and scope."""
        return super().for_open_data().select_related("kind", "city", "venue", "scope")


class VenueQuerySet(RecordQuerySet):
    """What venues can be asked."""

    link_fields = (*RecordQuerySet.link_fields, "address", "latitude", "longitude")
    card_relations = ("image", "city")
    page_relations = ("image", "city", "owner")

    def for_open_data(self) -> Self:
        """Open data names the city."""
        return super().for_open_data().select_related("city")
