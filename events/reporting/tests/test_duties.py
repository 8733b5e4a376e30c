"""Duties: when they fall due, what they follow from, who is reminded, the private calendar, offices."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from events.models import Delegation, DelegationPeople, DelegationRole
from events.reporting.models import Duty, DutyCalendar, Obligation, Office, OfficeHolder
from events.reporting.rules import Period, reached
from events.reporting.services.duties import days_due, make_duties, mark_duty, standings
from events.reporting.tests.factories import make_activity
from events.tests.factories import EventFactory, EventKindFactory
from hub.models import SiteSettings
from partners.tests.factories import CityFactory

pytestmark = pytest.mark.django_db
YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))


@pytest.fixture
def viborg(site):
    city = CityFactory(title_en="Viborg", title_da="Viborg")
    SiteSettings.objects.update_or_create(site=site.get_site(), defaults={"city_slug": city.slug})
    return city


@pytest.fixture
def roles(site):
    keys = ("mayor", "chief_executive", "focal_point", "staff")
    return {
        key: DelegationRole.objects.get_or_create(key=key, defaults={"title_da": key, "title_en": key})[0]
        for key in keys
    }


def obligation(**values):
    own = {"key": "duty", "title_da": "Pligt", "title_en": "Duty", "first_due": dt.date(2025, 9, 30)}
    return Obligation.objects.create(**(own | values))


def visit(sender, kind, roles, came, day=dt.date(2025, 7, 1), **event_values):
    """A delegation of ``sender``; ``came`` gives heads by role."""
    event = EventFactory(kind=EventKindFactory(key=kind), start_date=day, **event_values)
    delegation = Delegation.objects.create(event=event, city=sender, state="registered")
    for key, count in came.items():
        DelegationPeople.objects.create(delegation=delegation, role=roles[key], registered=count or 1, came=count)
    return delegation


# When


@pytest.mark.parametrize(
    ("values", "days"),
    [
        ({"recurrence": "once"}, [2025]),
        ({"recurrence": "yearly"}, [2025, 2026, 2027]),
        ({"recurrence": "every_years", "every_years": 4}, [2025]),
        ({"recurrence": "yearly", "last_due": dt.date(2026, 12, 31)}, [2025, 2026]),
    ],
)
def test_days_on_which_it_falls_due(values, days):
    found = list(days_due(obligation(**values), dt.date(2028, 1, 1)))
    assert [day.year for day in found] == days


def test_leap_day_comes_back_in_leap_years():
    found = days_due(obligation(first_due=dt.date(2024, 2, 29)), dt.date(2028, 12, 31))
    assert [str(day) for day in found] == ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]


def test_duties_are_made_once_and_of_longer_periods_look_back():
    obligation(recurrence="every_years", every_years=4, first_due=dt.date(2027, 12, 31))
    today = dt.date(2026, 11, 24)
    assert (make_duties(today), make_duties(today)) == (1, 0)
    duty = Duty.objects.get()
    assert (duty.first_day, duty.last_day) == (dt.date(2024, 1, 1), dt.date(2027, 12, 31))


def test_moved_obligation_takes_its_untouched_duties_along():
    moved = obligation(first_due=dt.date(2026, 12, 1), recurrence="yearly")
    today = dt.date(2026, 11, 24)
    make_duties(today)
    Duty.objects.filter(due_on__year=2027).update(note="Written on")
    Obligation.objects.filter(pk=moved.pk).update(first_due=dt.date(2026, 12, 15))
    make_duties(today)
    assert [str(duty.due_on) for duty in Duty.objects.order_by("due_on")] == ["2026-12-15", "2027-12-01", "2027-12-15"]


# What it follows from


def test_conference_counts_each_role_once_and_names_who_is_missing(viborg, roles):
    wanted = obligation(rule="conference_by_roles", roles=["mayor", "chief_executive", "focal_point"], target=3)
    visit(viborg, "annual_conference", roles, {"mayor": 2, "focal_point": 1, "chief_executive": 0})
    found = reached(wanted, YEAR)
    assert (found.number, found.missing) == (2, ("chief_executive",))


@pytest.mark.parametrize(
    "change", ["other city", "cancelled event", "waiting", "other year", "not recorded", "other kind"]
)
def test_what_is_no_participation_counts_for_nothing(viborg, roles, change):
    wanted = obligation(rule="conference_by_roles", roles=["mayor"], target=1)
    kind = "workshop" if change == "other kind" else "annual_conference"
    day = dt.date(2024, 7, 1) if change == "other year" else dt.date(2025, 7, 1)
    city = CityFactory() if change == "other city" else viborg
    came = None if change == "not recorded" else 1
    status = {"status": "cancelled"} if change == "cancelled event" else {}
    made = visit(city, kind, roles, {"mayor": came}, day, **status)
    if change == "waiting":
        Delegation.objects.filter(pk=made.pk).update(state="waiting", waits_since=timezone.now())
    assert reached(wanted, YEAR).number == 0


def test_sub_network_counts_the_best_attended_meeting(viborg, roles):
    wanted = obligation(rule="sub_network_people", roles=["staff", "focal_point"], target=2)
    kind = {"staff": 1, "focal_point": 1, "mayor": 1}
    visit(viborg, "sub_network_meeting", roles, kind)
    assert reached(wanted, YEAR).number == 2


def test_exchange_is_a_visit_of_ours_or_one_to_us(viborg, roles):
    wanted = obligation(rule="exchanges", target=2)
    other = CityFactory()
    visit(viborg, "study_visit", roles, {"staff": 2}, city=other)
    hosted = visit(other, "festival", roles, {"staff": 4}, city=viborg)
    second = Delegation.objects.create(event=hosted.event, city=CityFactory(), state="registered")
    DelegationPeople.objects.create(delegation=second, role=roles["staff"], registered=1, came=1)
    visit(other, "workshop", roles, {"staff": 1}, city=other)
    assert reached(wanted, YEAR).number == 2


def test_hours_are_those_of_accepted_activities_in_the_year():
    wanted = obligation(rule="hours_spent")
    make_activity(hours_spent=Decimal("12.5"))
    make_activity(hours_spent=Decimal(9), state="draft")
    make_activity(hours_spent=Decimal(7), start_date=dt.date(2024, 1, 1))
    assert reached(wanted, YEAR).number == Decimal("12.5")


def test_unknown_rule_is_done_by_hand():
    assert reached(obligation(rule="gone"), YEAR) is None


# How it stands


def test_duty_is_done_when_its_target_is_reached_and_not_before(viborg, roles):
    obligation(rule="conference_by_roles", roles=["mayor"], target=1)
    make_duties(dt.date(2025, 1, 1))
    duty = Duty.objects.get(due_on__year=2025)
    assert standings([duty], dt.date(2025, 1, 1))[0].state == "coming"
    assert standings([duty], dt.date(2025, 9, 15))[0].state == "soon"
    assert standings([duty], dt.date(2025, 10, 1))[0].state == "overdue"
    visit(viborg, "annual_conference", roles, {"mayor": 1})
    assert standings([duty], dt.date(2025, 10, 1))[0].state == "done"


def test_count_without_a_target_is_shown_and_a_person_says_when_it_is_done(focal_point_user):
    obligation(rule="hours_spent")
    make_activity(hours_spent=Decimal(900))
    make_duties(dt.date(2025, 1, 1))
    duty = Duty.objects.get(due_on__year=2025)
    standing = standings([duty], dt.date(2025, 10, 1))[0]
    assert (standing.state, standing.reached.number) == ("overdue", 900)
    mark_duty(duty, done_on=dt.date(2025, 10, 1), marked_by=focal_point_user)
    duty.refresh_from_db()
    assert standings([duty], dt.date(2025, 10, 2))[0].state == "done"


def test_duty_is_marked_in_the_admin_by_the_focal_point_alone(focal_point_client, communications_client):
    obligation(first_due=timezone.localdate())
    make_duties()
    duty = Duty.objects.order_by("due_on").first()
    address = reverse("reporting_desk:duty", args=[duty.pk])
    today = timezone.localdate().isoformat()
    assert communications_client.get(address).status_code == 200
    communications_client.post(address, {"done_on": today})
    duty.refresh_from_db()
    assert duty.done_on is None
    late = (timezone.localdate() + dt.timedelta(days=3)).isoformat()
    assert focal_point_client.post(address, {"done_on": late}).status_code == 422
    assert focal_point_client.post(address, {"done_on": today, "note": "Held"}).status_code == 302
    duty.refresh_from_db()
    assert (str(duty.done_on), duty.note) == (today, "Held")


# Reminders


def test_owner_is_reminded_before_and_after_each_time_once(focal_point_user):
    obligation(first_due=timezone.localdate() + dt.timedelta(days=10), recurrence="once", owner=focal_point_user)
    for _ in range(2):
        call_command("send_reminders", stdout=io.StringIO())
    assert [message.to for message in mail.outbox] == [[focal_point_user.email]]
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Duty.objects.update(due_on=yesterday)
    Obligation.objects.update(first_due=yesterday)
    for _ in range(2):
        call_command("send_reminders", stdout=io.StringIO())
    assert len(mail.outbox) == 2


def test_focal_point_of_the_day_is_reminded_of_what_nobody_owns(administrator_user):
    office = Office.objects.create(key="focal_point", title_da="Focal point", title_en="Focal point")
    OfficeHolder.objects.create(office=office, name="N", user=administrator_user, first_day=dt.date(2020, 1, 1))
    obligation(first_due=timezone.localdate(), recurrence="once")
    call_command("send_reminders", stdout=io.StringIO())
    assert [message.to for message in mail.outbox] == [[administrator_user.email]]


def test_who_is_responsible_hears_once_of_evidence_that_died(focal_point_user):
    from events.reporting.tests.factories import make_evidence

    make_evidence(make_activity(), state="dead", responsible=focal_point_user)
    make_evidence(make_activity(is_sample=True), state="dead", responsible=focal_point_user)
    for _ in range(2):
        call_command("send_reminders", stdout=io.StringIO())
    assert [message.to for message in mail.outbox] == [[focal_point_user.email]]


# The private calendar


def test_calendar_is_read_by_its_secret_address_until_it_is_taken_away(focal_point_client, focal_point_user, client):
    obligation(first_due=timezone.localdate(), recurrence="once")
    make_duties()
    focal_point_client.post(reverse("reporting_desk:renew_calendar"), {"calendar": "new"})
    token = DutyCalendar.objects.get(user=focal_point_user).token
    answer = client.get(f"/duties/{token}.ics")
    entry = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert (str(entry["SUMMARY"]), entry.decoded("DTSTART")) == ("Duty", timezone.localdate())
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get(f"/duties/{token}x.ics").status_code in (302, 404)
    focal_point_client.post(reverse("reporting_desk:renew_calendar"), {"calendar": "none"})
    assert client.get(f"/duties/{token}.ics").status_code in (302, 404)


def test_calendar_of_somebody_who_left_is_empty(focal_point_user, client):
    token = DutyCalendar.objects.create(user=focal_point_user).token
    focal_point_user.groups.clear()
    assert client.get(f"/duties/{token}.ics").status_code == 404


def test_calendar_holds_what_is_ones_own(focal_point_user, administrator_user, client):
    obligation(first_due=timezone.localdate(), recurrence="once", owner=administrator_user)
    make_duties()
    token = DutyCalendar.objects.create(user=focal_point_user).token
    assert b"VEVENT" not in client.get(f"/duties/{token}.ics").content
