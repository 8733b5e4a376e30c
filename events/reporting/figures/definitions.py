"""What each figure counts: the one source of the data dictionary, the pages and the spreadsheets."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure's row in the data dictionary."""

    key: str
    title: str | Promise
    text: str | Promise


DEFINITIONS = (
    Definition(
        "rules",
        _("What all figures share"),
        _(
            "An activity counts once it is accepted, once only, wherever it came from, on its last day (its first if "
            "no last day is given): what crosses a year’s end counts in the year in which it ended. What was made from "
            "a cancelled event, or from a record merged into another, does not count. Public figures and reports count "
            "only what evidence proves today. Partners that have been withdrawn since still count, unnamed in public. "
            "Both languages count the same; sums are exact and rounded half up only where they are shown."
        ),
    ),
    Definition(
        "matrix",
        _("Alignment matrix"),
        _(
            "Each field counts the activities that have both the term of its row and that of its column. An activity "
            "with several terms is in several fields, so fields must not be added up: “All” counts each activity once. "
            "“Without” counts those that have no term of that kind. Empty fields are next year’s plan."
        ),
    ),
    Definition(
        "helix",
        _("Triple-helix mix"),
        _(
            "Activities with at least one partner whose main sector it is; an activity counts once in each sector that "
            "it has. “All three” needs education, business and public sector. Projects are those that run on a day of "
            "the period; one lacks a sector when none of its partners has it as main sector."
        ),
    ),
    Definition(
        "participation",
        _("Participation"),
        _(
            "People by role who came, as the host recorded it: our own city’s delegations, and those of other cities "
            "that came to us. Registered people whose coming nobody has recorded are not counted. Cancelled "
            "delegations and cancelled events don’t count. Year: that of the first day of the visit."
        ),
    ),
    Definition(
        "exchange",
        _("Exchange balance"),
        _(
            "Visits of which people came, events that have begun and projects with other cities, in and out, as the "
            "public page of exchange counts them. A thing is counted once in each region that it has to do with, so "
            "regions must not be added up: “All” counts each once. Cancelled events and what is not public don’t count."
        ),
    ),
    Definition(
        "people",
        _("People reached"),
        _(
            "The sum of the head counts that activities give, by kind and year. Somebody who came to two activities is "
            "counted twice: head counts don’t know who it was."
        ),
    ),
    Definition(
        "resources",
        _("Money and hours"),
        _(
            "The sums of what activities say was planned and spent, by year. An activity that says nothing is not "
            "nought: how many don’t say stands beside each sum. The difference is spent minus planned, of the "
            "activities that say both."
        ),
    ),
    Definition(
        "trend",
        _("Trend by year"),
        _(
            "Activities, those of them that evidence proves, different partners and cities that took part, and people "
            "reached, by the year in which the activities count. A partner counts once in a year; years must not be "
            "added up for partners and cities."
        ),
    ),
)


def definition(key: str) -> Definition:
    """The definition of a figure. Raises ``StopIteration`` for a key that there is not."""
    return next(found for found in DEFINITIONS if found.key == key)


def as_markdown() -> str:
    """The definitions as the data dictionary has them, in English."""
    with override("en"):
        lines = [f"| {row.title} (`{row.key}`) | {row.text} |" for row in DEFINITIONS]
    return "\n".join(["| figure | what it counts |", "|---|---|", *lines])
