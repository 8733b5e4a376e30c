"""What the page of the exchange balance shows for a query string."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_countries import countries

from events.exchange_balance import (
    COLUMNS,
    Balance,
    ExchangeRow,
    Level,
    Way,
    What,
    balance_by,
    balance_by_year,
    exchange_rows,
    select,
)
from hub.graphics.bars import Cell, Matrix
from hub.unesco_regions import regions_source, unesco_regions
from partners.models import City

OTHER = "other"
SLUG = re.compile(r"[\w-]{1,255}")


def column_title(what: What, way: Way) -> str:
    """What a column counts."""
    titles = {
        (What.VISITS, Way.IN): _("Visits here"),
        (What.VISITS, Way.OUT): _("Visits there"),
        (What.EVENTS, Way.IN): _("Events here"),
        (What.EVENTS, Way.OUT): _("Events there"),
        (What.PROJECTS, Way.IN): _("Projects led here"),
        (What.PROJECTS, Way.OUT): _("Projects led there"),
    }
    return titles[what, way]


def _is_city(slug: str) -> bool:
    """Whether there is a public city of that address; what can be no address is not asked for."""
    return bool(SLUG.fullmatch(slug)) and bool(City.objects.public().filter(slug=slug).exists())


class ExchangeView:
    """The balance as figure and tables, and the list behind a number if one was asked for.

    ``year``, ``what``, ``way``, ``region``, ``country`` and ``city`` are read; what is unknown is named and ignored.
    """

    def __init__(self, params: QueryDict, settings: Any) -> None:
        self.settings = settings
        self.unknown: list[str] = []
        self.params = params

    @cached_property
    def rows(self) -> list[ExchangeRow]:
        """Everything that is counted, of all years."""
        return exchange_rows(self.settings.city_slug)

    @cached_property
    def years(self) -> list[int]:
        """The years of which something is known, the latest first."""
        return sorted({row.year for row in self.rows if row.year}, reverse=True)

    @cached_property
    def year(self) -> int | None:
        """The year that was asked for."""
        asked = self.params.get("year", "")
        known = {str(year): year for year in self.years}
        return self._known("year", asked, known)

    def _known(self, name: str, asked: str, known: dict[str, Any]) -> Any:
        if asked and asked not in known:
            self.unknown.append(asked[:40])
        return known.get(asked)

    @cached_property
    def what(self) -> What | None:
        """Which of the three was asked for."""
        return self._known("what", self.params.get("what", ""), {one.value: one for one in What})

    @cached_property
    def way(self) -> Way | None:
        """Which way was asked for."""
        return self._known("way", self.params.get("way", ""), {one.value: one for one in Way})

    @cached_property
    def place(self) -> tuple[Level, str] | None:
        """The region, country or city that was asked for; the first of them that is known."""
        for level in Level:
            asked = self.params.get(level.value, "")
            keys = {(key or OTHER): key for row in self.rows for key in row.places(level)}
            if level is Level.REGION:
                keys |= {region.key: region.key for region in unesco_regions()}
            if level is Level.CITY and asked not in keys and _is_city(asked):
                keys[asked] = asked  # with which there is no exchange yet
            if (found := self._known(level.value, asked, keys)) is not None:
                return level, found
        return None

    # The figure and the tables

    @cached_property
    def of_year(self) -> list[ExchangeRow]:
        """What is counted of the year, or of all years."""
        return select(self.rows, year=self.year)

    @cached_property
    def by_region(self) -> Matrix:
        """UNESCO's regions against visits, events and projects, all five whether there is anything or not."""
        keys = [region.key for region in unesco_regions()]
        found = balance_by(Level.REGION, self.of_year, keys)
        ordered = [one for key in keys for one in found if one.key == key] + [one for one in found if one.key == ""]
        caption = _("Exchange by UNESCO region, in and out")
        return self._matrix(caption, ordered, Level.REGION)

    @cached_property
    def by_country(self) -> Matrix:
        """The countries with which there is exchange."""
        return self._matrix(_("By country"), balance_by(Level.COUNTRY, self.of_year), Level.COUNTRY)

    @cached_property
    def by_city(self) -> Matrix:
        """The cities with which there is exchange."""
        return self._matrix(_("By city"), balance_by(Level.CITY, self.of_year), Level.CITY)

    @cached_property
    def by_year(self) -> Matrix:
        """The years of which something is known."""
        found = balance_by_year(self.rows)
        cells = tuple(tuple(self._cell(one, column, year=one.key) for column in COLUMNS) for one in found)
        return Matrix(_("By year"), tuple(one.key for one in found), self._columns, cells)

    @property
    def _columns(self) -> tuple[str, ...]:
        return tuple(column_title(*column) for column in COLUMNS)

    def _matrix(self, caption: str, found: Iterable[Balance], level: Level) -> Matrix:
        balances = list(found)
        cells = tuple(
            tuple(
                self._cell(one, column, year=str(self.year or ""), **{level.value: one.key or OTHER})
                for column in COLUMNS
            )
            for one in balances
        )
        return Matrix(caption, tuple(self.place_title(level, one.key) for one in balances), self._columns, cells)

    def _cell(self, balance: Balance, column: tuple[What, Way], **query: str) -> Cell:
        count = balance.counts[column]
        what, way = column
        asked = {"what": what.value, "way": way.value, **{name: value for name, value in query.items() if value}}
        return Cell(count, str(count), f"?{urlencode(asked)}#list" if count else "")

    def place_title(self, level: Level, key: str) -> str:
        """What a place is called in the reader's language."""
        if level is Level.REGION:
            titles = {region.key: str(region.title) for region in unesco_regions()}
            return titles.get(key, _("In no UNESCO region"))
        if level is Level.COUNTRY:
            return str(countries.name(key)) or key
        named = (str(city.title) for row in self.rows for city in row.cities if city.slug == key)
        return next(named, None) or str(City.objects.filter(slug=key).first() or key)

    # The list behind a number

    @cached_property
    def is_asked(self) -> bool:
        """Whether a list was asked for."""
        return any((self.what, self.way, self.place))

    @cached_property
    def listed(self) -> list[ExchangeRow]:
        """Exactly the rows of the number that led here."""
        return select(self.of_year, what=self.what, way=self.way, place=self.place) if self.is_asked else []

    @cached_property
    def list_title(self) -> str:
        """What the list holds, as a phrase."""
        title = column_title(self.what, self.way) if self.what and self.way else ""
        parts = [title, self.place_title(*self.place) if self.place else "", str(self.year or "")]
        count = ngettext("%(n)d in the list", "%(n)d in the list", len(self.listed)) % {"n": len(self.listed)}
        return ", ".join([*filter(None, parts), count])

    @cached_property
    def refused(self) -> list[str]:
        """What the query string asks for that there is not; read after everything else."""
        _asked = (self.year, self.what, self.way, self.place)
        return self.unknown

    @property
    def has_undated(self) -> bool:
        """Whether something is in the sums that is in no year."""
        return any(row.year is None for row in self.rows)

    @property
    def source(self) -> str:
        """Where the regions are from."""
        return regions_source()
