"""Figures: pure functions of frozen facts. ``loader`` asks the database, ``lists`` gives the rows behind a number."""

from events.reporting.figures.exchange import exchange
from events.reporting.figures.facts import Axis, World
from events.reporting.figures.helix import helix_mix
from events.reporting.figures.matrix import alignment_matrix
from events.reporting.figures.people import participation, people_reached
from events.reporting.figures.resources import money_and_hours
from events.reporting.figures.shapes import Figure
from events.reporting.figures.trend import trend


def all_figures(
    world: World, *, rows: Axis = Axis.PRIORITY, columns: Axis = Axis.OBJECTIVE, currency: str = "DKK"
) -> tuple[Figure, ...]:
    """Every figure of a period that ``world`` has the facts for, in the order in which they are shown."""
    balance = () if world.exchange is None else (exchange(world, world.exchange),)
    return (
        trend(world),
        alignment_matrix(world, rows, columns),
        helix_mix(world),
        people_reached(world),
        participation(world),
        *balance,
        money_and_hours(world, currency),
    )
