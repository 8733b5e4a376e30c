"""When something takes place, again and again: days, hours and zone of an event as a plain value. Pure.

Hours are those of the clock on the wall: a weekly 17:00 stays 17:00 when clocks change, and whole days have no hour.
``events/calendar.py`` says the same in the words of calendars.
"""

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateutil import rrule  # type: ignore[import-untyped, unused-ignore]

from events.choices import Recurrence

MAX_TIMES = 400
MAX_YEARS = 10
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_SAFE_WEEK = 4  # a month may lack a fifth Monday: then the last one is meant


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an event takes place: first and last day, and moments unless it lasts whole days."""

    first: dt.date
    last: dt.date
    starts: dt.datetime | None = None
    ends: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Days and hours by the clock of ``timezone``, and how they are repeated; ``skipped`` days are left out."""

    timezone: str
    start_date: dt.date
    start_time: dt.time | None = None
    end_date: dt.date | None = None
    end_time: dt.time | None = None
    recurrence: str = Recurrence.NONE
    until: dt.date | None = None
    count: int | None = None
    skipped: tuple[dt.date, ...] = ()

    @property
    def rule(self) -> dict[str, str]:
        """The parts of the RRULE, without its end; nothing for what happens once."""
        if self.recurrence == Recurrence.WEEKLY:
            return {"FREQ": "WEEKLY"}
        if self.recurrence == Recurrence.FORTNIGHTLY:
            return {"FREQ": "WEEKLY", "INTERVAL": "2"}
        if self.recurrence == Recurrence.MONTHLY_DATE:
            return {"FREQ": "MONTHLY"}
        if self.recurrence == Recurrence.MONTHLY_WEEKDAY:
            week = (self.start_date.day - 1) // 7 + 1
            number = week if week <= LAST_SAFE_WEEK else -1
            return {"FREQ": "MONTHLY", "BYDAY": f"{number}{WEEKDAYS[self.start_date.weekday()]}"}
        return {"FREQ": "YEARLY"} if self.recurrence == Recurrence.YEARLY else {}

    @property
    def days(self) -> int:
        """How many days later each time ends."""
        return ((self.end_date or self.start_date) - self.start_date).days

    @property
    def first_days(self) -> tuple[dt.date, ...]:
        """The first day of each time, in order; skipped ones are not among them."""
        return _first_days(self)

    @property
    def occurrences(self) -> Iterator[Occurrence]:
        """Each time that it takes place, in order."""
        return map(self.on, self.first_days)

    @property
    def last_day(self) -> dt.date:
        """The last day of the last time; that of the first where every time is skipped."""
        return (self.first_days or (self.start_date,))[-1] + dt.timedelta(self.days)

    def on(self, day: dt.date) -> Occurrence:
        """The time that begins on ``day``."""
        last = day + dt.timedelta(self.days)
        if self.start_time is None:
            return Occurrence(day, last)
        zone = zoneinfo.ZoneInfo(self.timezone)
        starts = dt.datetime.combine(day, self.start_time, zone)
        ends = None if self.end_time is None else dt.datetime.combine(last, self.end_time, zone)
        return Occurrence(day, last, starts, ends)

    def next_on(self, today: dt.date) -> Occurrence:
        """The first time that is not over on ``today``; the last one if all are."""
        days = self.first_days or (self.start_date,)
        still_on = (day for day in days if day + dt.timedelta(self.days) >= today)
        return self.on(next(still_on, days[-1]))

    def within(self, first: dt.date, last: dt.date) -> list[Occurrence]:
        """The times that lie, at least in part, between two days, both included."""
        length = dt.timedelta(self.days)
        return [self.on(day) for day in self.first_days if day <= last and day + length >= first]


@lru_cache(maxsize=4096)
def _first_days(schedule: Schedule) -> tuple[dt.date, ...]:
    if not schedule.rule:
        return (schedule.start_date,)
    return tuple(day for day in _rule_days(schedule) if day not in schedule.skipped)


def _rule_days(schedule: Schedule) -> list[dt.date]:
    rule = ";".join(f"{name}={value}" for name, value in schedule.rule.items())
    begin = dt.datetime.combine(schedule.start_date, dt.time())
    found: Iterable[dt.datetime] = rrule.rrulestr(rule, dtstart=begin)
    until = schedule.until or dt.date.max
    days = []
    for moment in found:
        if moment.date() > until or len(days) >= min(schedule.count or MAX_TIMES, MAX_TIMES):
            break
        days.append(moment.date())
    return days
