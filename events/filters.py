"""What the directories of this app ask: one declaration for list, calendar, Atom, JSON and CSV."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from events.choices import CallState, language_label
from events.event_fits import FitView
from events.event_map import MapView
from events.event_months import MONTH_VIEW, MonthView
from events.event_times import CALL_FIELDS, TIME_FIELDS, call_state_of, is_between, last_day_of, next_time_of
from events.facet_labels import attendance_label, audience_label, call_label, keys_in, status_label
from events.schedules import Occurrence
from hub.directory import Directory, Facet, FacetSource, Sort, term_facet, title_key
from hub.directory.snapshot import FacetValues
from hub.list_query import MAX_VALUE_LENGTH, Link, Option, Text
from partners.filters import TAG_FACET, THEME_FACET, TITLE_SORT, country_label, if_live, newest_key, year_facet

MAP_VIEW = "map"
SUBJECTS_SHOWN = 24
DATE_LABELS = {"from": _("From"), "to": _("Until")}


ORDER_FIELDS = (*TIME_FIELDS, "title_da", "title_en")


def coming_key(*values: Any) -> tuple[int, int, str]:
    """Coming events first, the next one first; then past ones, latest first; unknown dates last."""
    row = dict(zip(ORDER_FIELDS, values, strict=True))
    today, title = timezone.localdate(), title_key(row["title_da"], row["title_en"])
    last = last_day_of(row)
    if last is None:
        return (2, 0, title)
    if last < today:
        return (1, -last.toordinal(), title)
    found = next_time_of(row, today) if row["recurrence"] else None
    return (0, (found.first if found else row["start_date"]).toordinal(), title)


def date_of(text: str) -> dt.date | None:
    """The day written as ``2026-12-24``; ``None`` for anything else."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


@dataclass(frozen=True, slots=True)
class ShownMoments:
    """What a clock elsewhere can tell of an event in a list."""

    timezone: str
    time: Occurrence | None
    deadline: dt.datetime | None


class EventDirectory(MapView, FitView, MonthView, Directory):
    """Events by kind, call, subject, place, language, audience, dates; as cards, as a month's calendar, on a map."""

    view_parameters = frozenset({"view", "month"})
    further_names: ClassVar[tuple[str, ...]] = ("from", "to", "fits")
    further_fields = (*TIME_FIELDS, *CALL_FIELDS, "starts_at", "ends_at", "attendance", "status", "city_id")
    facets = (
        term_facet("kind", _("Kind"), "kind"),
        Facet("call", _("Open call"), (), call_label),
        THEME_FACET,
        TAG_FACET,
        Facet("city", _("Place"), (FacetSource(if_live("city", "slug"), "city__title", known_by="slug"),)),
        Facet("country", _("Country"), (FacetSource(if_live("city", "country")),), country_label),
        Facet("attendance", _("Attendance"), (FacetSource("attendance"),), attendance_label),
        Facet("language", _("Language"), (FacetSource(F("languages")),), language_label, expand=keys_in),
        Facet("audience", _("For whom"), (FacetSource(F("audiences")),), audience_label, expand=keys_in),
        term_facet("scope", _("Scope"), "scope"),
        Facet("status", _("Status"), (FacetSource("status"),), status_label),
        year_facet("start_date", Coalesce("last_date", "end_date", "start_date")),
    )
    sorts = {
        "coming": Sort(_("Coming first"), ORDER_FIELDS, coming_key),
        "newest": Sort(_("Latest first"), ("start_date", "title_da", "title_en"), newest_key),
        "title": TITLE_SORT,
    }

    # What is asked for beside facets

    def _day_asked(self, name: str) -> str:
        return self.query.get(name, "").strip()[:MAX_VALUE_LENGTH].replace("\0", "")

    @cached_property
    def days(self) -> dict[str, dt.date]:
        """The first and the last day asked for."""
        found = {name: date_of(self._day_asked(name)) for name in DATE_LABELS}
        return {name: day for name, day in found.items() if day is not None}

    @property
    def is_turned_round(self) -> bool:
        """Whether the last day asked for lies before the first, so that nothing can be in between."""
        return "from" in self.days and "to" in self.days and self.days["from"] > self.days["to"]

    @cached_property
    def unknown(self) -> list[tuple[Text, str]]:
        """What was asked for and does not exist: days and a city that are none are among it."""
        wrong = [
            (label, asked)
            for name, label in DATE_LABELS.items()
            if (asked := self._day_asked(name)) and name not in self.days
        ]
        return [*super().unknown, *wrong, *self.unknown_city]

    @cached_property
    def refused(self) -> list[tuple[str, str]]:
        """What a feed can't obey."""
        wrong = [(name, self._day_asked(name)) for name in DATE_LABELS if self._day_asked(name)]
        wrong = [(name, asked) for name, asked in wrong if name not in self.days]
        return [*super().refused, *wrong, *(("fits", asked) for _label, asked in self.unknown_city)]

    @property
    def kept(self) -> Mapping[str, str]:
        days = {name: day.isoformat() for name, day in self.days.items()}
        return days | ({"fits": str(self.fitting_city.slug)} if self.fitting_city else {})

    def values_of_the_moment(self) -> dict[str, FacetValues]:
        """How the open calls stand now."""
        values, now = FacetValues(), timezone.now()
        for value in CallState.values:
            values.records[value] = set()
        for pk, row in self.rows.items():
            if state := call_state_of(row, now):
                values.records[state.value].add(pk)
        return {"call": values}

    def among_rows(self) -> set[int]:
        """The records between the days asked for, and those that fit the city asked for."""
        return self._narrowed

    @cached_property
    def _narrowed(self) -> set[int]:
        found = super().among_rows()
        if self.days:
            first, last = self.days.get("from"), self.days.get("to")
            found = {pk for pk in found if is_between(self.rows[pk], first, last)}
        return found & set(self.fits) if self.fitting_city else found

    # Addresses

    def query_less(self, *names: str) -> str:
        """The query string of the list without what ``names`` say."""
        made = QueryDict(self.query_string, mutable=True)
        for name in names:
            made.pop(name, None)
        return made.urlencode()

    @property
    def feed_query(self) -> str:
        """The query string of the list's feeds: what is in it, not how it is shown."""
        return self.query_less("view", "month", "sort")

    @cached_property
    def query_without_choices(self) -> str:
        """The query string with nothing chosen."""
        made = QueryDict(self._query({}), mutable=True)
        for name in self.further_names:
            made.pop(name, None)
        return made.urlencode()

    @cached_property
    def chips(self) -> list[tuple[Text, Option]]:
        """What is chosen, days and city included."""
        days = [
            (DATE_LABELS[name], Option(name, _day_chip(name, day), 0, True, self.query_less(name)))
            for name, day in self.days.items()
        ]
        return [*super().chips, *days, *self.city_chips]

    @cached_property
    def shown(self) -> list[tuple[str, Any, list[str]]]:
        """The cards of this page, each with its time as a moment of the clock and the reasons why it fits."""
        # ``draw_cards`` leaves out what was deleted in between: then cards and keys would not belong together.
        pks = [int(pk) for pk in self.page.object_list]
        cards = self.cards if len(self.cards) == len(pks) else []
        return [(card, self._moments(pk), self.fits.get(pk, [])) for pk, card in zip(pks, cards, strict=False)]

    def _moments(self, pk: int) -> Any:
        row = self.rows[pk]
        time = next_time_of(row, timezone.localdate())
        return ShownMoments(row["timezone"], time, row["deadline"])

    # Views

    @property
    def view(self) -> str:
        """How the list is asked to be shown: ``month``, ``map`` or nothing for cards."""
        asked = self.query.get("view", "")
        return asked if asked in (MONTH_VIEW, MAP_VIEW) else ""

    @property
    def is_map(self) -> bool:
        """Whether the list is asked for as a map."""
        return self.view == MAP_VIEW

    @property
    def view_links(self) -> list[Link]:
        """The list as cards, as a month and on a map."""
        as_list = Directory._query(self, self.chosen)
        month, on_map = self.query_for_month(self.month), Directory._query(self, self.chosen, view=MAP_VIEW)
        return [
            Link(_("List"), as_list, not self.view),
            Link(_("Month"), month, self.view == MONTH_VIEW),
            Link(_("Map"), on_map, self.view == MAP_VIEW),
        ]

    def _query(self, chosen: dict[str, list[str]], *, sort: str = "", **extra: str) -> str:
        if self.view and "view" not in extra:
            extra |= {"view": self.view}
            extra |= {"month": f"{self.month:%Y-%m}"} if self.is_calendar else {}
        return super()._query(chosen, sort=sort, **extra)

    @cached_property
    def archive_links(self) -> list[Link]:
        """The years with events that are over, the latest first; each with its events, latest first."""
        today = timezone.localdate()
        over = {pk for pk in self._matching(without="year") if (last := last_day_of(self.rows[pk])) and last < today}
        years = sorted((year for year, pks in self._values["year"].records.items() if pks & over), reverse=True)
        chosen = self.chosen.get("year", [])
        return [
            Link(year, Directory._query(self, self.chosen | {"year": [year]}, sort="newest"), chosen == [year])
            for year in years
        ]

    @cached_property
    def subject_links(self) -> list[Link]:
        """The tags of the open calls, those of most calls first: one click to those of one subject."""
        if CallState.OPEN not in self.chosen.get("call", []):
            return []
        view = next((view for view in self.facet_views if view.key == "tag"), None)
        return [
            Link(option.label, self._query(self.chosen | {"tag": [option.value]}), option.is_chosen)
            for option in (view.options[:SUBJECTS_SHOWN] if view else ())
        ]

    # Records

    @cached_property
    def coming_ids(self) -> list[int]:
        """The events of the list that are not over, the next one first."""
        today = timezone.localdate()
        matching = {pk for pk in self.ids if not (last := last_day_of(self.rows[pk])) or last >= today}
        order = self._snapshot.in_order("coming", self.sorts["coming"])
        return [pk for pk in order if pk in matching and self._is_ahead(pk)]

    def _is_ahead(self, pk: int) -> bool:
        row = self.rows[pk]
        return row["start_date"] is not None or call_state_of(row, timezone.now()) in (
            CallState.OPEN,
            CallState.COMING,
        )

    def coming_records(self, loaded: QuerySet[Any], limit: int) -> list[Any]:
        """The next events of the list, at most ``limit``."""
        return self._some_records(loaded, self.coming_ids[:limit])

    def first_records(self, loaded: QuerySet[Any], limit: int) -> list[Any]:
        """The first events of the list, at most ``limit``, in its order."""
        return self._some_records(loaded, self.ids[:limit])

    def _some_records(self, loaded: QuerySet[Any], wanted: list[int]) -> list[Any]:
        if any(key not in self.chosen for key in self.asked):
            return []
        found = {record.pk: record for record in loaded.filter(pk__in=wanted)}
        return [found[pk] for pk in wanted if pk in found]


def _day_chip(name: str, day: dt.date) -> str:
    shown = formats.date_format(day)
    return str(_("from %(day)s") % {"day": shown} if name == "from" else _("until %(day)s") % {"day": shown})


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
