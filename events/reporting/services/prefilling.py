"""What an activity begins with when it is made from a project or an event: everything that is known already."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from events.models import Delegation, Event
from events.reporting.choices import CityPart, EvidenceKind, PartnerPart
from events.reporting.models import (
    SUBJECTS,
    Activity,
    ActivityCity,
    ActivityPartner,
    ActivityPeople,
    Evidence,
    PeopleKind,
    ReportSection,
)
from hub.models import SiteSettings
from partners.models import Project

# The section that a new activity is put in, by what it is.
LOCAL, INTERCITY, GLOBAL = "local_initiatives", "intercity_initiatives", "global_management"
# The kind of people that delegations are made of.
DELEGATES = "delegates"
GLOBAL_KINDS = ("annual_conference", "sub_network_meeting")
# Roles of other catalogues in the words of this one; what is not named takes part.
PARTNER_PARTS = {
    "lead": PartnerPart.LEAD,
    "host": PartnerPart.LEAD,
    "organiser": PartnerPart.LEAD,
    "co_organiser": PartnerPart.LEAD,
    "funder": PartnerPart.FUNDER,
}


@dataclass(frozen=True, slots=True)
class Prefilled:
    """An unsaved activity with its rows, the terms it serves by relation, and what its maker should know."""

    activity: Activity
    terms: dict[str, list[Any]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def save(self) -> Activity:
        """Keep it, terms and rows included."""
        self.activity.save()
        for name, terms in self.terms.items():
            getattr(self.activity, name).set(terms)
        return self.activity


def prefilled_from(origin: Any) -> Prefilled:
    """An activity made from a ``Project``, an ``Event``, a ``Delegation``, or ``None`` for nothing.

    Raises ``TypeError`` for anything else. Nothing is saved.
    """
    if origin is None:
        return Prefilled(Activity(start_date=timezone.localdate()))
    if isinstance(origin, Project):
        return _from_project(origin)
    if isinstance(origin, Event):
        return _from_event(origin)
    if isinstance(origin, Delegation):
        return _from_delegation(origin)
    raise TypeError(type(origin))


def _texts(origin: Any) -> dict[str, str]:
    return {
        "title_da": origin.title_da,
        "title_en": origin.title_en,
        "summary_da": origin.lead_da,
        "summary_en": origin.lead_en,
        "source": origin.source,
        "is_sample": origin.is_sample,
    }


def _from_project(project: Project) -> Prefilled:
    first, last = _days_of(project.start, project.end)
    activity = Activity(project=project, start_date=first, end_date=last, scope=project.scope, **_texts(project))
    cities = [(link.city, CityPart.HOST if link.role == "lead" else CityPart.PARTICIPANT) for link in _cities(project)]
    _give_rows(activity, project, cities)
    activity.section = _section(INTERCITY if _has_other_cities(cities) else LOCAL)
    terms = {name: list(getattr(project, name).all()) for name in SUBJECTS}
    events = Activity.objects.filter(event__project=project)
    remark = _("Events of this project are activities already; say here only what they don’t: %(titles)s.")
    remarks = (remark % {"titles": _listed(events)},) if events.exists() else ()
    return Prefilled(activity, terms, remarks)


def _from_event(event: Event) -> Prefilled:
    first, last = _days_of(event.start_date, event.last_date or event.end_date)
    activity = Activity(event=event, start_date=first, end_date=last, scope=event.scope, **_texts(event))
    cities = [(link.city, CityPart.PARTICIPANT) for link in _cities(event)]
    if event.city is not None and event.city.pk not in {city.pk for city, _part in cities}:
        cities.insert(0, (event.city, CityPart.HOST))
    _give_rows(activity, event, cities)
    kind = event.kind.key if event.kind else ""
    where = GLOBAL if kind in GLOBAL_KINDS else INTERCITY if _has_other_cities(cities) else LOCAL
    activity.section = _section(where)
    project = event.project
    terms = {name: list(getattr(project, name).all()) for name in SUBJECTS} if project else {}
    return Prefilled(activity, terms, _remarks_on(event))


def _from_delegation(delegation: Delegation) -> Prefilled:
    """A visit: as its event, with the visiting city and the people who came."""
    event = delegation.event
    made = _from_event(event)
    activity = made.activity
    activity.event, activity.delegation = None, delegation
    activity.is_sample = delegation.is_sample
    activity.start_date = delegation.first_day or activity.start_date
    activity.end_date = delegation.last_day or activity.end_date
    for language in ("da", "en"):
        with override(language):
            values = {"city": delegation.city.title, "event": event.title}
            setattr(activity, f"title_{language}", (_("%(city)s visits: %(event)s") % values)[:200])
    known = [link for link in activity.city_links.all() if link.city != delegation.city]
    activity.city_links.set([*known, ActivityCity(city=delegation.city, role=CityPart.GUEST)])
    came = sum(row.came or 0 for row in delegation.people.all())
    kind = PeopleKind.objects.filter(key=DELEGATES).first()
    if came and kind:
        activity.people.set([ActivityPeople(kind=kind, count=came)])
    if activity.section is not None and activity.section.key == LOCAL:
        activity.section = _section(INTERCITY)
    remarks = made.remarks
    if known_event := Activity.objects.filter(event=event).first():
        text = _("The event is an activity already, “%(title)s”: take care that nothing is counted twice.")
        remarks = (*remarks, text % {"title": known_event})
    return Prefilled(activity, made.terms, remarks)


def _remarks_on(event: Event) -> tuple[str, ...]:
    remarks = []
    if event.status == "cancelled":
        remarks.append(_("The event was cancelled: report it only for what was done all the same."))
    if event.project_id and (known := Activity.objects.filter(project=event.project_id).first()):
        text = _("Its project is an activity already, “%(title)s”: take care that nothing is counted twice.")
        remarks.append(text % {"title": known})
    return tuple(remarks)


def _listed(activities: Any) -> str:
    return ", ".join(f"“{activity}”" for activity in activities[:5])


def _days_of(first: dt.date | None, last: dt.date | None) -> tuple[dt.date, dt.date | None]:
    """The days to report; what goes on, or has no date, is reported until the end of this year."""
    today = timezone.localdate()
    if first is None:
        return today, None
    if last is None and first.year < today.year:
        # It goes on: this year's share of it.
        return dt.date(today.year, 1, 1), dt.date(today.year, 12, 31)
    return first, last


def _cities(origin: Any) -> list[Any]:
    return list(origin.city_links.select_related("city"))


def _give_rows(activity: Activity, origin: Any, cities: list[tuple[Any, CityPart]]) -> None:
    parts: dict[Any, PartnerPart] = {}
    for link in origin.partner_links.select_related("partner"):
        part = PARTNER_PARTS.get(link.role, PartnerPart.PARTICIPANT)
        # A partner with several roles counts once, in the first and weightiest of them.
        parts[link.partner] = PartnerPart.LEAD if PartnerPart.LEAD in (part, parts.get(link.partner)) else part
    activity.partner_links.set([ActivityPartner(partner=partner, role=part) for partner, part in parts.items()])
    activity.city_links.set([ActivityCity(city=city, role=part) for city, part in cities])
    if origin.website:
        kept = Evidence(kind=EvidenceKind.LINK, title=str(origin.title)[:200], url=origin.website)
        activity.evidence.set([kept])


def home_slug() -> str:
    """The slug of the city whose hub this is."""
    site = Site.objects.filter(is_default_site=True).first()
    return SiteSettings.for_site(site).city_slug if site else ""


def _has_other_cities(cities: list[tuple[Any, CityPart]]) -> bool:
    return any(city.slug != home_slug() for city, _part in cities)


def _section(key: str) -> ReportSection | None:
    """The section of that key in the form that is in use."""
    sections = ReportSection.objects.filter(key=key, takes_activities=True, template__withdrawn=False)
    return sections.order_by("template__order", "pk").first()
