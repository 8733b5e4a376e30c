"""The list of events as a month: what takes place on which day, and the ways to other months."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import EventStatus
from events.event_times import Period, periods_of
from events.schedules import Occurrence
from hub.directory import Directory
from hub.graphics.month import Entry, Month, last_day, month_of, month_table, moved
from hub.list_query import MAX_VALUE_LENGTH, Text

MONTH_VIEW = "month"


@dataclass(frozen=True, slots=True)
class MonthLink:
    """A way to another month of the same list."""

    label: Text
    month: dt.date
    query: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One time of an event in the list below the month; ``key`` is what the table's links lead to."""

    key: str
    event: Any
    time: Occurrence


def row_key(pk: int, first: dt.date) -> str:
    """The anchor of an event's time that begins on a day."""
    return f"event-{pk}-{first:%Y-%m-%d}"


class MonthView(Directory):
    """What a list of events needs to be shown as a month."""

    @cached_property
    def is_calendar(self) -> bool:
        """Whether the list is asked for as a month."""
        return self.query.get("view") == MONTH_VIEW

    @cached_property
    def unknown(self) -> list[tuple[Text, str]]:
        """What was asked for and does not exist; a month that is none is among it."""
        asked = self.query.get("month", "")[:MAX_VALUE_LENGTH]
        is_wrong = self.is_calendar and asked and month_of(asked) is None
        return [*super().unknown, *([(_("Month"), asked)] if is_wrong else [])]

    @cached_property
    def month(self) -> dt.date:
        """The month asked for; otherwise that of the next event in the list, of the last one, or this month."""
        if asked := month_of(self.query.get("month", "")):
            return asked
        today = timezone.localdate()
        days = [last for _first, last in self._all_periods]
        coming = [max(first, today) for first, last in self._all_periods if last >= today]
        return min(coming, default=max(days, default=today)).replace(day=1)

    @cached_property
    def _periods(self) -> dict[int, list[Period]]:
        """First and last day of every time of every event in the list, as far as known."""
        found = ((pk, periods_of(self.rows[pk])) for pk in self.ids)
        return {pk: periods for pk, periods in found if periods}

    @cached_property
    def _all_periods(self) -> list[Period]:
        return [period for periods in self._periods.values() for period in periods]

    @cached_property
    def _within(self) -> dict[int, list[Period]]:
        """The times of the month asked for."""
        end = last_day(self.month)
        found = (
            (pk, [period for period in periods if period[0] <= end and period[1] >= self.month])
            for pk, periods in self._periods.items()
        )
        return {pk: periods for pk, periods in found if periods}

    @cached_property
    def month_events(self) -> list[Any]:
        """The events of the month, the first ones first; one query."""
        found = self.records.filter(pk__in=self._within).for_cards()
        return sorted(found, key=lambda event: (*self._within[event.pk][0], event.pk))

    @cached_property
    def month_rows(self) -> list[MonthRow]:
        """A row for each time of the month, in order: what is repeated has one for each of its days."""
        rows = [
            MonthRow(row_key(event.pk, first), event, event.schedule.on(first))
            for event in self.month_events
            for first, _last in self._within[event.pk]
        ]
        return sorted(rows, key=lambda row: (row.time.first, row.event.pk))

    @cached_property
    def calendar(self) -> Month:
        """The month as a table."""
        entries = [
            Entry(
                key=row_key(event.pk, first),
                name=str(event.title),
                url=event.url or "",
                first=first,
                last=last,
                is_off=event.status == EventStatus.CANCELLED,
            )
            for event in self.month_events
            for first, last in self._within[event.pk]
        ]
        return month_table(self.month, entries, today=timezone.localdate())

    @property
    def without_day(self) -> int:
        """How many events of the list have no known day, so that no month shows them."""
        return self.total - len(self._periods)

    @property
    def month_before(self) -> dt.date | None:
        """The nearest earlier month with events of the list."""
        starts = [min(last, self.month - dt.timedelta(1)) for first, last in self._all_periods if first < self.month]
        return max(starts).replace(day=1) if starts else None

    @property
    def month_after(self) -> dt.date | None:
        """The nearest later month with events of the list."""
        end = last_day(self.month)
        starts = [max(first, end + dt.timedelta(1)) for first, last in self._all_periods if last > end]
        return min(starts).replace(day=1) if starts else None

    def query_for_month(self, month: dt.date | None) -> str:
        """The query string of another month of the same list."""
        return self._query(self.chosen, view=MONTH_VIEW, month=f"{month:%Y-%m}") if month else ""

    @property
    def month_links(self) -> list[MonthLink]:
        """The ways to the months around this one; those with events of the list where the next ones have none."""
        steps = ((_("Previous month"), moved(self.month, -1)), (_("Next month"), moved(self.month, 1)))
        links = [MonthLink(label, month, self.query_for_month(month)) for label, month in steps if month]
        nearest = ((_("Earlier events"), self.month_before), (_("Later events"), self.month_after))
        near = {link.month for link in links}
        far = [(label, month) for label, month in nearest if month and month not in near]
        return links + [MonthLink(label, month, self.query_for_month(month)) for label, month in far]
