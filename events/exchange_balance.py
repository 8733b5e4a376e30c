"""Exchange with other cities, in and out: what is counted, and how it adds up. Queries in, frozen dataclasses out.

Seen from the hub's own city. A thing is counted once for each place, whatever the number of its cities there, so the
places of one level may add up to more than there are things.

* A **visit** is a delegation of which people came, as the host has recorded. In: another city's to an event here; out:
  one's own to an event elsewhere. Its year is that of the day it came for.
* An **event** is one that has begun and was not cancelled. In: here, with other cities taking part; out: in another
  city, with one's own city, a partner or a project taking part.
* A **project** is one with another city. Out if another city leads it, in otherwise; its year is that of its start.

Only what is public is counted, on every side.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, Sum
from django.utils import timezone

from events.choices import EventStatus
from events.models import Delegation, Event, EventCity, EventPartner
from hub.addresses import index_url
from hub.bilingual import BilingualText, active_language, text_of_pair
from hub.querysets import public_q
from hub.unesco_regions import region_key
from partners.choices import CityRole
from partners.models import City, Project, ProjectCity


class What(StrEnum):
    """What is counted."""

    VISITS = "visits"
    EVENTS = "events"
    PROJECTS = "projects"


class Way(StrEnum):
    """Who comes to whom: others here, or we there."""

    IN = "in"
    OUT = "out"


class Level(StrEnum):
    """By what places are told apart."""

    REGION = "region"
    COUNTRY = "country"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class ExchangeCity:
    """A city with which there is exchange. ``region`` is empty for a country that is in none of UNESCO's."""

    pk: int
    slug: str
    title: BilingualText
    url: str
    country: str
    region: str

    def key(self, level: Level) -> str:
        """Which place of a level it belongs to."""
        return {Level.REGION: self.region, Level.COUNTRY: self.country, Level.CITY: self.slug}[level]


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """One visit, event or project. ``people`` is a head count of those who came, for visits alone."""

    what: What
    way: Way
    pk: int
    title: BilingualText
    url: str
    day: dt.date | None
    cities: tuple[ExchangeCity, ...]
    people: int = 0

    @property
    def year(self) -> int | None:
        """The year in which it is counted; ``None`` for what has no day."""
        return self.day.year if self.day else None

    def places(self, level: Level) -> set[str]:
        """The places of a level that it is counted for."""
        return {city.key(level) for city in self.cities}


@dataclass(frozen=True, slots=True)
class Balance:
    """How much there was of each, in and out, at one place or in one year. ``key`` says which."""

    key: str
    counts: dict[tuple[What, Way], int] = field(hash=False)

    @property
    def total(self) -> int:
        """Everything together."""
        return sum(self.counts.values())


COLUMNS: tuple[tuple[What, Way], ...] = tuple((what, way) for what in What for way in Way)


def exchange_rows(own_slug: str) -> list[ExchangeRow]:
    """Everything that is counted, the latest first; ``own_slug`` is that of the hub's own city. Seven queries.

    Without a record of the own city nothing can be told apart, and nothing is counted.
    """
    cities = _cities()
    own = next((city for city in cities.values() if city.slug == own_slug), None)
    if own is None:
        return []
    found = [*_visits(own, cities), *_events(own, cities), *_projects(own, cities)]
    return sorted(found, key=lambda row: (row.day or dt.date.min, row.what, row.pk), reverse=True)


def select(
    rows: Iterable[ExchangeRow],
    *,
    what: What | None = None,
    way: Way | None = None,
    year: int | None = None,
    place: tuple[Level, str] | None = None,
) -> list[ExchangeRow]:
    """The rows behind a number: ``len`` of it is the number."""
    return [
        row
        for row in rows
        if (what is None or row.what == what)
        and (way is None or row.way == way)
        and (year is None or row.year == year)
        and (place is None or place[1] in row.places(place[0]))
    ]


def balance_by(level: Level, rows: Iterable[ExchangeRow], keys: Iterable[str] = ()) -> list[Balance]:
    """What there was with each place of a level, the most first; ``keys`` are places that are told of with nothing."""
    counted: dict[str, dict[tuple[What, Way], int]] = {key: dict.fromkeys(COLUMNS, 0) for key in keys}
    for row in rows:
        for key in row.places(level):
            counted.setdefault(key, dict.fromkeys(COLUMNS, 0))[row.what, row.way] += 1
    found = [Balance(key, counts) for key, counts in counted.items()]
    return sorted(found, key=lambda one: (-one.total, one.key))


def balance_by_year(rows: Iterable[ExchangeRow]) -> list[Balance]:
    """What there was in each year, the latest first; what has no day is in none."""
    counted: dict[int, dict[tuple[What, Way], int]] = {}
    for row in rows:
        if row.year is not None:
            counted.setdefault(row.year, dict.fromkeys(COLUMNS, 0))[row.what, row.way] += 1
    return [Balance(str(year), counted[year]) for year in sorted(counted, reverse=True)]


# Where the rows come from


def _cities() -> dict[int, ExchangeCity]:
    base = index_url(City, active_language())
    names = ("pk", "slug", "title_da", "title_en", "country")
    rows = City.objects.filter(public_q()).values_list(*names) if base else []
    return {
        pk: ExchangeCity(pk, slug, text_of_pair(da, en), f"{base}{slug}/", str(country), region_key(str(country)))
        for pk, slug, da, en, country in rows
    }


def _address(model: type[Any], slug: str) -> str:
    base = index_url(model, active_language())
    return f"{base}{slug}/" if base else ""


def _visits(own: ExchangeCity, cities: dict[int, ExchangeCity]) -> list[ExchangeRow]:
    abroad = Q(event__city=own.pk) & ~Q(city=own.pk) | Q(city=own.pk) & ~Q(event__city=own.pk)
    came = Delegation.objects.came().filter(public_q("event__"), abroad, event__city__isnull=False)
    names = ("pk", "city", "occurrence", "event__city", "event__slug", "event__title_da", "event__title_en")
    rows = came.annotate(heads=Sum("people__came")).values_list(*names, "event__start_date", "heads")
    found = []
    for pk, city, occurrence, host, slug, da, en, start, heads in rows:
        way, other = (Way.OUT, cities.get(host)) if city == own.pk else (Way.IN, cities.get(city))
        if other is not None:
            text = text_of_pair(da, en)
            day = occurrence or start
            found.append(ExchangeRow(What.VISITS, way, pk, text, _address(Event, slug), day, (other,), heads or 0))
    return found


def _events(own: ExchangeCity, cities: dict[int, ExchangeCity]) -> list[ExchangeRow]:
    takes_part = EventCity.objects.filter(event=OuterRef("pk"), city=own.pk)
    is_ours = Exists(takes_part) | Exists(EventPartner.objects.filter(event=OuterRef("pk"))) | Q(project__isnull=False)
    begun = Event.objects.public().filter(start_date__lte=timezone.localdate(), city__isnull=False, parent__isnull=True)
    begun = begun.exclude(status__in=(EventStatus.CANCELLED, EventStatus.POSTPONED))
    here_or_ours = begun.filter(Q(city=own.pk) | is_ours)
    names = ("pk", "city", "slug", "title_da", "title_en", "start_date")
    others = _linked(here_or_ours, "city_links__city", own, cities)
    found = []
    for pk, host, slug, da, en, day in here_or_ours.values_list(*names):
        way = Way.IN if host == own.pk else Way.OUT
        there = tuple(others.get(pk, ())) if way is Way.IN else tuple(filter(None, [cities.get(host)]))
        if there:
            found.append(ExchangeRow(What.EVENTS, way, pk, text_of_pair(da, en), _address(Event, slug), day, there))
    return found


def _linked(
    records: Any, relation: str, own: ExchangeCity, cities: dict[int, ExchangeCity]
) -> dict[int, list[ExchangeCity]]:
    """The other cities of each record."""
    found: dict[int, list[ExchangeCity]] = {}
    pairs = records.filter(**{f"{relation}__isnull": False}).values_list("pk", relation)
    for pk, city in sorted(set(pairs)):
        if city != own.pk and city in cities:
            found.setdefault(pk, []).append(cities[city])
    return found


def _projects(own: ExchangeCity, cities: dict[int, ExchangeCity]) -> list[ExchangeRow]:
    public = Project.objects.public()
    others = _linked(public, "city_links__city", own, cities)
    leads = ProjectCity.objects.filter(role=CityRole.LEAD).values_list("project", "city")
    led_elsewhere = {project for project, city in leads if city != own.pk and city in cities}
    found = []
    for pk, slug, da, en, start in public.filter(pk__in=others).values_list(
        "pk", "slug", "title_da", "title_en", "start"
    ):
        way = Way.OUT if pk in led_elsewhere else Way.IN
        text = text_of_pair(da, en)
        found.append(ExchangeRow(What.PROJECTS, way, pk, text, _address(Project, slug), start, tuple(others[pk])))
    return found
