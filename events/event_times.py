"""When the events of a list take place, from the fields that directories hold in memory."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from events.choices import CallState
from events.schedules import Occurrence, Schedule

Period = tuple[dt.date, dt.date]
TIME_FIELDS = (
    "start_date",
    "end_date",
    "last_date",
    "timezone",
    "start_time",
    "end_time",
    "recurrence",
    "recurs_until",
    "recurs_count",
    "skipped_days",
)
CALL_FIELDS = ("call_opens_at", "deadline")
Row = Mapping[str, Any]


def schedule_of_row(row: Row) -> Schedule | None:
    """Days, hours and repetition of a row; ``None`` while the day is not known."""
    if row["start_date"] is None:
        return None
    return Schedule(
        row["timezone"],
        row["start_date"],
        row["start_time"],
        row["end_date"],
        row["end_time"],
        row["recurrence"],
        row["recurs_until"],
        row["recurs_count"],
        tuple(dt.date.fromisoformat(day) for day in row["skipped_days"] or ()),
    )


def periods_of(row: Row) -> list[Period]:
    """First and last day of each time that it takes place; none while the day is not known."""
    first = row["start_date"]
    if first is None:
        return []
    if not row["recurrence"]:
        return [(first, row["end_date"] or first)]
    schedule = schedule_of_row(row)
    length = dt.timedelta(schedule.days) if schedule else dt.timedelta(0)
    return [(day, day + length) for day in schedule.first_days] if schedule else []


def last_day_of(row: Row) -> dt.date | None:
    """The last day of all."""
    last: dt.date | None = row["last_date"] or row["end_date"] or row["start_date"]
    return last


def next_time_of(row: Row, today: dt.date) -> Occurrence | None:
    """The first time that is not over on ``today``, or the last one."""
    if row["start_date"] is None:
        return None
    schedule = schedule_of_row(row)
    return schedule.next_on(today) if schedule else None


def is_between(row: Row, first: dt.date | None, last: dt.date | None) -> bool:
    """Whether any time lies, at least in part, between two days, both included; an open side has no limit.

    A call without a day of its own is between them if its deadline is.
    """
    periods = periods_of(row)
    if not periods and row["deadline"] is not None:
        day = timezone.localdate(row["deadline"])
        periods = [(day, day)]
    return any((last is None or begin <= last) and (first is None or end >= first) for begin, end in periods)


def call_state_of(row: Row, now: dt.datetime) -> CallState | None:
    """How an open call stands at ``now``; ``None`` if it is none."""
    opens, closes = row["call_opens_at"], row["deadline"]
    if opens is None and closes is None:
        return None
    if closes is not None and closes < now:
        return CallState.CLOSED
    return CallState.COMING if opens is not None and opens > now else CallState.OPEN
