"""Records → facts, in a fixed number of queries: the only part of the figures that asks the database."""

import datetime as dt
from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import ExtractYear

from events.choices import DelegationState, EventStatus
from events.exchange_balance import ExchangeRow, exchange_rows
from events.models import DelegationPeople
from events.querysets import DELEGATION_DAY
from events.reporting.figures.facts import (
    ActivityFact,
    Axis,
    EvidenceFact,
    OrganisationFact,
    Pair,
    ParticipationFact,
    PeopleFact,
    Place,
    ProjectFact,
    TermFact,
    World,
)
from events.reporting.models import Activity, ActivityCity, ActivityPartner, ActivityPeople, Evidence, PeopleKind
from events.reporting.periods import Period
from hub.models import SDG, AreaOfAction, Dimension, Objective, Priority, Scope, SiteSettings
from hub.querysets import public_q
from partners.models import Project

VOCABULARIES: dict[Axis, type[Model]] = {
    Axis.PRIORITY: Priority,
    Axis.OBJECTIVE: Objective,
    Axis.SDG: SDG,
    Axis.AREA: AreaOfAction,
    Axis.DIMENSION: Dimension,
    Axis.SCOPE: Scope,
}
# The relation of an activity that each axis reads.
RELATIONS = {
    Axis.PRIORITY: "priorities",
    Axis.OBJECTIVE: "objectives",
    Axis.SDG: "sdgs",
    Axis.AREA: "areas_of_action",
    Axis.DIMENSION: "dimensions",
    Axis.SCOPE: "scope",
}
KINDS = "people"
# Plans look so far ahead.
COMING_YEARS = 4


class Rows(NamedTuple):
    """What belongs to activities, by the activity's key."""

    terms: dict[int, dict[str, list[str]]]
    partners: dict[int, list[OrganisationFact]]
    cities: dict[int, list[OrganisationFact]]
    people: dict[int, list[PeopleFact]]
    evidence: dict[int, list[Evidence]]


def counted(period: Period, *, is_public: bool = False) -> QuerySet[Any]:
    """The activities that figures of ``period`` count; in public only what evidence proves today."""
    found = Activity.objects.counting().in_period(period.first, period.last)
    return found.proven() if is_public else found


def load(period: Period, *, is_public: bool = False, with_exchange: bool = False) -> World:
    """Everything that figures of ``period`` are made of: ten queries, whatever there is, and a dozen for exchange.

    Pages do without it: exchange has a page of its own.
    """
    ahead = dt.date(period.last.year + COMING_YEARS, 12, 31)
    wider = counted(Period(period.first, ahead), is_public=is_public)
    settings = site_settings()
    activities = load_activities(wider, settings.city_slug)
    vocabularies = load_vocabularies()
    return World(
        period=period,
        place=_place(settings),
        activities=tuple(fact for fact in activities if fact.counted_on in period),
        coming=tuple(fact for fact in activities if fact.counted_on > period.last),
        terms=tuple((axis.value, vocabularies.get(axis.value, ())) for axis in VOCABULARIES),
        kinds=vocabularies.get(KINDS, ()),
        projects=load_projects(period),
        participations=load_participations(period, settings.city_slug),
        exchange=load_exchange(period, settings.city_slug) if with_exchange else None,
        is_public=is_public,
    )


def load_exchange(period: Period, own: str) -> tuple[ExchangeRow, ...]:
    """The visits, events and projects with other cities that have their day in ``period``: at most seven queries."""
    return tuple(row for row in exchange_rows(own) if row.day and row.day in period)


def site_settings() -> SiteSettings:
    """The settings of the site; what a fresh hub has where nobody has filled them in."""
    found = SiteSettings.objects.filter(site__is_default_site=True).select_related("creative_field").first()
    return found or SiteSettings()


def _place(settings: SiteSettings) -> Place:
    field = settings.creative_field
    pair = Pair(field.title_da, field.title_en) if field else Pair()
    return Place(Pair(settings.city_da, settings.city_en), pair, settings.designation_year)


def load_vocabularies() -> dict[str, tuple[TermFact, ...]]:
    """The terms of all axes and the kinds of people, in their order: one query."""
    parts = [_terms(axis.value, model) for axis, model in VOCABULARIES.items()] + [_terms(KINDS, PeopleKind)]
    made: dict[str, list[TermFact]] = defaultdict(list)
    for axis, _order, key, da, en, is_withdrawn in sorted(parts[0].union(*parts[1:], all=True)):
        made[axis].append(TermFact(key, Pair(da, en), bool(is_withdrawn)))
    return {axis: tuple(terms) for axis, terms in made.items()}


def _terms(axis: str, model: Any) -> QuerySet[Any]:
    named = model.objects.order_by().annotate(axis=Value(axis, CharField()))
    return named.values_list("axis", "order", "key", "title_da", "title_en", "withdrawn")


def load_activities(found: QuerySet[Any], own: str) -> tuple[ActivityFact, ...]:
    """The activities of ``found`` in the order of the days on which they count: six queries.

    ``own`` is the slug of our city.
    """
    chosen = found.order_by().values("pk")
    rows = Rows(_terms_of(chosen), *_organisations(chosen, own), _people(chosen), _evidence(chosen))
    named = found.select_related("section", "responsible", "handed_in_by", "event__kind").order_by("counted_on", "pk")
    return tuple(_fact(activity, rows) for activity in named)


def _terms_of(chosen: QuerySet[Any]) -> dict[int, dict[str, list[str]]]:
    parts = [
        Activity.objects.order_by()
        .filter(pk__in=chosen, **{f"{name}__isnull": False})
        .annotate(axis=Value(axis.value, CharField()))
        .values_list("pk", "axis", f"{name}__order", f"{name}__key")
        for axis, name in RELATIONS.items()
    ]
    made: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pk, axis, _order, key in sorted(parts[0].union(*parts[1:], all=True)):
        made[pk][axis].append(key)
    return made


def _organisations(
    chosen: QuerySet[Any], own: str
) -> tuple[dict[int, list[OrganisationFact]], dict[int, list[OrganisationFact]]]:
    partners: dict[int, list[OrganisationFact]] = defaultdict(list)
    links = ActivityPartner.objects.filter(activity__in=chosen).select_related("partner").order_by("pk")
    for link in links:
        partner = link.partner
        pair = Pair(partner.title_da, partner.title_en)
        fact = OrganisationFact(partner.pk, pair, partner.sector, link.role, partner.is_visible)
        partners[link.activity_id].append(fact)
    cities: dict[int, list[OrganisationFact]] = defaultdict(list)
    for visit in ActivityCity.objects.filter(activity__in=chosen).select_related("city").order_by("pk"):
        city = visit.city
        pair, is_own = Pair(city.title_da, city.title_en), city.slug == own
        fact = OrganisationFact(city.pk, pair, "", visit.role, city.is_visible, is_own)
        cities[visit.activity_id].append(fact)
    return partners, cities


def _people(chosen: QuerySet[Any]) -> dict[int, list[PeopleFact]]:
    made: dict[int, list[PeopleFact]] = defaultdict(list)
    for row in ActivityPeople.objects.filter(activity__in=chosen).select_related("kind"):
        made[row.activity_id].append(PeopleFact(row.kind.key, Pair(row.kind.title_da, row.kind.title_en), row.count))
    return made


def _evidence(chosen: QuerySet[Any]) -> dict[int, list[Evidence]]:
    made: dict[int, list[Evidence]] = defaultdict(list)
    for piece in Evidence.objects.filter(activity__in=chosen).select_related("responsible").order_by("pk"):
        made[piece.activity_id].append(piece)
    return made


def name_of(user: Any) -> str:
    """How a user is named to colleagues; nothing for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""


def _fact(activity: Activity, rows: Rows) -> ActivityFact:
    helper = name_of(activity.who_can_help)
    terms = rows.terms.get(activity.pk, {})
    return ActivityFact(
        pk=activity.pk,
        uid=str(activity.uid),
        title=_pair(activity, "title"),
        first=activity.start_date,
        last=activity.end_date,
        summary=_pair(activity, "summary"),
        result=_pair(activity, "result"),
        impact=_pair(activity, "impact"),
        section=activity.section.key if activity.section else "",
        terms=tuple((axis, tuple(keys)) for axis, keys in sorted(terms.items())),
        partners=tuple(rows.partners.get(activity.pk, ())),
        cities=tuple(rows.cities.get(activity.pk, ())),
        people=tuple(rows.people.get(activity.pk, ())),
        evidence=tuple(_evidence_fact(piece, helper) for piece in rows.evidence.get(activity.pk, ())),
        hours_planned=activity.hours_planned,
        hours_spent=activity.hours_spent,
        money_planned=activity.money_planned,
        money_spent=activity.money_spent,
        helper=helper,
        event_kind=activity.event.kind.key if activity.event and activity.event.kind else "",
        is_sample=activity.is_sample,
    )


def _pair(record: Any, name: str) -> Pair:
    return Pair(getattr(record, f"{name}_da"), getattr(record, f"{name}_en"))


def _evidence_fact(piece: Evidence, helper: str) -> EvidenceFact:
    return EvidenceFact(
        number=piece.number,
        title=piece.title,
        url=piece.url,
        kind=piece.kind,
        obtained_on=piece.obtained_on,
        holds=piece.holds,
        helper=name_of(piece.responsible) or helper,
        image=piece.image_id,
    )


def running_projects(period: Period) -> QuerySet[Any]:
    """The projects that run on a day of ``period``; those without a start are in none."""
    goes_on = Q(end__isnull=True) | Q(end__gte=period.first)
    return Project.objects.filter(public_q(), goes_on, start__lte=period.last).order_by("start", "pk")


def load_projects(period: Period) -> tuple[ProjectFact, ...]:
    """The projects that run in ``period`` with their partners' main sectors: one query."""
    titles: dict[int, Pair] = {}
    sectors: dict[int, set[str]] = defaultdict(set)
    rows = running_projects(period).values_list("pk", "title_da", "title_en", "partner_links__partner__sector")
    for pk, da, en, sector in rows:
        titles[pk] = Pair(da, en)
        sectors[pk] |= {sector} if sector else set()
    return tuple(ProjectFact(pk, title, frozenset(sectors[pk])) for pk, title in titles.items())


def visits(period: Period, own: str) -> QuerySet[Any]:
    """The rows of people in delegations of ``period`` that are our own (``is_own``) or come to us."""
    ours = Q(delegation__city__slug=own)
    to_us = Q(delegation__event__city__slug=own)
    people: Any = DelegationPeople.objects.filter(ours | to_us, delegation__state=DelegationState.REGISTERED)
    dated = people.exclude(delegation__event__status=EventStatus.CANCELLED).annotate(day=DELEGATION_DAY)
    return dated.filter(day__range=(period.first, period.last)).annotate(visit_year=ExtractYear("day"), is_own=ours)


def load_participations(period: Period, own: str) -> tuple[ParticipationFact, ...]:
    """Who came where in ``period``, by delegation and role, in the order of the roles: one query."""
    rows = (
        visits(period, own)
        .order_by("role__order", "role__key", "delegation", "pk")
        .values_list("delegation", "visit_year", "role__key", "role__title_da", "role__title_en", F("is_own"), "came")
    )
    return tuple(
        ParticipationFact(delegation, year, role, Pair(da, en), bool(is_own), came)
        for delegation, year, role, da, en, is_own, came in rows
    )
