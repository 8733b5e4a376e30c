"""The exchange balance: visits, events and projects with other cities, in and out, by UNESCO region and year."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from events.exchange_balance import COLUMNS, ExchangeRow, Level, Way, What, select
from events.reporting.figures.definitions import definition
from events.reporting.figures.facts import World
from events.reporting.figures.numbers import Number, count
from events.reporting.figures.shapes import Entry, Figure, FigureTable
from hub.unesco_regions import unesco_regions

NOWHERE = "none"  # how an address names the countries that are in none of the regions


def exchange(world: World, held: tuple[ExchangeRow, ...]) -> Figure:
    """All five regions, those with nothing too, then each year of the period; both with all below."""
    about = definition("exchange")
    headings = tuple(str(heading) for heading in _headings().values())
    regions = [(str(region.title), region.key) for region in unesco_regions()]
    if any("" in row.places(Level.REGION) for row in held):
        regions.append((_("In none of the regions"), ""))
    by_region: list[tuple[Entry, ...]] = [(title, *_counts(held, region=key)) for title, key in regions]
    by_year: list[tuple[Entry, ...]] = [(str(year), *_counts(held, year=year)) for year in world.period.years]
    everything: tuple[Entry, ...] = (_("All"), *_counts(held))
    tables = (
        FigureTable(_("Exchange by year"), (_("Year"), *headings), (*by_year, everything), totals=1),
        FigureTable(_("Exchange by UNESCO region"), (_("Region"), *headings), (*by_region, everything), totals=1),
    )
    return Figure("exchange", str(about.title), str(about.text), tables)


def _headings() -> dict[tuple[What, Way], str]:
    return {
        (What.VISITS, Way.IN): _("Visits in"),
        (What.VISITS, Way.OUT): _("Visits out"),
        (What.EVENTS, Way.IN): _("Events in"),
        (What.EVENTS, Way.OUT): _("Events out"),
        (What.PROJECTS, Way.IN): _("Projects in"),
        (What.PROJECTS, Way.OUT): _("Projects out"),
    }


def _counts(rows: Iterable[ExchangeRow], *, year: int | None = None, region: str | None = None) -> tuple[Number, ...]:
    """A number for each of the six, in the order of the headings."""
    rows = list(rows)
    place = None if region is None else (Level.REGION, region)
    within: list[tuple[str, str]] = [("year", str(year))] if year else []
    within += [] if region is None else [("region", region or NOWHERE)]
    return tuple(
        count(
            len(select(rows, what=what, way=way, year=year, place=place)),
            "exchange",
            *within,
            ("what", what.value),
            ("visit", way.value),
        )
        for what, way in COLUMNS
    )
