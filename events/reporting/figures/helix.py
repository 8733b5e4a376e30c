"""The triple-helix mix of activities, and the projects that lack a sector."""

from django.utils.translation import gettext as _

from events.reporting.figures.definitions import definition
from events.reporting.figures.facts import ActivityFact, World
from events.reporting.figures.numbers import count
from events.reporting.figures.shapes import Entry, Figure, FigureTable
from hub.choices import HelixSector

TRIPLE = frozenset({HelixSector.EDUCATION.value, HelixSector.BUSINESS.value, HelixSector.PUBLIC.value})


def sectors_of(activity: ActivityFact) -> frozenset[str]:
    """The main sectors of its partners."""
    return frozenset(partner.sector for partner in activity.partners if partner.sector)


def helix_mix(world: World) -> Figure:
    """Activities by sector in declaration order, zeros included; those with all three; projects lacking each."""
    about = definition("helix")
    return Figure("helix", str(about.title), str(about.text), (_mix(world), _lacking(world)), bars=1)


def _mix(world: World) -> FigureTable:
    had = [sectors_of(activity) for activity in world.activities]
    rows: list[tuple[Entry, ...]] = [
        (str(sector.label), count(sum(sector.value in found for found in had), "activities", ("sector", sector.value)))
        for sector in HelixSector
    ]
    rows.append((_("All three"), count(sum(found >= TRIPLE for found in had), "activities", ("triple", "yes"))))
    rows.append((_("No partner"), count(sum(not found for found in had), "activities", ("without", "sector"))))
    return FigureTable(_("Activities by sector of their partners"), (_("Sector"), _("Activities")), tuple(rows))


def _lacking(world: World) -> FigureTable:
    rows: list[tuple[Entry, ...]] = [
        (
            str(sector.label),
            count(
                sum(sector.value not in project.sectors for project in world.projects),
                "projects",
                ("gap", sector.value),
            ),
        )
        for sector in HelixSector
    ]
    lacking = sum(not project.sectors >= TRIPLE for project in world.projects)
    rows.append((_("Any of the three"), count(lacking, "projects", ("gap", "any"))))
    rows.append((_("All projects"), count(len(world.projects), "projects")))
    return FigureTable(_("Projects lacking a sector"), (_("Sector they lack"), _("Projects")), tuple(rows))
