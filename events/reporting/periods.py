"""The period that a figure or report speaks of: local days, both ends included. Pure."""

import datetime as dt
import re
from dataclasses import dataclass

_YEARS = re.compile(r"^(\d{4})(?:\s*[-–]\s*(\d{4}))?$")
_DAYS = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:\.\.|/)(\d{4}-\d{2}-\d{2})$")
LONGEST_YEARS = 50
FIRST_YEAR, LAST_YEAR = 1990, 2199


class PeriodError(ValueError):
    """What was written is no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first or self.last.year - self.first.year >= LONGEST_YEARS:
            raise PeriodError

    @property
    def years(self) -> range:
        """The years that it touches."""
        return range(self.first.year, self.last.year + 1)

    @property
    def is_whole_years(self) -> bool:
        """Whether it begins with a year and ends with one."""
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        if not self.is_whole_years:
            return f"{self.first.isoformat()}..{self.last.isoformat()}"
        if self.first.year == self.last.year:
            return str(self.first.year)
        return f"{self.first.year}-{self.last.year}"

    @property
    def shown(self) -> str:
        """As people write it: 2023–2027."""
        return str(self).replace("-", "–") if self.is_whole_years else f"{self.first} – {self.last}"


def period_of(text: str) -> Period:
    """What ``2023-2027``, ``2024`` or ``2023-01-01..2026-06-30`` means. Raises ``PeriodError`` for anything else."""
    if years := _YEARS.match(text.strip()):
        first, last = int(years[1]), int(years[2] or years[1])
        if not FIRST_YEAR <= first <= last <= LAST_YEAR:
            raise PeriodError
        return Period(dt.date(first, 1, 1), dt.date(last, 12, 31))
    if days := _DAYS.match(text.strip()):
        try:
            return Period(dt.date.fromisoformat(days[1]), dt.date.fromisoformat(days[2]))
        except ValueError as error:
            raise PeriodError from error
    raise PeriodError
