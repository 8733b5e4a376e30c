"""What the directories of this app ask: one declaration for list, JSON and CSV."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import Attendance, EventStatus
from hub.directory import Directory, Facet, FacetSource, Sort, term_facet, title_key
from hub.graphics.month import Entry, Month, last_day, month_of, month_table, moved
from hub.list_query import MAX_VALUE_LENGTH, Link, Text
from partners.filters import TAG_FACET, THEME_FACET, TITLE_SORT, country_label, if_live, newest_key, year_facet


def attendance_label(value: str) -> Text:
    """The name of a way to take part."""
    return Attendance(value).label


def status_label(value: str) -> Text:
    """The name of a status."""
    return EventStatus(value).label


def coming_key(start: dt.date | None, end: dt.date | None, title_da: str, title_en: str) -> tuple[int, int, str]:
    """Coming events first, soonest first; then past ones, latest first; unknown dates last."""
    today = timezone.localdate()
    title = title_key(title_da, title_en)
    if start is None:
        return (2, 0, title)
    is_over = (end or start) < today
    return (1, -start.toordinal(), title) if is_over else (0, start.toordinal(), title)


MONTH_VIEW = "month"


@dataclass(frozen=True, slots=True)
class MonthLink:
    """A way to another month of the same list."""

    label: Text
    month: dt.date
    query: str


class EventDirectory(Directory):
    """Events by kind, theme, tag, scope, country, attendance, status and year; as cards or as a month's calendar."""

    view_parameters = frozenset({"view", "month"})
    facets = (
        term_facet("kind", _("Kind"), "kind"),
        THEME_FACET,
        TAG_FACET,
        term_facet("scope", _("Scope"), "scope"),
        Facet(
            "country",
            _("Country"),
            (FacetSource(if_live("city", "country")),),
            country_label,
        ),
        Facet("attendance", _("Attendance"), (FacetSource("attendance"),), attendance_label),
        Facet("status", _("Status"), (FacetSource("status"),), status_label),
        year_facet("start_date", Coalesce("end_date", "start_date")),
    )
    sorts = {
        "coming": Sort(_("Coming first"), ("start_date", "end_date", "title_da", "title_en"), coming_key),
        "newest": Sort(_("Latest first"), ("start_date", "title_da", "title_en"), newest_key),
        "title": TITLE_SORT,
    }

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
        days = [last for _first, last in self._periods.values()]
        coming = [max(first, today) for first, last in self._periods.values() if last >= today]
        return min(coming, default=max(days, default=today)).replace(day=1)

    @cached_property
    def _periods(self) -> dict[int, tuple[dt.date, dt.date]]:
        """First and last day of every event in the list, as far as known."""
        rows, matching = self.rows, self.ids
        days = {pk: (rows[pk]["start_date"], rows[pk]["end_date"]) for pk in matching}
        return {pk: (first, last or first) for pk, (first, last) in days.items() if first}

    @cached_property
    def month_events(self) -> list[Any]:
        """The events of the month, the first ones first; one query."""
        last = last_day(self.month)
        within = [pk for pk, days in self._periods.items() if days[0] <= last and days[1] >= self.month]
        found = self.records.filter(pk__in=within).select_related("kind", "city", "venue")
        return sorted(found, key=lambda event: (*self._periods[event.pk], event.pk))

    @cached_property
    def calendar(self) -> Month:
        """The month as a table."""
        entries = [
            Entry(
                key=f"event-{event.pk}",
                name=str(event.title),
                url=event.url or "",
                first=self._periods[event.pk][0],
                last=self._periods[event.pk][1],
                is_off=event.status == EventStatus.CANCELLED,
            )
            for event in self.month_events
        ]
        return month_table(self.month, entries, today=timezone.localdate())

    @property
    def without_day(self) -> int:
        """How many events of the list have no known day, so that no month shows them."""
        return self.total - len(self._periods)

    @property
    def month_before(self) -> dt.date | None:
        """The nearest earlier month with events of the list."""
        starts = [
            min(last, self.month - dt.timedelta(1)) for first, last in self._periods.values() if first < self.month
        ]
        return max(starts).replace(day=1) if starts else None

    @property
    def month_after(self) -> dt.date | None:
        """The nearest later month with events of the list."""
        end = last_day(self.month)
        starts = [max(first, end + dt.timedelta(1)) for first, last in self._periods.values() if last > end]
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

    @property
    def view_links(self) -> list[Link]:
        """The list as cards and as a month."""
        as_list = super()._query(self.chosen)
        month = self.query_for_month(self.month)
        return [Link(_("List"), as_list, not self.is_calendar), Link(_("Month"), month, self.is_calendar)]

    def _query(self, chosen: dict[str, list[str]], *, sort: str = "", **extra: str) -> str:
        if self.is_calendar and "view" not in extra:
            extra |= {"view": MONTH_VIEW, "month": f"{self.month:%Y-%m}"}
        return super()._query(chosen, sort=sort, **extra)


class VenueDirectory(Directory):
    """Venues by country, theme and tag."""

    facets = (
        Facet(
            "country",
            _("Country"),
            (FacetSource(if_live("city", "country")),),
            country_label,
        ),
        THEME_FACET,
        TAG_FACET,
    )
    sorts = {"title": TITLE_SORT}
