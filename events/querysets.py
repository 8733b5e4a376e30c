"""Named filters and loading plans of the events app."""

from typing import Self

from django.db.models import F, Q
from django.utils import timezone

from hub.querysets import RecordQuerySet


class EventQuerySet(RecordQuerySet):
    """What events can be asked."""

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

    def for_cards(self) -> Self:
        """Cards show kind, city and venue as well."""
        return super().for_cards().select_related("kind", "city", "venue")

    def for_page(self) -> Self:
        """The page names kind, city, venue, project and scope."""
        return super().for_page().select_related("kind", "city", "venue", "project", "scope")

    def for_open_data(self) -> Self:
        """Open data names kind, city, venue and scope."""
        return super().for_open_data().select_related("kind", "city", "venue", "scope")


class VenueQuerySet(RecordQuerySet):
    """What venues can be asked."""

    def for_cards(self) -> Self:
        """Cards show the city as well."""
        return super().for_cards().select_related("city")

    def for_page(self) -> Self:
        """The page names city and owner."""
        return super().for_page().select_related("city", "owner")

    def for_open_data(self) -> Self:
        """Open data names the city."""
        return super().for_open_data().select_related("city")
