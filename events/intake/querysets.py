"""Named filters of calendars of others and what stands in them."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q


class FeedQuerySet(models.QuerySet[Any]):
    """Questions about calendars of others."""

    def active(self) -> Self:
        """Those that are fetched."""
        return self.filter(is_active=True)

    def of(self, organisations: Iterable[Any]) -> Self:
        """Those of these partners and cities."""
        keys: dict[str, list[int]] = {"partner": [], "city": []}
        for organisation in organisations:
            keys[organisation.type_key].append(organisation.pk)
        return self.filter(Q(partner__in=keys["partner"]) | Q(city__in=keys["city"]))

    def with_counts(self) -> Self:
        """Each with how much of it waits for a decision (``waiting_count``)."""
        return self.annotate(waiting_count=Count("items", filter=Q(items__waits=True)))


class FeedItemQuerySet(models.QuerySet[Any]):
    """Questions about events from calendars."""

    def waiting(self) -> Self:
        """Those that staff have to decide on."""
        return self.filter(waits=True)
