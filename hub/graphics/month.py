"""A month as a table: weeks of days with what takes place on each. Pure; ``month_table.html`` writes it."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that lasts from one day to another, both included; ``key`` names its line in the list below."""

    key: str
    name: str
    url: str
    first: dt.date
    last: dt.date
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the table; those of other months fill the first and the last week."""

    date: dt.date
    is_within: bool
    is_today: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month in whole weeks, Monday first."""

    first: dt.date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def weekdays(self) -> tuple[dt.date, ...]:
        """The days of one week, for the headings."""
        return tuple(day.date for day in self.weeks[0])


def month_of(text: str) -> dt.date | None:
    """The first day of the month written as ``2026-11``; ``None`` for anything else."""
    year, dash, month = text.partition("-")
    if dash != "-" or not (
        text.isascii() and year.isdigit() and month.isdigit() and len(year) == 4 and len(month) == 2
    ):
        return None
    if FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= 12:
        return dt.date(int(year), int(month), 1)
    return None


def moved(month: dt.date, months: int) -> dt.date | None:
    """The first day of the month so many months later; ``None`` beyond the years that the calendar shows."""
    years, number = divmod(month.year * 12 + month.month - 1 + months, 12)
    return dt.date(years, number + 1, 1) if FIRST_YEAR <= years <= LAST_YEAR else None


def last_day(month: dt.date) -> dt.date:
    """The last day of a month given by its first."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def month_table(month: dt.date, entries: Iterable[Entry], *, today: dt.date) -> Month:
    """The table of the month that begins on ``month``; each entry stands on every day that it lasts."""
    ordered = sorted(entries, key=lambda entry: (entry.first, entry.last, entry.key))
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(month.year, month.month)
    return Month(month, tuple(tuple(_day(date, month, ordered, today) for date in week) for week in weeks))


def _day(date: dt.date, month: dt.date, entries: list[Entry], today: dt.date) -> Day:
    on_it = tuple(entry for entry in entries if entry.first <= date <= entry.last)
    return Day(date, date.month == month.month, date == today, on_it)
