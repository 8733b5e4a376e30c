"""The trend by year."""

from django.utils.translation import gettext as _

from events.reporting.figures.definitions import definition
from events.reporting.figures.facts import ActivityFact, World
from events.reporting.figures.numbers import Number, Selection, count
from events.reporting.figures.shapes import Entry, Figure, FigureTable


def trend(world: World) -> Figure:
    """Activities, proven ones, partners, cities and people for each year of the period, zeros included."""
    about = definition("trend")
    headings = (_("Year"), _("Activities"), _("Proven"), _("Partners"), _("Cities"), _("People reached"))
    rows: list[tuple[Entry, ...]] = [(str(year), *_of(world, str(year))) for year in world.period.years]
    rows.append((_("All years"), *_of(world, "")))
    tables = (FigureTable(_("Activities by year"), headings, tuple(rows), totals=1),)
    return Figure("trend", str(about.title), str(about.text), tables, bars=1)


def _of(world: World, year: str) -> tuple[Number, ...]:
    found: list[ActivityFact] = [a for a in world.activities if year in ("", str(a.year))]
    within = (("year", year),) if year else ()
    partners = {partner.pk for activity in found for partner in activity.partners}
    cities = {city.pk for activity in found for city in activity.cities}
    counted = [activity for activity in found if activity.people]
    people = sum(activity.reached() for activity in counted)
    return (
        count(len(found), "activities", *within),
        count(sum(activity.is_proven for activity in found), "activities", *within, ("proof", "yes")),
        count(len(partners), "partners", *within),
        count(len(cities), "cities", *within),
        Number(people, Selection("activities", (*within, ("said", "people")), "people"), len(counted)),
    )
