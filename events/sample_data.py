"""The index pages, kinds, venues and events that a fresh hub of Viborg starts with."""

import datetime as dt
import zoneinfo
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from events.choices import OrganiserRole
from events.models import (
    DelegationRole,
    Event,
    EventCity,
    EventIndexPage,
    EventKind,
    EventPartner,
    ExchangePage,
    Venue,
    VenueIndexPage,
)
from events.sample_events import SAMPLES, SampleEvent
from events.sample_visits import load_visits
from hub.models import HomePage, Scope
from hub.sample_texts import results_html
from hub.seed_files import facts
from hub.services import add_record, give_tags
from hub.site_tree import PagePlan, grow_page
from partners.choices import CityRole
from partners.models import City, Partner, Project

INDEX_PLANS = (
    PagePlan(EventIndexPage, "begivenheder", "events", "Begivenheder", "Events"),
    PagePlan(VenueIndexPage, "steder", "venues", "Steder", "Venues"),
    PagePlan(ExchangePage, "udveksling", "exchange", "Udveksling", "Exchange", in_menu=False),
)
KINDS = (
    ("festival", "Festival", "Festival"),
    ("conference", "Konference", "Conference"),
    ("annual_conference", "Årskonference", "Annual conference"),
    ("sub_network_meeting", "Delnetværksmøde", "Sub-network meeting"),
    ("residency", "Residency", "Residency"),
    ("study_visit", "Studiebesøg", "Study visit"),
    ("workshop", "Workshop", "Workshop"),
    ("open_call", "Åbent opslag", "Open call"),
    ("exhibition", "Udstilling", "Exhibition"),
    ("performance", "Forestilling", "Performance"),
    ("presentation", "Præsentation", "Presentation"),
    ("symposium", "Symposium", "Symposium"),
    ("broadcast", "Udsendelse", "Broadcast"),
)
# What the note leaves unnamed: artists, students, guests.
FURTHER_ROLES = ({"key": "other", "da": "Andre", "en": "Others"},)
# title, city, the partner that runs it or "", source
VENUES = (
    ("Tinghallen", "Viborg", "", "Viborg UNESCO Creative City, \"Aktiviteter\" - https://unesco.viborg.dk/aktiviteter/"),
    ("Viborg Domkirke", "Viborg", "Viborg Domkirke", "Viborg UNESCO Creative City, \"Aktiviteter\" - https://unesco.viborg.dk/aktiviteter/"),
    ("Viborg Kunsthal", "Viborg", "Viborg Kunsthal", "Viborg Kunsthal, \"Historie\" - https://viborgkunsthal.viborg.dk/om/historie/"),
    ("Arsenalet", "Viborg", "Arsenalet", "Arsenalet, \"Official Opening of Arsenalet\" - http://www.arsenalet.dk/2013/01/07/official-opening-of-arsenalet/"),
    ("Fotorama", "Viborg", "Nordisk Film Biografer Viborg, Fotorama", ""),
    ("Guildhall", "York", "", "The York Press, \"Guildhall to host events\" (5 April 2023) - https://www.yorkpress.co.uk/news/23435706.guildhall-host-events-boost-yorks-cultural-strategy/"),
)  # fmt: skip
PLACES = {"Tinghallen, Viborg": "Tinghallen", "Viborg Domkirke": "Viborg Domkirke", "Guildhall, York": "Guildhall"}
# What the source leaves open is said on the page: see the notes in activities.json.
REMARKS = {
    "kick_off": (
        "Kommunens pressemeddelelse giver den 21. september, aktivitetssiden den 23. september.",
        "The municipality's press release gives 21 September, the activity page 23 September.",
    ),
    "inside_out": (
        "Tre forestillinger hver aften: 20.30, 21.30 og 22.30.",
        "Three showings each evening: 20.30, 21.30 and 22.30.",
    ),
    "york_visit_2023": ("Datoen er nyhedens dato.", "The date is that of the news item."),
    "youth_exhibition": ("Kilden giver ingen dato.", "The source gives no date."),
}


def load() -> list[str]:
    """Add what is missing; a record that exists is left alone."""
    home = HomePage.objects.get(slug="da", depth=2)
    for plan in INDEX_PLANS:
        grow_page(plan, home)
    with override("da"):
        return [_load_kinds(), _load_roles(), _load_venues(), _load_events(), f"{load_visits()} delegations added"]


@transaction.atomic
def _load_kinds() -> str:
    for order, (key, title_da, title_en) in enumerate(KINDS, start=1):
        EventKind.objects.get_or_create(key=key, defaults={"title_da": title_da, "title_en": title_en, "order": order})
    return "kinds of event are there"


@transaction.atomic
def _load_roles() -> str:
    """The roles that the municipality's note names, and the rest."""
    for order, row in enumerate([*facts("seed")["roles"], *FURTHER_ROLES], start=1):
        titles = {"title_da": row["da"], "title_en": row["en"], "order": order}
        DelegationRole.objects.get_or_create(key=row["key"], defaults=titles)
    return "roles in delegations are there"


@transaction.atomic
def _load_venues() -> str:
    known = set(Venue.objects.values_list("title_da", flat=True))
    rows = [row for row in VENUES if row[0] not in known]
    for title, city, owner, source in rows:
        venue = Venue(
            title_da=title,
            title_en=title,
            city=City.objects.filter(title_da=city).first(),
            owner=Partner.objects.filter(title_da=owner).first() if owner else None,
            source=source,
        )
        add_record(venue, publish=True)
    return f"{len(rows)} venues added"


@transaction.atomic
def _load_events() -> str:
    known = set(Event.objects.values_list("title_da", flat=True))
    real = [row for row in facts("activities")["activities"] if row["record"] == "event"]
    made = [_real(row) for row in real if row["title_da"] not in known]
    made += [_sample(plan) for plan in SAMPLES if plan.title_da not in known]
    return f"{len(made)} events added"


def _real(row: dict[str, Any]) -> Event:
    start, start_time = _day_and_time(row["start"])
    end, _ = _day_and_time(row["end"])
    host = City.objects.filter(title_da=_host(row)).first()
    remark_da, remark_en = REMARKS.get(row["key"], ("", ""))
    event = Event(
        title_da=row["title_da"],
        title_en=row["title_en"],
        lead_da=row["summary_da"],
        lead_en=row["summary_en"],
        body_da=results_html(row["results"], "da") + (f"<p>{remark_da}</p>" if remark_da else ""),
        body_en=results_html(row["results"], "en") + (f"<p>{remark_en}</p>" if remark_en else ""),
        kind=EventKind.objects.filter(key=row["kind"]).first(),
        start_date=start,
        start_time=start_time,
        end_date=end,
        timezone=host.timezone if host else "Europe/Paris" if row["place"] == "Paris" else "Europe/Copenhagen",
        city=host,
        venue=Venue.objects.filter(title_da=PLACES.get(row["place"] or "", "")).first(),
        source=row["source"],
        internal_note=row["note"] or "",
    )
    _link(event, row["partners"], row["cities"])
    give_tags(event, facts("record_tags")["activities"][row["key"]])
    add_record(event, publish=row["verified"])
    return event


def _host(row: dict[str, Any]) -> str:
    """The city an activity took place in: the last word of its place, where that is a city of the catalogue."""
    place = (row["place"] or "").split(", ")[-1]
    return "Viborg" if place == "Viborg Domkirke" else place


def _day_and_time(moment: str | None) -> tuple[dt.date | None, dt.time | None]:
    if moment is None:
        return None, None
    if "T" in moment:
        parsed = dt.datetime.fromisoformat(moment)
        return parsed.date(), parsed.time()
    return dt.date.fromisoformat(moment), None


def _sample(plan: SampleEvent) -> Event:
    start = timezone.localdate() + dt.timedelta(days=plan.day)
    host = City.objects.filter(title_da=plan.city).first()
    zone = host.timezone if host else "Europe/Copenhagen"
    event = Event(
        title_da=plan.title_da,
        title_en=plan.title_en,
        lead_da=plan.lead_da,
        lead_en=plan.lead_en,
        kind=EventKind.objects.filter(key=plan.kind).first(),
        start_date=start,
        start_time=plan.time,
        end_date=start + dt.timedelta(days=plan.days - 1) if plan.days > 1 else None,
        end_time=plan.end_time,
        timezone=zone,
        attendance=plan.attendance,
        status=plan.status,
        status_note_da=plan.note[0],
        status_note_en=plan.note[1],
        recurrence=plan.recurrence,
        recurs_count=plan.times,
        deadline=_end_of_day(plan.call_until, zone),
        parent=Event.objects.filter(title_da=plan.part_of).first() if plan.part_of else None,
        audiences=list(plan.audiences),
        languages=list(plan.languages),
        capacity=plan.capacity,
        is_free=plan.is_free,
        cost_da=plan.cost[0],
        cost_en=plan.cost[1],
        access_da=plan.access[0],
        access_en=plan.access[1],
        city=host,
        venue=Venue.objects.filter(title_da=plan.venue).first() if plan.venue else None,
        project=Project.objects.filter(title_da=plan.project).first() if plan.project else None,
        scope=Scope.objects.filter(key="international" if plan.cities or plan.city != "Viborg" else "local").first(),
        is_sample=True,
    )
    if event.schedule:
        event.skipped_days = [event.schedule.first_days[number].isoformat() for number in plan.skips]
    _link(event, plan.partners, plan.cities)
    give_tags(event, plan.tags)
    add_record(event, publish=True)
    if plan.status == "moved":
        _move_by_a_week(event)
    return event


def _end_of_day(days: int | None, zone: str) -> dt.datetime | None:
    """The last minute of the day so many days ahead, by the clock of ``zone``."""
    if days is None:
        return None
    day = timezone.localdate() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(23, 59), tzinfo=zoneinfo.ZoneInfo(zone))


def _move_by_a_week(event: Event) -> None:
    """Publish a later day, so that the page has a former one to show."""
    event.start_date = (event.start_date or timezone.localdate()) + dt.timedelta(days=7)
    event.save_revision().publish()


def _link(event: Event, partners: list[str] | tuple[str, ...], cities: list[str] | tuple[str, ...]) -> None:
    organisers = {partner.title_da: partner for partner in Partner.objects.filter(title_da__in=partners)}
    roles = [OrganiserRole.ORGANISER, *[OrganiserRole.CO_ORGANISER] * len(partners)]
    event.partner_links.set(
        [
            EventPartner(partner=organisers[name], role=role)
            for name, role in zip(partners, roles, strict=False)
            if name in organisers
        ]
    )
    towns = City.objects.filter(title_da__in=cities)
    event.city_links.set([EventCity(city=town, role=CityRole.PARTICIPANT) for town in towns])
