"""A visit from its registration to its head count, as those who take part see it."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.test import Client
from icalendar import Calendar

from events.choices import OrganiserRole
from events.models import Delegation, DelegationPeople, EventPartner
from events.tests.factories import EventFactory, a_delegation_of
from hub.models import SentReminder, User
from hub.reminders import send_due
from hub.tests.factories import UserFactory
from hub.ties import ties_of_cities
from partners.tests.factories import CityFactory, MembershipFactory, PartnerFactory

pytestmark = pytest.mark.django_db
NOON = dt.time(12, 0, tzinfo=dt.UTC)


def signed_in(city=None, partner=None, **values):
    user = UserFactory(**values)
    place = {"city": city} if city else {"partner": partner}
    MembershipFactory(user=user, role="editor", **place)
    client = Client()
    client.force_login(user)
    return client


def filled(people, email, name="Ane Ager"):
    role, count = a_delegation_of(people).people[0]
    return {
        f"role-{role}": count,
        "contact_name": name,
        "contact_email": email,
        "language": "en",
        "agreed": "on",
    }


def attached(mail):
    part = next(part for part in mail.message().walk() if part.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    return calendar["METHOD"], next(iter(calendar.walk("VEVENT"))), part.get_param("method")


def link_in(mail):
    return re.search(r"https?://[^/]+(/en/portal/visits/\S+)", mail.body)[1]


def test_a_visit_from_registration_to_participation(
    site, mailoutbox, monkeypatch, settings, django_capture_on_commit_callbacks
):
    settings.ACCOUNT_RATE_LIMITS = False
    day = dt.date(2027, 5, 20)
    host = PartnerFactory(title_en="House of Drawing")
    event = EventFactory(title_en="Study days", start_date=day, timezone="Asia/Seoul", capacity=5)
    EventPartner.objects.create(event=event, partner=host, role=OrganiserRole.ORGANISER)
    braga, york = CityFactory(title_en="Braga"), CityFactory(title_en="York")
    of_braga, of_york = signed_in(braga), signed_in(york)
    of_host = signed_in(partner=host, email="host@example.org")
    host_user = User.objects.get(email="host@example.org")
    address = f"/en/portal/events/{event.uid}/delegations/new/"

    def act(client, path, data):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, data, follow=True)

    # Registered: places, confirmation with a calendar file.
    assert "5 places are left" in of_braga.get(address).content.decode()
    page = act(of_braga, address, filled(4, "braga@example.org")).content.decode()
    assert "has its places" in page
    confirmation = mailoutbox[-1]
    assert confirmation.to == ["braga@example.org"]
    assert "Study days" in confirmation.subject
    method, entry, parameter = attached(confirmation)
    assert (method, parameter, entry["SEQUENCE"], entry["STATUS"]) == ("PUBLISH", "PUBLISH", 0, "CONFIRMED")
    assert entry["DTSTART"].dt == day

    # Waiting list: the second one does not fit.
    assert "waiting list" in act(of_york, address, filled(2, "york@example.org")).content.decode()
    assert "waiting list" in mailoutbox[-1].subject
    assert attached(mailoutbox[-1])[1]["STATUS"] == "TENTATIVE"
    own = of_york.get("/en/portal/").content.decode()
    assert "Study days" in own
    assert "On the waiting list" in own

    # Cancelled by the link in the mail, without signing in; the places go to the one who waits.
    link, visitor = link_in(confirmation), Client()
    assert visitor.get(link).status_code == 200
    assert Delegation.objects.get(city=braga).state == "registered"
    act(visitor, link, {"act": "cancel"})
    assert Delegation.objects.get(city=braga).state == "cancelled"
    cancelled, promoted = mailoutbox[-2:]
    if cancelled.to != ["braga@example.org"]:
        cancelled, promoted = promoted, cancelled
    assert attached(cancelled)[0] == "CANCEL"
    assert attached(cancelled)[1]["UID"] == entry["UID"]
    assert attached(cancelled)[1]["SEQUENCE"] > entry["SEQUENCE"]
    assert promoted.to == ["york@example.org"]
    assert "You have your places" in promoted.subject
    visit = Delegation.objects.get(city=york)
    assert visit.state == "registered"

    # Reminded a week and a day before, by the clock of Seoul; each once.
    mailoutbox.clear()
    for days in (8, 7, 6, 1, 1):
        list(send_due(dt.datetime.combine(day - dt.timedelta(days), NOON)))
    assert [mail.to for mail in mailoutbox] == [["york@example.org"]] * 2
    assert all("Soon" in mail.subject for mail in mailoutbox)

    # The host is asked afterwards and records who came.
    mailoutbox.clear()
    later = dt.datetime.combine(day + dt.timedelta(1), NOON)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    for _twice in range(2):
        call_command("send_reminders", verbosity=0)
    assert [mail.to for mail in mailoutbox] == [["host@example.org"]]
    assert f"/events/{event.uid}/delegations/" in mailoutbox[0].body
    role = visit.people.get().role
    of_host.force_login(host_user)  # years have passed: the session has ended
    shown = of_host.get(f"/en/portal/events/{event.uid}/delegations/").content.decode()
    assert "Record who came" in shown
    act(of_host, f"/en/portal/delegations/{visit.uid}/came/", {f"role-{role.pk}": 1})

    # What flows from it: event page, city page, ties, head counts.
    public = Client().get(event.get_url("en")).content.decode()
    assert "Delegations that came" in public
    assert "1 person" in public
    assert "Ane Ager" not in public
    assert "Study days" in Client().get(york.get_url("en")).content.decode()
    assert ties_of_cities() == {york.pk: 1}
    counted = DelegationPeople.objects.all().headcounts("city", "role", "year")
    assert [(row.city, row.role, row.year, row.registered, row.came) for row in counted] == [
        (york.pk, "staff", 2027, 2, 1)
    ]
    assert SentReminder.objects.count() == 3
