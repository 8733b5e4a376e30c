"""What follows from delegations and what happens to them: changes of the event, merges, privacy, public pages."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from events.models import Delegation, DelegationName, DelegationPeople, Event
from events.reminders import before_visits
from events.services import record_came, register_delegation
from events.tests.factories import EventFactory, a_delegation_of
from hub.merging import merge_records
from hub.own_data import delete_account
from hub.personal_data import holdings
from hub.tests.factories import UserFactory
from partners.tests.factories import CityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(site):
    made = EventFactory(title_en="Study days", start_date=timezone.localdate() + dt.timedelta(days=30), capacity=2)
    made.save_revision().publish()
    return made


def register(event, people=2, city=None, **values):
    data = a_delegation_of(people, **values)
    return register_delegation(data, event=event, city=city or CityFactory(), registered_by=None)


@pytest.fixture
def publish(django_capture_on_commit_callbacks, mailoutbox):
    """Publish an event with other values; gives the mails that follow."""

    def publish(event, **values):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            fresh = Event.objects.get(pk=event.pk)
            for name, value in values.items():
                setattr(fresh, name, value)
            fresh.save_revision().publish()
        return list(mailoutbox)

    return publish


def entry_in(mail):
    part = next(part for part in mail.message().walk() if part.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    return calendar["METHOD"], next(iter(calendar.walk("VEVENT")))


def test_a_moved_event_tells_each_delegation_with_a_higher_sequence(event, publish):
    register(event), register(event, contact_email="w@example.org")
    later = event.start_date + dt.timedelta(days=7)
    mails = publish(event, start_date=later, status="moved", status_note_en="The hall is painted.")
    assert {mail.to[0] for mail in mails} == {"ane@example.org", "w@example.org"}
    method, entry = entry_in(mails[0])
    assert (method, entry["SEQUENCE"], entry["DTSTART"].dt) == ("PUBLISH", 1, later)
    assert "The hall is painted." in mails[0].body
    assert publish(event, lead_en="Another word") == []


def test_a_cancelled_event_takes_the_visit_out_of_calendars(event, publish):
    register(event)
    (mail,) = publish(event, status="cancelled")
    assert "cancelled" in mail.subject
    assert entry_in(mail)[0] == "CANCEL"
    assert Delegation.objects.get().state == "registered"
    assert DelegationPeople.objects.all().headcounts("city") == []


def test_a_postponed_event_is_told(event, publish):
    register(event)
    (mail,) = publish(event, status="postponed")
    assert entry_in(mail)[1]["STATUS"] == "TENTATIVE"


def test_a_raised_capacity_promotes_and_tells_only_those_who_waited(event, publish):
    register(event), register(event, contact_email="w@example.org")
    (mail,) = publish(event, capacity=4)
    assert mail.to == ["w@example.org"]
    assert "You have your places" in mail.subject
    assert Delegation.objects.waiting().count() == 0


def test_a_new_deadline_of_a_call_concerns_no_delegation(event, publish):
    register(event)
    assert publish(event, deadline=timezone.now() + dt.timedelta(days=3)) == []


def test_hostile_titles_break_neither_headers_nor_calendar(
    site, publish, mailoutbox, django_capture_on_commit_callbacks
):
    title = "Days\r\nBcc: x@example.org\r\nEND:VEVENT, <b>;"
    event = EventFactory(title_en=title, start_date=timezone.localdate() + dt.timedelta(days=30))
    with django_capture_on_commit_callbacks(execute=True):
        register(event, contact_name="A\r\nB")
    mail = mailoutbox[-1]
    assert "\n" not in mail.subject
    assert "Bcc" not in dict(mail.message().items())
    assert "END:VEVENT" in str(entry_in(mail)[1]["SUMMARY"])


def test_mails_speak_the_chosen_language(event, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        register(event, language="da")
    assert "/da/portal/visits/" in mailoutbox[-1].body


def test_merged_cities_and_events_keep_their_delegations(event, communications_user):
    source, heir = CityFactory(title_en="Brage"), CityFactory(title_en="Braga")
    visit = register(event, city=source)
    register(event, city=heir)
    merge_records(source=source, heir=heir, merged_by=communications_user)
    assert Delegation.objects.of_cities([heir]).count() == 2
    other = EventFactory(start_date=event.start_date)
    merge_records(source=event, heir=other, merged_by=communications_user)
    visit.refresh_from_db()
    assert (visit.event, visit.city) == (other, heir)


def test_after_the_time_of_the_settings_names_go_and_head_counts_stay(event):
    visit = register(event, names=("Bo", "Bente"), needs="A ramp", travel="SK 1")
    past = timezone.localdate() - dt.timedelta(days=181)
    Event.objects.filter(pk=event.pk).update(start_date=past, last_date=past)
    record_came(visit, {visit.people.get().role_id: 2}, recorded_by=None)
    call_command("purge_personal_data", dry_run=True, verbosity=0)
    assert DelegationName.objects.count() == 2
    call_command("purge_personal_data", verbosity=0)
    visit.refresh_from_db()
    assert (visit.contact_name, visit.contact_email, visit.needs, visit.travel) == ("", "", "", "")
    assert DelegationName.objects.count() == 0
    assert visit.people.get().came == 2


def test_what_is_not_that_old_stays(event):
    visit = register(event, names=("Bo",))
    past = timezone.localdate() - dt.timedelta(days=170)
    Event.objects.filter(pk=event.pk).update(start_date=past, last_date=past)
    call_command("purge_personal_data", verbosity=0)
    assert visit.names.count() == 1


def test_a_person_gets_and_deletes_what_is_held_on_them(event):
    user, other = UserFactory(email="ane@example.org"), UserFactory()
    visit = register(event)
    Delegation.objects.filter(pk=visit.pk).update(registered_by=other)
    holding = next(found for found in holdings() if found.key == "delegations")
    (own,) = holding.collect(user)
    assert own["contact_email"] == "ane@example.org"
    (registered,) = holding.collect(other)
    assert "contact_email" not in registered
    delete_account(user)
    delete_account(other)
    visit.refresh_from_db()
    assert (visit.contact_email, visit.registered_by) == ("", None)


def test_pages_show_head_counts_of_public_records_alone(event):
    braga, hidden = CityFactory(title_en="Braga"), CityFactory(title_en="Hidden", live=False)
    host = CityFactory(title_en="Host")
    Event.objects.filter(pk=event.pk).update(capacity=None, city=host)
    visits = [register(Event.objects.get(pk=event.pk), city=city, names=("Bo",)) for city in (braga, hidden)]
    today = timezone.localdate()
    Event.objects.filter(pk=event.pk).update(start_date=today, last_date=today)
    client = Client()
    assert "Delegations that came" not in client.get(event.get_url("en")).content.decode()
    for visit in visits:
        record_came(visit, {visit.people.get().role_id: 2}, recorded_by=None)
    page = client.get(event.get_url("en")).content.decode()
    assert "Braga" in page
    assert "Hidden" not in page
    assert "Bo<" not in page
    assert "Visits to others" in client.get(braga.get_url("en")).content.decode()
    assert "Visits from others" in client.get(host.get_url("en")).content.decode()


def test_no_reminder_goes_to_who_waits_cancelled_or_registered_that_week(event):
    register(event), register(event)
    day = event.start_date
    noon = dt.time(12, 0, tzinfo=dt.UTC)

    def due(days):
        return [found.key for found in before_visits(dt.datetime.combine(day - dt.timedelta(days), noon))]

    assert len(due(7)) == 1
    assert len(due(1)) == 1
    assert due(4) == due(8) == due(-1) == []
    Delegation.objects.update(created_at=dt.datetime.combine(day - dt.timedelta(6), noon))
    assert due(6) == []
    assert len(due(1)) == 1
    Event.objects.filter(pk=event.pk).update(status="cancelled")
    assert due(1) == []


def test_head_counts_by_any_key_count_each_person_once(event):
    Event.objects.filter(pk=event.pk).update(capacity=None)
    fresh, braga = Event.objects.get(pk=event.pk), CityFactory()
    for people in (2, 3):
        register(fresh, people, city=braga)
    register(fresh, 4)
    rows = DelegationPeople.objects.all()
    (whole,) = rows.headcounts()
    assert (whole.delegations, whole.registered, whole.came) == (3, 9, None)
    by_city = {row.city: (row.delegations, row.registered) for row in rows.headcounts("city")}
    assert by_city[braga.pk] == (2, 5)
    (of_year,) = rows.headcounts("event", "year")
    assert (of_year.event, of_year.year, of_year.registered) == (event.pk, event.start_date.year, 9)
    with pytest.raises(ValueError, match="name"):
        rows.headcounts("name")
