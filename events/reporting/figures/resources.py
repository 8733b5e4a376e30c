"""Money and hours, planned against spent."""

from django.utils.translation import gettext as _

from events.reporting.figures.definitions import definition
from events.reporting.figures.facts import ActivityFact, World, total
from events.reporting.figures.numbers import Number, Selection, count
from events.reporting.figures.shapes import Entry, Figure, FigureTable


def money_and_hours(world: World, currency: str = "DKK") -> Figure:
    """Two tables, money in ``currency`` and hours: planned, spent and the difference by year, and who doesn't say."""
    about = definition("resources")
    tables = (
        _table(world, _("Money (%(currency)s)") % {"currency": currency}, "money"),
        _table(world, _("Hours"), "hours"),
    )
    return Figure("resources", str(about.title), str(about.text), tables, bars=2)


def _table(world: World, caption: str, what: str) -> FigureTable:
    headings = (_("Year"), _("Planned"), _("Spent"), _("Difference"), _("Don’t say what was spent"))
    rows: list[tuple[Entry, ...]] = [
        (str(year), *_of([a for a in world.activities if a.year == year], what, str(year)))
        for year in world.period.years
    ]
    rows.append((_("All years"), *_of(list(world.activities), what, "")))
    return FigureTable(caption, headings, tuple(rows), totals=1)


def _of(activities: list[ActivityFact], what: str, year: str) -> tuple[Number, ...]:
    planned, spent = f"{what}_planned", f"{what}_spent"
    in_year = (("year", year),) if year else ()
    both = [a for a in activities if a.measure(planned) is not None and a.measure(spent) is not None]
    difference = total(a.measure(spent) for a in both) - total(a.measure(planned) for a in both)
    unsaid = sum(1 for a in activities if a.measure(spent) is None)
    return (
        _sum(activities, planned, in_year),
        _sum(activities, spent, in_year),
        Number(difference, Selection("activities", (*in_year, ("said", f"{what}_both"))), len(both)),
        count(unsaid, "activities", *in_year, ("unsaid", spent)),
    )


def _sum(activities: list[ActivityFact], name: str, filters: tuple[tuple[str, str], ...]) -> Number:
    values = [value for activity in activities if (value := activity.measure(name)) is not None]
    return Number(total(values), Selection("activities", (*filters, ("said", name)), name), len(values))
