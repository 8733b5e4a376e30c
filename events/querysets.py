"""Named filters and loading plans of the events app."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone

from events.choices import AnswerState, DelegationState, EventStatus
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
        """Whether there are a programme, a history and visits comes with the row: most have none and need no query."""
        items = self.model._base_manager.filter(parent=OuterRef("pk"))
        changes = self.model.changes.rel.related_model.objects.filter(event=OuterRef("pk"))
        visits = self.model.delegations.rel.related_model.objects.came().filter(event=OuterRef("pk"))
        flags = {"has_programme": Exists(items), "has_changes": Exists(changes), "has_visits": Exists(visits)}
        return super().for_page().annotate(**flags)

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


# A delegation's year is that of the day it comes for.
DELEGATION_DAY = Coalesce("delegation__occurrence", "delegation__event__start_date")


@dataclass(frozen=True, slots=True)
class HeadCount:
    """People of delegations: how many were registered and how many came; a key is ``None`` where all are together.

    ``came`` is ``None`` until participation was recorded for at least one of the delegations.
    """

    event: int | None
    city: int | None
    role: str | None
    year: int | None
    delegations: int
    registered: int
    came: int | None


class DelegationQuerySet(QuerySet[Any]):
    """What delegations can be asked."""

    def of_event(self, event: Model, occurrence: dt.date | None = None) -> Self:
        """Keep those to one event; of a repeated one, those to the time that begins on ``occurrence``."""
        found = self.filter(event=event.pk)
        return found.filter(occurrence=occurrence) if occurrence else found

    def of_cities(self, cities: Iterable[Model]) -> Self:
        """Keep those that one of the cities sends."""
        return self.filter(city__in=[city.pk for city in cities])

    def active(self) -> Self:
        """Keep those that are registered or wait: the ones that have not been cancelled."""
        return self.exclude(state=DelegationState.CANCELLED)

    def taking_places(self) -> Self:
        """Keep those whose people take up places: registered, not waiting and not cancelled."""
        return self.filter(state=DelegationState.REGISTERED)

    def waiting(self) -> Self:
        """Keep the waiting list, in the order in which its places are given."""
        return self.filter(state=DelegationState.WAITING).order_by("waits_since", "pk")

    def came(self) -> Self:
        """Keep those of which at least one person came, as the host has recorded."""
        people = self.model.people.rel.related_model.objects.filter(delegation=OuterRef("pk"), came__gt=0)
        return self.filter(Exists(people), state=DelegationState.REGISTERED)

    def unrecorded(self) -> Self:
        """Keep registered ones of which nobody has said yet who came."""
        return self.taking_places().filter(recorded_at__isnull=True)

    def with_size(self) -> Self:
        """The number of people as ``size``, and of those who came as ``size_came`` (``None`` until recorded)."""
        return self.annotate(size=Coalesce(Sum("people__registered"), 0), size_came=Sum("people__came"))

    def people_registered(self) -> int:
        """The head count of all of them together; one query."""
        counted: int = self.aggregate(total=Coalesce(Sum("people__registered"), 0))["total"]
        return counted

    def for_list(self) -> Self:
        """Load what lists and exports show: event, city, people by role; a fixed number of queries."""
        return self.with_size().select_related("event", "city").prefetch_related("people__role")


class DelegationPeopleQuerySet(QuerySet[Any]):
    """What the rows of people can be asked: the one source of head counts."""

    def taking_places(self) -> Self:
        """Keep the people of delegations that are registered, not waiting and not cancelled, nor the event."""
        registered = self.filter(delegation__state=DelegationState.REGISTERED)
        return registered.exclude(delegation__event__status=EventStatus.CANCELLED)

    def of_cities(self, cities: Iterable[Model]) -> Self:
        """Keep those of delegations that one of the cities sends."""
        return self.filter(delegation__city__in=[city.pk for city in cities])

    def in_years(self, first: int, last: int) -> Self:
        """Keep visits from the year ``first`` to ``last``, both included; those without a day are in none."""
        return self.annotate(year=ExtractYear(DELEGATION_DAY)).filter(year__gte=first, year__lte=last)

    def people_registered(self) -> int:
        """The head count of all rows together, whatever the state; one query."""
        counted: int = self.aggregate(total=Coalesce(Sum("registered"), 0))["total"]
        return counted

    def headcounts(self, *by: str) -> list[HeadCount]:
        """People registered and people who came, by any of ``event``, ``city``, ``role`` and ``year``.

        Events and cities are primary keys, roles the keys of ``DelegationRole``, years those of the day the
        delegation comes for. Registered delegations only; in order of the keys. One query.
        Raises ``ValueError`` for anything else to count by.
        """
        keys = {
            "event": F("delegation__event"),
            "city": F("delegation__city"),
            "role": F("role__key"),
            "year": ExtractYear(DELEGATION_DAY),
        }
        if unknown := set(by) - set(keys):
            raise ValueError(f"can’t count by {', '.join(sorted(unknown))}")
        rows = self.taking_places().order_by().annotate(**{f"by_{name}": keys[name] for name in by})
        totals = {
            "delegations": Count("delegation", distinct=True),
            "total_registered": Coalesce(Sum("registered"), 0),
            "total_came": Sum("came"),
        }
        names = [f"by_{name}" for name in by]
        counted = rows.values(*names).annotate(**totals).order_by(*names) if by else [rows.aggregate(**totals)]
        return [
            HeadCount(
                **{name: row.get(f"by_{name}") for name in keys},
                delegations=row["delegations"],
                registered=row["total_registered"],
                came=row["total_came"],
            )
            for row in counted
            if row["delegations"]
        ]


class AnswerQuerySet(QuerySet[Any]):
    """What answers to calls can be asked."""

    def of_organisations(self, organisations: Iterable[Any]) -> Self:
        """Keep those of these partners and cities."""
        found = list(organisations)
        partners = [one.pk for one in found if one._meta.model_name == "partner"]
        cities = [one.pk for one in found if one._meta.model_name == "city"]
        return self.filter(Q(partner__in=partners) | Q(city__in=cities))

    def handed_in(self) -> Self:
        """Keep what the host may see: neither drafts nor what was withdrawn."""
        return self.exclude(state__in=(AnswerState.DRAFT, AnswerState.WITHDRAWN))

    def standing(self) -> Self:
        """Keep those that were not withdrawn."""
        return self.exclude(state=AnswerState.WITHDRAWN)

    def for_list(self) -> Self:
        """Load what lists show: call, organisation, files; two queries."""
        return self.select_related("event", "partner", "city").prefetch_related("files")


class NoticeQuerySet(QuerySet[Any]):
    """What notices of cities can be asked."""

    def current(self) -> Self:
        """Keep what is shown today: not withdrawn, not over, of a city that was not merged."""
        today = timezone.localdate()
        return self.filter(withdrawn_at__isnull=True, last_day__gte=today, city__merged_into__isnull=True)

    def of_cities(self, cities: Iterable[Model]) -> Self:
        """Keep those of these cities."""
        return self.filter(city__in=[city.pk for city in cities])

    def for_list(self) -> Self:
        """Load what lists show: city and tags; two queries."""
        return self.select_related("city").prefetch_related("tags")
