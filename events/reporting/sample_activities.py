"""Four years of activities: the real ones from the catalogue with their sources, and invented ones marked as samples."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from events.choices import EventStatus
from events.models import Delegation, Event
from events.reporting.choices import CityPart, EvidenceKind, EvidenceState, PartnerPart
from events.reporting.models import (
    Activity,
    ActivityCity,
    ActivityPartner,
    ActivityPeople,
    Evidence,
    PeopleKind,
    ReportSection,
)
from events.reporting.sample_series import SERIES, Series
from events.reporting.services.activities import hand_in, let_count
from events.reporting.services.prefilling import Prefilled, prefilled_from
from hub.models import SDG, AreaOfAction, Dimension, Objective, Priority, Scope
from hub.seed_files import facts
from partners.models import City, Partner, Project

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2027, 12, 31)
VOCABULARIES: dict[str, Any] = {
    "objectives": Objective,
    "areas_of_action": AreaOfAction,
    "priorities": Priority,
    "dimensions": Dimension,
}
# What the sources' figures are counts of, as kinds of people.
COUNTED = {"participants": "participants", "visitors a year": "audience", "artists": "artists"}
# Of the invented ones, counted from the first: what each so-manyth lacks or suffers, so that the desk has something
# to show.
WITHOUT_EVIDENCE, DEAD, EXPIRED, HANDED_IN = 11, 9, 17, 16
MARK = "Eksempel / sample"


def load_activities() -> str:
    """Add the activities that are missing."""
    made = [*_from_catalogue(), *_from_series()]
    return f"{len(made)} activities added"


# From the catalogue


def _from_catalogue() -> Iterator[Activity]:
    rows = facts("activities")["activities"]
    applications = [row["title_da"] for row in rows if row["kind"] == "application"]
    projects = Project.objects.filter(live=True, activities__isnull=True).exclude(title_da__in=applications)
    for project in projects.order_by("start", "pk"):
        if _is_in_sight(project.end or LAST, project.start):
            yield _kept(prefilled_from(project))
    for delegation in Delegation.objects.came().filter(activities__isnull=True).order_by("pk"):
        if not delegation.event.activities.exists() and _is_in_sight(delegation.last_day, delegation.first_day):
            yield _kept(prefilled_from(delegation))
    events = Event.objects.filter(live=True, activities__isnull=True, parent__isnull=True, recurrence="")
    reported = Activity.objects.filter(delegation__isnull=False).values("delegation__event")
    events = events.exclude(status=EventStatus.CANCELLED).exclude(kind__key="open_call").exclude(pk__in=reported)
    for event in events.filter(project__isnull=True).order_by("start_date", "pk"):
        if _is_in_sight(event.last_date or event.start_date, event.start_date):
            yield _kept(prefilled_from(event))


def _is_in_sight(last: dt.date | None, first: dt.date | None) -> bool:
    return first is not None and last is not None and last >= FIRST and first <= LAST


def _kept(made: Prefilled) -> Activity:
    """Save it with the figures its source gives; what has ended counts, what is to come is a draft."""
    activity = made.activity
    activity.evidence.set([])
    activity = made.save()
    if (activity.end_date or activity.start_date) >= timezone.localdate():
        return activity
    _count_people(activity)
    _prove_by_source(activity)
    return let_count(activity)


def _count_people(activity: Activity) -> None:
    """The heads that the catalogue's text counts: real ones have them as a list, samples have none."""
    rows = {row["title_da"]: row for row in facts("activities")["activities"]}
    row = rows.get(getattr(activity.origin, "title_da", ""))
    for result in row["results"] if row else []:
        kind = PeopleKind.objects.filter(key=COUNTED.get(result["what"], "")).first()
        if kind is not None:
            ActivityPeople.objects.create(activity=activity, kind=kind, count=result["value"])


def _prove_by_source(activity: Activity) -> None:
    """The pages that the source names, as links; of invented ones a page that is nowhere."""
    if activity.is_sample:
        _sample_link(activity, 0)
        return
    for source in filter(None, activity.source.split("; ")):
        if address := re.search(r"https?://\S+", source):
            title = source[: address.start()].rstrip(" -").replace('"', "")[:200] or address[0]
            Evidence.objects.create(activity=activity, kind=EvidenceKind.LINK, title=title, url=address[0])


# Invented


def _from_series() -> Iterator[Activity]:
    known = set(Activity.objects.filter(is_sample=True).values_list("title_da", flat=True))
    number = 0
    for series in SERIES:
        for year, *figures in series.years:
            number += 1
            if f"{series.title_da} {year}" not in known:
                yield _made(series, year, figures, number)


def _made(series: Series, year: int, figures: list[int], number: int) -> Activity:
    people, hours, money = figures
    start = dt.date(year, series.month, series.day)
    activity = Activity.objects.create(
        title_da=f"{series.title_da} {year}",
        title_en=f"{series.title_en} {year}",
        summary_da=series.summary_da,
        summary_en=series.summary_en,
        result_da=series.result_da,
        result_en=series.result_en,
        impact_da="",
        start_date=start,
        end_date=start + dt.timedelta(days=series.days - 1) if series.days > 1 else None,
        section=ReportSection.objects.filter(template__key="monitoring_report", key=series.section).first(),
        scope=Scope.objects.filter(key=series.scope).first(),
        # Planned in round numbers, spent as it came.
        hours_planned=Decimal(round(hours, -1)),
        hours_spent=Decimal(hours),
        money_planned=Decimal(round(money, -4)),
        money_spent=Decimal(money),
        source=MARK,
        is_sample=True,
    )
    _serve(activity, series)
    _take_part(activity, series, people)
    _prove(activity, number)
    return _moved_on(activity, number)


def _serve(activity: Activity, series: Series) -> None:
    keys = {
        "objectives": series.objectives,
        "areas_of_action": series.areas,
        "priorities": series.priorities,
        "dimensions": series.dimensions,
    }
    for name, model in VOCABULARIES.items():
        getattr(activity, name).set(model.objects.filter(key__in=keys[name]))
    activity.sdgs.set(SDG.objects.filter(order__in=series.sdgs))


def _take_part(activity: Activity, series: Series, people: int) -> None:
    for place, partner in enumerate(_in_order(Partner, series.partners)):
        role = PartnerPart.PARTICIPANT if place else PartnerPart.LEAD
        ActivityPartner.objects.create(activity=activity, partner=partner, role=role)
    for place, city in enumerate(_in_order(City, series.cities)):
        part = CityPart.PARTICIPANT if place else CityPart.HOST
        ActivityCity.objects.create(activity=activity, city=city, role=part)
    ActivityPeople.objects.create(activity=activity, kind=PeopleKind.objects.get(key=series.people), count=people)


def _in_order(model: Any, titles: tuple[str, ...]) -> list[Any]:
    found = {row.title_da: row for row in model.objects.filter(title_da__in=titles)}
    return [found[title] for title in titles if title in found]


def _prove(activity: Activity, number: int) -> None:
    """Evidence of several kinds; a few have none, some of it is dead or has run out."""
    if number % WITHOUT_EVIDENCE == 0:
        return
    link = _sample_link(activity, number)
    if number % DEAD == 0:
        _mark(link, state=EvidenceState.DEAD, http_status=404, problem="refused")
    elif number % EXPIRED == 0:
        _mark(link, state=EvidenceState.EXPIRED, expires_on=activity.start_date + dt.timedelta(days=365))
    elif number % 3 == 0:
        text = f"{MARK}: deltagerliste / list of those who came\n{activity.title_da}\n"
        row = Evidence(activity=activity, kind=EvidenceKind.ATTENDANCE, title=f"{MARK}: deltagerliste")
        row.file.save(f"sample-{activity.pk}.txt", ContentFile(text.encode()))


def _sample_link(activity: Activity, number: int) -> Evidence:
    """A link to a name that no web server can have (RFC 2606), marked as a sample."""
    kind = EvidenceKind.PRESS if number % 2 else EvidenceKind.LINK
    title = f"{MARK}: {activity.title_da}"[:200]
    made = Evidence.objects.create(
        activity=activity,
        kind=kind,
        title=title,
        url=f"https://eksempel.invalid/{activity.pk}",
        obtained_on=activity.end_date or activity.start_date,
    )
    return _mark(made, state=EvidenceState.ALIVE, http_status=200)


def _mark(piece: Evidence, **values: Any) -> Evidence:
    """What a check would have found out."""
    Evidence.objects.filter(pk=piece.pk).update(checked_at=timezone.now(), **values)
    return piece


def _moved_on(activity: Activity, number: int) -> Activity:
    """Accepted; of the last year some wait for the focal point."""
    if (activity.end_date or activity.start_date) >= timezone.localdate():
        return activity
    if number % HANDED_IN == 0:
        link = activity.partner_links.select_related("partner").first()
        activity.for_partner = link.partner if link else None
        activity.save()
        return hand_in(activity, handed_in_by=None)
    return let_count(activity)
