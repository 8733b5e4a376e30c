"""What people search for, counted by day without any trace of who asked.

A search is noted in memory and written some seconds later by a thread of its own, so that no page waits for it or fails
with it. What looks like a person's data is never noted; what was asked for by few is gone the day after.
"""

import atexit
import datetime as dt
import logging
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.models import F, Sum
from django.utils import timezone

from hub.models import Tag
from search.models import SearchDay
from search.models.staff import TEXT_MAX_LENGTH

logger = logging.getLogger(__name__)
MOST_NOTED = 2_000  # texts between two writings; a flood of made-up ones must not fill the memory
# Seven digits and more, however they are grouped: telephone, CPR, CVR and account numbers.
_NUMBER = re.compile(r"\d(?:[\s\-–./()+]*\d){6,}")
_ADDRESS = re.compile(r"@|＠|\b(?:https?|www)\b|\S\.\S+\.\S", re.IGNORECASE)


class Noted(NamedTuple):
    """What is counted."""

    day: dt.date
    language: str
    text: str


class Statistics:
    """The searches that this process has noted and not written yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: Counter[Noted] = Counter()
        self._empty: Counter[Noted] = Counter()
        self._timer: threading.Timer | None = None

    def note(self, text: str, language: str, *, found: int) -> None:
        """Note that ``text`` was searched for and how many things it found. Never raises, never waits."""
        kept = fit_to_keep(text)
        if not kept:
            return
        noted = Noted(timezone.localdate(), language, kept)
        with self._lock:
            if noted not in self._asked and len(self._asked) >= MOST_NOTED:
                return
            self._asked[noted] += 1
            self._empty[noted] += not found
            self._start_timer()

    def _start_timer(self) -> None:
        delay = settings.SEARCH_STATISTICS_DELAY_SECONDS
        if self._timer is None and delay is not None:
            self._timer = threading.Timer(delay, self._write_in_thread)
            self._timer.daemon = True
            self._timer.start()

    def _write_in_thread(self) -> None:
        try:
            self.write()
        finally:
            connections.close_all()

    def write(self) -> int:
        """Write what was noted; gives the number of rows. What a database refuses is kept and written later."""
        with self._lock:
            asked, empty = self._asked, self._empty
            self._asked, self._empty, self._timer = Counter(), Counter(), None
        try:
            _add(asked, empty)
        except DatabaseError:
            logger.warning("statistics of %d searches could not be written yet", asked.total(), exc_info=True)
            self._keep(asked, empty)
            return 0
        return len(asked)

    def _keep(self, asked: Counter[Noted], empty: Counter[Noted]) -> None:
        """Back with what has been noted meanwhile, as far as there is room; another writer may hold the database."""
        with self._lock:
            for noted, count in asked.items():
                if noted in self._asked or len(self._asked) < MOST_NOTED:
                    self._asked[noted] += count
                    self._empty[noted] += empty[noted]
            self._start_timer()


def _add(asked: Mapping[Noted, int], empty: Mapping[Noted, int]) -> None:
    if not asked:
        return
    with transaction.atomic():
        SearchDay.objects.bulk_create((SearchDay(**noted._asdict()) for noted in asked), ignore_conflicts=True)
        for noted, count in sorted(asked.items()):
            SearchDay.objects.filter(**noted._asdict()).update(
                count=F("count") + count, found_nothing=F("found_nothing") + empty[noted]
            )


def fit_to_keep(text: str) -> str:
    """``text`` as it is counted: small letters, single spaces. Empty if it may tell of a person or is no question."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    spaced = " ".join("".join(c if c.isprintable() else " " for c in plain).split()).strip(" \"'“”«»„.,;:!?*()")
    if len(spaced) < 2 or len(spaced) > TEXT_MAX_LENGTH or _NUMBER.search(spaced) or _ADDRESS.search(spaced):
        return ""
    return spaced


def forget_old(today: dt.date | None = None) -> int:
    """Delete what few asked for on days gone by, and everything past its time; gives the number of rows."""
    today = today or timezone.localdate()
    rare = SearchDay.objects.filter(day__lt=today, count__lt=settings.SEARCH_STATISTICS_LEAST_TIMES)
    old = SearchDay.objects.filter(day__lt=today - dt.timedelta(days=settings.SEARCH_STATISTICS_DAYS))
    return sum(rows.delete()[0] for rows in (rare, old))


def searches_for_tags(slugs: Collection[str], days: int) -> dict[str, int]:
    """How often the words of each tag were searched for in the last ``days``; tags without a search are left out."""
    words = {tag.slug: [fit_to_keep(word) for word in tag.words] for tag in Tag.objects.filter(slug__in=slugs)}
    since = timezone.localdate() - dt.timedelta(days=days)
    often = SearchDay.objects.asked_often(settings.SEARCH_STATISTICS_LEAST_TIMES).filter(day__gte=since)
    texts = {word for own in words.values() for word in own}
    rows = often.filter(text__in=texts).order_by().values("text").annotate(times=Sum("count"))
    counts = {row["text"]: row["times"] for row in rows}
    totals = {slug: sum(counts.get(word, 0) for word in set(own)) for slug, own in words.items()}
    return {slug: total for slug, total in totals.items() if total}


statistics = Statistics()
atexit.register(statistics.write)
