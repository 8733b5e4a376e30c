"""Which events fit one city, and why: who takes part, shared fields and subjects, its clock, its other dates."""

import datetime as dt
import zoneinfo
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.choices import Attendance, CallState
from events.event_times import Row, call_state_of, last_day_of, next_time_of, periods_of
from hub.bilingual import text_of_pair
from hub.collation import sort_key
from hub.directory import Directory
from hub.list_query import MAX_VALUE_LENGTH, Option, Text
from partners.models import City, CityFieldPeriod
from partners.models.exchange import CityNeed, CityOffer

WAKING_HOURS = (dt.time(8), dt.time(22))
CLOSE_DAYS = 7
FIT_LABEL = gettext_lazy("Fits the city")


@dataclass(frozen=True, slots=True)
class CityOption:
    """A city to choose."""

    slug: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of all cities and of one: today's fields, who takes part in what, the one's subjects."""

    fields: dict[int, dict[str, str]]
    taking_part: dict[int, set[int]]
    names: dict[int, str]
    subjects: frozenset[str]


class FitView(Directory):
    """What a list of events needs to be narrowed to those that fit a city."""

    @cached_property
    def _city_asked(self) -> str:
        return self.query.get("fits", "").strip()[:MAX_VALUE_LENGTH].replace("\0", "")

    @cached_property
    def _cities(self) -> dict[str, City]:
        """The public cities by their slugs; one query."""
        cities = City.objects.public()
        return {city.slug: city for city in cities.only(*cities.link_fields, "timezone")}

    @cached_property
    def fitting_city(self) -> Any:
        """The city asked for, or ``None``."""
        return self._cities.get(self._city_asked) if self._city_asked else None

    @property
    def unknown_city(self) -> list[tuple[Text, str]]:
        """The city asked for, if there is none such."""
        return [(FIT_LABEL, self._city_asked)] if self._city_asked and self.fitting_city is None else []

    @property
    def city_chips(self) -> list[tuple[Text, Option]]:
        """The chosen city, with the address without it."""
        city = self.fitting_city
        if city is None:
            return []
        name = _("fits %(city)s") % {"city": city}
        return [(FIT_LABEL, Option("fits", name, 0, True, self.query_less("fits")))]

    def query_less(self, *names: str) -> str:
        """The query string of the list without what ``names`` say."""
        raise NotImplementedError

    @cached_property
    def cities_to_choose(self) -> list[CityOption]:
        """The public cities, by name."""
        cities = self._cities.values()
        options = [CityOption(city.slug, str(city), city.slug == self._city_asked) for city in cities]
        return sorted(options, key=lambda option: sort_key(option.name))

    @cached_property
    def fits(self) -> dict[int, list[str]]:
        """The events to come that fit the city, each with the reasons; four queries, whatever their number."""
        city = self.fitting_city
        if city is None:
            return {}
        today, facts = timezone.localdate(), self._facts(city)
        busy = self._days_of(city, facts)
        found: dict[int, list[str]] = {}
        for pk, row in self.rows.items():
            last = last_day_of(row)
            is_open = call_state_of(row, timezone.now()) in (CallState.OPEN, CallState.COMING)
            if not is_open and (last is None or last < today):
                continue
            if reasons := [*_who(city, pk, row, facts), *self._subjects(pk, facts), *_clock(city, row)]:
                found[pk] = [*reasons, *_until(city, row), *_dates(pk, row, busy)]
        return found

    def _facts(self, city: City) -> _Facts:
        periods = CityFieldPeriod.objects.filter(until_year=None).values_list(
            "city_id", "field__key", "field__title_da", "field__title_en"
        )
        fields: dict[int, dict[str, str]] = defaultdict(dict)
        for city_id, key, da, en in periods:
            fields[city_id][key] = str(text_of_pair(da, en))
        links = self.records.model._meta.get_field("city_links").related_model.objects
        taking_part: dict[int, set[int]] = defaultdict(set)
        for event_id, city_id in links.values_list("event_id", "city_id"):
            taking_part[event_id].add(city_id)
        for event_id, row in self.rows.items():
            if row["city_id"]:
                taking_part[event_id].add(row["city_id"])
        names = {city.pk: str(city) for city in self._cities.values()}
        return _Facts(fields, taking_part, names, self._words(city))

    @staticmethod
    def _words(city: City) -> frozenset[str]:
        """The slugs of what the city has, offers and looks for."""
        own = [
            through.objects.filter(content_object=city).order_by().values_list("tag__slug", flat=True)
            for through in (City.tags.through, CityOffer, CityNeed)
        ]
        return frozenset(own[0].union(*own[1:]))

    def _subjects(self, pk: int, facts: _Facts) -> Iterator[str]:
        shared = self._tags_of.get(pk, frozenset()) & facts.subjects
        if shared:
            words = ", ".join(sorted(self._values["tag"].name_of(slug) for slug in shared))
            yield _("Your subjects: %(words)s") % {"words": words}

    @cached_property
    def _tags_of(self) -> dict[int, frozenset[str]]:
        return {pk: frozenset(values) for pk, values in self.values_of("tag").items()}

    def _days_of(self, city: City, facts: _Facts) -> list[tuple[int, str, dt.date, dt.date]]:
        """The days on which the city takes part in something, with its name."""
        return [
            (pk, str(text_of_pair(row["title_da"], row["title_en"])), first, last)
            for pk, row in self.rows.items()
            if city.pk in facts.taking_part.get(pk, ()) and row["status"] != "cancelled"
            for first, last in periods_of(row)
        ]


def _who(city: City, pk: int, row: Row, facts: _Facts) -> Iterator[str]:
    others = facts.taking_part.get(pk, set()) - {city.pk}
    if row["city_id"] == city.pk:
        yield _("It is in %(city)s") % {"city": city}
    elif city.pk in facts.taking_part.get(pk, ()):
        yield _("%(city)s takes part") % {"city": city}
    own = facts.fields.get(city.pk, {})
    shared = {key: name for other in others & set(facts.names) for key, name in facts.fields.get(other, {}).items()}
    if common := [name for key, name in shared.items() if key in own]:
        cities = sorted(
            facts.names[other] for other in others if other in facts.names and own.keys() & facts.fields.get(other, {})
        )
        yield _("Your field, %(field)s: %(cities)s") % {"field": ", ".join(common), "cities": ", ".join(cities)}


def _clock(city: City, row: Row) -> Iterator[str]:
    """What is held online at a waking hour of the city."""
    if row["attendance"] == Attendance.ONSITE:
        return
    time = next_time_of(row, timezone.localdate())
    if time is None or time.starts is None:
        return
    local = time.starts.astimezone(zoneinfo.ZoneInfo(city.timezone))
    if WAKING_HOURS[0] <= local.time() <= WAKING_HOURS[1]:
        yield _("Online at %(time)s in %(city)s") % {"time": formats.time_format(local.time()), "city": city}


def _until(city: City, row: Row) -> Iterator[str]:
    if call_state_of(row, timezone.now()) == CallState.OPEN and row["deadline"]:
        local = row["deadline"].astimezone(zoneinfo.ZoneInfo(city.timezone))
        moment = formats.date_format(local, "DATETIME_FORMAT")
        yield _("Open until %(moment)s in %(city)s") % {"moment": moment, "city": city}


def _dates(pk: int, row: Row, busy: list[tuple[int, str, dt.date, dt.date]]) -> Iterator[str]:
    """What else the city has in those days, or close to them."""
    time = next_time_of(row, timezone.localdate())
    if time is None:
        return
    close = dt.timedelta(CLOSE_DAYS)
    for other, name, first, last in busy:
        if other == pk:
            continue
        if first <= time.last and last >= time.first:
            yield _("At the same time as %(event)s") % {"event": name}
            return
        if first - close <= time.last and last + close >= time.first:
            yield _("Within a week of %(event)s") % {"event": name}
            return
