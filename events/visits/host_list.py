"""What the host's list and its exports show: the delegations to an event, time by time."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils import timezone

from events.choices import DelegationState
from events.delegation_places import Places
from events.models import Delegation, Event

_ORDER = {DelegationState.REGISTERED: 0, DelegationState.WAITING: 1, DelegationState.CANCELLED: 2}


@dataclass(frozen=True, slots=True)
class Visit:
    """One time of an event (``day`` only of a repeated one): its places and the delegations to it."""

    day: dt.date | None
    places: Places
    delegations: list[Any]

    @property
    def roles(self) -> list[tuple[str, int]]:
        """How many of each role are registered, in the order of the roles."""
        counts: dict[tuple[int, str], int] = {}
        for delegation in self.delegations:
            if delegation.state == DelegationState.REGISTERED:
                for row in delegation.people.all():
                    key = (row.role.order, str(row.role))
                    counts[key] = counts.get(key, 0) + row.registered
        return [(name, count) for (_order, name), count in sorted(counts.items()) if count]


def listed(event: Event) -> list[Any]:
    """The delegations in the order of the list: by day, registered ones, the waiting list, cancelled ones."""
    found = list(Delegation.objects.of_event(event).for_list().prefetch_related("names"))
    far = timezone.now()
    for delegation in found:
        delegation.event = event
    return sorted(
        found,
        key=lambda one: (
            one.occurrence or dt.date.min,
            _ORDER[one.state],
            one.waits_since or far,
            str(one.city).casefold(),
            one.pk,
        ),
    )


def visits_of(event: Event) -> list[Visit]:
    """The list, cut by the times of a repeated event; one without delegations still shows its places."""
    groups = groupby(listed(event), key=lambda one: one.occurrence)
    found = [_visit(event, day, list(rows)) for day, rows in groups]
    return found or ([] if event.recurrence else [_visit(event, None, [])])


def _visit(event: Event, day: dt.date | None, rows: list[Any]) -> Visit:
    sizes = {state: sum(row.size for row in rows if row.state == state) for state in DelegationState}
    places = Places(event.capacity, sizes[DelegationState.REGISTERED], sizes[DelegationState.WAITING])
    return Visit(day, places, rows)
