"""People: those reached by activities, and those who travelled."""

from django.utils.translation import gettext as _

from events.reporting.figures.definitions import definition
from events.reporting.figures.facts import ParticipationFact, World
from events.reporting.figures.numbers import Number, Selection, count
from events.reporting.figures.shapes import Entry, Figure, FigureTable


def people_reached(world: World) -> Figure:
    """Head counts by year, then by kind; both with all below."""
    about = definition("people")
    by_year: list[tuple[Entry, ...]] = [(str(year), _reached(world, year=str(year))) for year in world.period.years]
    by_kind: list[tuple[Entry, ...]] = [
        (str(kind.title.shown), _reached(world, kind=kind.key)) for kind in world.kinds if not _is_idle(world, kind.key)
    ]
    everybody: tuple[Entry, ...] = (_("All"), _reached(world))
    unsaid = sum(1 for activity in world.activities if not activity.people)
    without: tuple[Entry, ...] = (_("Activities that don’t say"), count(unsaid, "activities", ("unsaid", "people")))
    tables = (
        FigureTable(_("People reached by year"), (_("Year"), _("People")), (*by_year, everybody), totals=1),
        FigureTable(_("People reached by kind"), (_("Kind"), _("People")), (*by_kind, everybody, without)),
    )
    return Figure("people", str(about.title), str(about.text), tables, bars=1)


def _is_idle(world: World, kind: str) -> bool:
    withdrawn = any(term.is_withdrawn for term in world.kinds if term.key == kind)
    return withdrawn and not any(activity.reached(kind) for activity in world.activities)


def _reached(world: World, *, year: str = "", kind: str = "") -> Number:
    """The sum for a year, a kind, or all; its list has the activities that give such a head count."""
    given = [
        activity
        for activity in world.activities
        if year in ("", str(activity.year)) and any(kind in ("", row.kind) for row in activity.people)
    ]
    filters = (*((("year", year),) if year else ()), ("kind", kind) if kind else ("said", "people"))
    total = sum(activity.reached(kind) for activity in given)
    return Number(total, Selection("activities", filters, "people"), len(given))


def participation(world: World) -> Figure:
    """People who came, by role and year: our own journeys, then visits to us, then what nobody has recorded yet."""
    about = definition("participation")
    tables = (
        _came(world, _("Our own journeys"), is_own=True),
        _came(world, _("Visits to us"), is_own=False),
        FigureTable(
            _("Not recorded yet"),
            (_("Visit"), _("Delegations")),
            (
                (_("Our own journeys"), _unrecorded(world, is_own=True)),
                (_("Visits to us"), _unrecorded(world, is_own=False)),
            ),
        ),
    )
    return Figure("participation", str(about.title), str(about.text), tables)


def _visit(is_own: bool) -> tuple[str, str]:
    return ("visit", "out" if is_own else "in")


def _unrecorded(world: World, *, is_own: bool) -> Number:
    open_ones = {row.delegation for row in world.participations if row.is_own == is_own and row.came is None}
    return count(len(open_ones), "delegations", _visit(is_own), ("recorded", "no"))


def _came(world: World, caption: str, *, is_own: bool) -> FigureTable:
    rows_of = [row for row in world.participations if row.is_own == is_own and row.came is not None]
    titles = {row.role: row.title for row in rows_of}
    years = [str(year) for year in world.period.years]
    rows: list[tuple[Entry, ...]] = [
        (str(title.shown), *(_of_role(rows_of, is_own, role, year) for year in years), _of_role(rows_of, is_own, role))
        for role, title in titles.items()
    ]
    rows.append((_("All"), *(_of_role(rows_of, is_own, "", year) for year in years), _of_role(rows_of, is_own)))
    return FigureTable(caption, (_("Role"), *years, _("All years")), tuple(rows))


def _of_role(rows: list[ParticipationFact], is_own: bool, role: str = "", year: str = "") -> Number:
    found = [row for row in rows if role in ("", row.role) and year in ("", str(row.year))]
    filters: tuple[tuple[str, str], ...] = (_visit(is_own), *((("role", role),) if role else (("recorded", "yes"),)))
    filters = (*filters, ("year", year)) if year else filters
    people = sum(row.came or 0 for row in found)
    return Number(people, Selection("delegations", filters, "came"), len({row.delegation for row in found}))
