"""How a feed is read: what was registered with it, and which days count. Pure; no Django."""

import datetime as dt
from dataclasses import dataclass

# Single events; what is older fills no archive of ours, what is later is a slip of the pen.
PAST_DAYS = 400
AHEAD_DAYS = 5 * 366
# Events that come again: a year ahead, and of each no more than a weekly one has in a year and some.
SERIES_AHEAD_DAYS = 366
SERIES_OCCURRENCES = 60


@dataclass(frozen=True, slots=True)
class Terms:
    """``kind`` is ``"ical"``, ``"jsonld"`` or ``"auto"``; ``zone`` is assumed where a feed names none.

    ``page`` is the address that links in the feed are relative to.
    """

    zone: str
    today: dt.date
    zones: frozenset[str]
    kind: str = "auto"
    page: str = ""

    def wants(self, first: dt.date, last: dt.date) -> bool:
        """Whether an event on these days is of interest."""
        earliest, latest = self.today - dt.timedelta(PAST_DAYS), self.today + dt.timedelta(AHEAD_DAYS)
        return last >= earliest and first <= latest
