"""Places at events: what is taken, what is left, whether a delegation may come at all. Asks, never writes.

Capacity counts people. A delegation that does not fit waits whole, and whoever registers after it waits behind it:
nobody overtakes, however small. Only a delegation that is larger than the whole capacity is passed over, since it
could never come. Each time of a repeated event has its own places.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from events.choices import DelegationState, EventStatus
from events.models import Delegation, Event


@dataclass(frozen=True, slots=True)
class Places:
    """Head counts at one event or at one time of a repeated one; ``left`` is ``None`` where there is room for all."""

    capacity: int | None
    taken: int
    waiting: int

    @property
    def left(self) -> int | None:
        """How many more people have room now."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def is_open(self) -> bool:
        """Whether somebody who registers now gets a place: there is one, and nobody waits for it."""
        return self.left is None or (self.left > 0 and not self.waiting)


def places_of(event: Event, occurrence: dt.date | None = None) -> Places:
    """The places of an event; of a repeated one, those of the time that begins on ``occurrence``. One query."""
    rows = Delegation.objects.of_event(event, occurrence).active().with_size().values_list("state", "size")
    taken = waiting = 0
    for state, size in rows:
        if state == DelegationState.REGISTERED:
            taken += size
        elif event.capacity is None or size <= event.capacity:
            waiting += size
    return Places(event.capacity, taken, waiting)


def fits(places: Places, size: int) -> bool:
    """Whether a delegation that comes now, after all who wait, gets its places."""
    return places.left is None or (not places.waiting and size <= places.left)


def may_register(event: Event) -> bool:
    """Whether delegations can register: it has a day, is public, is not over and not cancelled."""
    is_announced = event.start_date is not None and event.is_visible
    return is_announced and event.status != EventStatus.CANCELLED and not event.is_over


def coming_days(event: Event) -> list[dt.date]:
    """The first days of the times of a repeated event that are not over; nothing for what happens once."""
    schedule = event.schedule
    if not event.recurrence or schedule is None:
        return []
    return [day for day in schedule.first_days if schedule.on(day).last >= event.today]


def days_to_choose(event: Event) -> list[dt.date]:
    """The days that a form offers: the coming ones; the latest first once all are over."""
    past = list(reversed(event.schedule.first_days)) if event.recurrence and event.schedule else []
    return coming_days(event) or past


def active_delegations_of(event: Any, city: Any) -> Any:
    """What a city has registered already."""
    return Delegation.objects.of_event(event).of_cities([city]).active().with_size()
