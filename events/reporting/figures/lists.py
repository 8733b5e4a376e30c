"""The rows behind a number, asked of the database anew: what a figure's link leads to."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from events.exchange_balance import Level, Way, What, select
from events.models import Delegation
from events.reporting.figures.exchange import NOWHERE
from events.reporting.figures.facts import MEASURES, Axis
from events.reporting.figures.helix import TRIPLE
from events.reporting.figures.loader import RELATIONS, counted, load_exchange, running_projects, site_settings, visits
from events.reporting.figures.numbers import FILTERS, MEASURES_OF_LISTS, Selection
from events.reporting.models import Activity, ActivityCity, ActivityPartner, ActivityPeople
from events.reporting.periods import Period, PeriodError, period_of
from hub.choices import HelixSector
from partners.models import City, Partner, ProjectPartner

KINDS_OF_ROWS = ("activities", "projects", "partners", "cities", "delegations", "exchange")
LONGEST_VALUE = 80


class SelectionError(ValueError):
    """The address of a list makes no sense."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: what it is, when, and what it gives to a sum. ``record`` is the row of the database."""

    title: str
    first: dt.date | None
    last: dt.date | None
    amount: int | Decimal | None
    record: Any
    is_named: bool = True


def selection_of(query: Mapping[str, str]) -> tuple[Selection, Period]:
    """What a query string asks for. Raises ``SelectionError`` for anything that no figure links to."""
    try:
        period = period_of(query.get("period", ""))
    except PeriodError as error:
        raise SelectionError("period") from error
    rows: Any = query.get("rows", "activities")
    measure = query.get("measure", "")
    if rows not in KINDS_OF_ROWS or measure not in ("", *MEASURES_OF_LISTS):
        raise SelectionError("rows")
    filters = tuple((name, value) for name in FILTERS if (value := query.get(name, "")))
    if any(len(value) > LONGEST_VALUE or "\x00" in value for _name, value in filters):
        raise SelectionError("value")
    return Selection(rows, filters, measure), period


def rows_of(selection: Selection, period: Period, *, is_public: bool = False) -> list[ListRow]:
    """The rows that a number counts or sums. Raises ``SelectionError`` for filters that its kind of rows hasn't."""
    filters = dict(selection.filters)
    if selection.rows == "projects":
        return _projects(period, filters)
    if selection.rows == "delegations":
        return _delegations(period, filters)
    if selection.rows == "exchange":
        return _exchange(period, filters)
    found = _activities(period, filters, is_public)
    if selection.rows == "partners":
        return list(_organisations(Partner, ActivityPartner, "partner", found, is_public))
    if selection.rows == "cities":
        return list(_organisations(City, ActivityCity, "city", found, is_public))
    amounts = _amounts(found, selection.measure, filters.get("kind", ""))
    return [
        ListRow(str(activity.title), activity.start_date, activity.end_date, amounts.get(activity.pk), activity)
        for activity in found.select_related("section").order_by("counted_on", "pk")
    ]


def _activities(period: Period, filters: dict[str, str], is_public: bool) -> QuerySet[Any]:
    found = counted(period, is_public=is_public)
    for name, value in filters.items():
        found = _narrowed(found, name, value)
    return found


def _narrowed(found: Any, name: str, value: str) -> QuerySet[Any]:
    """``found`` by one filter."""
    if name == Axis.YEAR:
        return _in_year(found, value)
    if name in RELATIONS:
        return found.filter(**{f"{RELATIONS[Axis(name)]}__key": value})
    if name == "without":
        return _without(found, value)
    if name == "sector":
        return found.filter(pk__in=_with_sector(value))
    if name == "triple":
        for sector in TRIPLE:
            found = found.filter(pk__in=_with_sector(sector))
        return found
    if name == "kind":
        return found.filter(pk__in=ActivityPeople.objects.filter(kind__key=value).values("activity"))
    if name in ("said", "unsaid"):
        return _said(found, value) if name == "said" else found.exclude(pk__in=_said(Activity.objects, value))
    if name == "proof":
        return found.proven()
    raise SelectionError(name)


def _in_year(found: Any, value: str) -> QuerySet[Any]:
    if not (value.isascii() and value.isdigit() and len(value) == 4 and int(value)):
        raise SelectionError("year")
    return found.in_year(int(value))


def _with_sector(sector: str) -> QuerySet[Any]:
    return ActivityPartner.objects.filter(partner__sector=sector).values("activity")


def _without(found: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value == "sector":
        return found.exclude(pk__in=ActivityPartner.objects.exclude(partner__sector="").values("activity"))
    if value not in RELATIONS:
        raise SelectionError("without")
    return found.filter(**{f"{RELATIONS[Axis(value)]}__isnull": True})


def _said(found: Any, value: str) -> QuerySet[Any]:
    if value == "people":
        return found.filter(pk__in=ActivityPeople.objects.values("activity"))
    if value in ("money_both", "hours_both"):
        what = value.removesuffix("_both")
        return found.filter(**{f"{what}_planned__isnull": False, f"{what}_spent__isnull": False})
    if value not in MEASURES:
        raise SelectionError("said")
    return found.filter(**{f"{value}__isnull": False})


def _amounts(found: QuerySet[Any], measure: str, kind: str) -> dict[int, Any]:
    if measure in MEASURES:
        return dict(found.order_by().values_list("pk", measure))
    if measure != "people":
        return {}
    rows = ActivityPeople.objects.filter(activity__in=found.order_by().values("pk"))
    rows = rows.filter(kind__key=kind) if kind else rows
    return dict(rows.order_by().values_list("activity").annotate(sum=Sum("count")))


def _organisations(model: Any, links: Any, name: str, found: QuerySet[Any], is_public: bool) -> Iterator[ListRow]:
    chosen = links.objects.filter(activity__in=found.order_by().values("pk")).values(name)
    for record in model.objects.filter(pk__in=chosen).order_by("title_da", "pk"):
        is_named = record.is_visible or not is_public
        title = str(record.title) if is_named else _("No longer in the catalogue")
        yield ListRow(title, None, None, None, record, is_named)


def _projects(period: Period, filters: dict[str, str]) -> list[ListRow]:
    found = running_projects(period)
    for name, value in filters.items():
        if name != "gap" or value not in (*HelixSector.values, "any"):
            raise SelectionError(name)
        lacking = Q()
        for sector in sorted(TRIPLE) if value == "any" else [value]:
            lacking |= ~Q(pk__in=ProjectPartner.objects.filter(partner__sector=sector).values("project"))
        found = found.filter(lacking)
    return [ListRow(str(project.title), project.start, project.end, None, project) for project in found]


def _exchange(period: Period, filters: dict[str, str]) -> list[ListRow]:
    unknown = [name for name in filters if name not in ("year", "region", "what", "visit")]
    if unknown:
        raise SelectionError(unknown[0])
    region, year = filters.get("region"), filters.get("year")
    if year and not (year.isascii() and year.isdigit()):
        raise SelectionError("year")
    try:
        chosen = select(
            load_exchange(period, site_settings().city_slug),
            what=What(filters["what"]) if "what" in filters else None,
            way=Way(filters["visit"]) if "visit" in filters else None,
            year=int(year) if year else None,
            place=(Level.REGION, "" if region == NOWHERE else region) if region else None,
        )
    except ValueError as error:
        raise SelectionError("what") from error
    return [ListRow(str(row.title), row.day, None, row.people or None, row) for row in chosen]


def _delegations(period: Period, filters: dict[str, str]) -> list[ListRow]:
    rows = visits(period, site_settings().city_slug)
    for name, value in filters.items():
        if name == "year" and value.isascii() and value.isdigit():
            rows = rows.filter(visit_year=int(value))
        elif name == "role":
            rows = rows.filter(role__key=value, came__isnull=False)
        elif name == "visit":
            rows = rows.filter(is_own=value == "out")
        elif name == "recorded":
            rows = rows.filter(came__isnull=value == "no")
        else:
            raise SelectionError(name)
    amounts = dict(rows.order_by().values_list("delegation").annotate(sum=Sum("came")))
    found = Delegation.objects.filter(pk__in=amounts).select_related("event", "city").order_by("pk")
    return [ListRow(str(visit), visit.first_day, None, amounts[visit.pk], visit) for visit in found]
