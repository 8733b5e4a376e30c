"""The visit pack: who may open it, what is in it, and that it says nothing more."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar

from events.delegation_links import delegation_link
from events.models import EventPartner
from events.services import cancel_delegation, register_delegation
from events.tests.factories import EventFactory, VenueFactory, a_delegation_of
from hub.models import ContactPerson
from hub.pdf import PdfUnavailable, pdf_from_html
from partners.tests.factories import CityFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    with override("en"):
        return reverse(f"visits:{name}", args=args)


@pytest.fixture
def event(site, partner_b):
    """In Viborg, in summer, from nine to five; Beta organises it."""
    viborg = CityFactory(title_en="Viborg", latitude="56.45320", longitude="9.40200")
    place = {"address": "Tingvej 2", "latitude": "56.45000", "longitude": "9.41000"}
    venue = VenueFactory(title_en="Tinghallen", city=viborg, **place)
    day = timezone.localdate() + dt.timedelta(days=30)
    made = EventFactory(title_en="Animation Days", city=viborg, venue=venue, start_date=day)
    made.start_time, made.end_time = dt.time(9), dt.time(17)
    made.save()
    item = EventFactory(title_en="Guided <b>tour</b>", parent=made, city=viborg, start_date=day)
    item.start_time = dt.time(13)
    item.save()
    EventFactory(title_en="Secret rehearsal", parent=made, start_date=day, live=False)
    EventPartner.objects.create(event=made, partner=partner_b, role="organiser")
    return made


@pytest.fixture
def delegation(event, city_c):
    data = a_delegation_of(4, needs="Step-free <script>alert(1)</script>")
    return register_delegation(data, event=event, city=city_c, registered_by=None)


def addresses(delegation):
    return [url(f"pack_{kind}", delegation.uid) for kind in ("html", "pdf", "ics")]


def link_addresses(delegation):
    base = delegation_link(delegation, "en").removeprefix("http://localhost:8000")
    return [f"{base}pack/", f"{base}pack.pdf", f"{base}pack.ics"]


def test_city_host_and_staff_open_it_and_nobody_else(
    city_member_client, other_member_client, communications_client, owner_client, plain_client, client, delegation
):
    page, _pdf, calendar = addresses(delegation)
    for reader in (city_member_client, other_member_client, communications_client):
        assert [reader.get(address).status_code for address in (page, calendar)] == [200, 200]
    for stranger in (owner_client, plain_client):
        assert [stranger.get(address).status_code for address in addresses(delegation)] == [404] * 3
    assert [client.get(address).status_code for address in addresses(delegation)] == [302] * 3


def test_the_signed_link_opens_it_until_the_visit_is_over(client, delegation):
    page, _pdf, calendar = link_addresses(delegation)
    assert [client.get(address).status_code for address in (page, calendar)] == [200, 200]
    assert client.get(page.replace("/pack/", "x/pack/")).status_code == 404
    type(delegation.event).objects.filter(pk=delegation.event_id).update(
        start_date="2025-01-01", starts_at=None, ends_at=None, start_time=None, end_time=None
    )
    assert client.get(page).status_code == 410


def test_it_says_who_where_when_and_whom_to_ask(city_member_client, delegation, communications_user):
    shown = {"consented_at": timezone.now(), "consent_means": "link"}
    ContactPerson.objects.create(record=delegation.event, name="Hanne Host", email="h@example.org", **shown)
    ContactPerson.objects.create(record=delegation.event.city, name="Carl City", email="c@example.org", **shown)
    ContactPerson.objects.create(record=delegation.event, name="Silent Sam", email="s@example.org")
    page = city_member_client.get(addresses(delegation)[0]).content.decode()
    for word in ("Animation Days", "Tinghallen", "Tingvej 2", "4 people", "Hanne Host", "Carl City", "Ane Ager"):
        assert word in page, word
    assert "Silent Sam" not in page
    assert "Secret rehearsal" not in page
    assert "<svg" in page
    assert "geo:56.45000,9.41000" in page


def test_times_are_told_by_both_clocks(city_member_client, delegation):
    page = city_member_client.get(addresses(delegation)[0]).content.decode()
    assert "In Cheongju:" in page
    assert "(KST)" in page
    assert "09:00" in page or "9:00" in page or "9 a.m." in page


def test_hostile_texts_stay_texts(city_member_client, delegation):
    page = city_member_client.get(addresses(delegation)[0]).content.decode()
    assert "<script>alert" not in page
    assert "<b>tour" not in page


def test_the_calendar_has_the_visit_and_its_programme(city_member_client, delegation):
    answered = city_member_client.get(addresses(delegation)[2])
    entries = Calendar.from_ical(answered.content).walk("VEVENT")
    assert [str(entry["SUMMARY"]) for entry in entries] == ["Animation Days", "Guided <b>tour</b>"]
    assert str(entries[0]["UID"]) == str(delegation.uid)
    assert answered["Content-Disposition"] == 'attachment; filename="visit.ics"'


def test_the_pdf_is_made_from_the_same(city_member_client, delegation):
    answered = city_member_client.get(addresses(delegation)[1])
    try:
        pdf_from_html("<html lang=en><title>x</title>", "http://hub.test/")
    except PdfUnavailable:
        assert answered.status_code == 503
        return
    assert answered.status_code == 200
    assert answered.content.startswith(b"%PDF-")
    assert answered["Content-Disposition"].startswith('attachment; filename="visit-')


def test_a_cancelled_delegation_says_so(city_member_client, delegation):
    cancel_delegation(delegation, cancelled_by=None)
    assert "Cancelled" in city_member_client.get(addresses(delegation)[0]).content.decode()


def test_without_venue_position_and_day_it_still_opens(city_member_client, city_c, delegation):
    type(delegation.event).objects.filter(pk=delegation.event_id).update(
        venue=None, city=None, start_date=None, starts_at=None, ends_at=None, start_time=None, end_time=None
    )
    page = city_member_client.get(addresses(delegation)[0])
    assert page.status_code == 200
    assert "Date not known" in page.content.decode()
    assert Calendar.from_ical(city_member_client.get(addresses(delegation)[2]).content)


@pytest.mark.parametrize("number", [1, 20])
def test_it_takes_a_fixed_number_of_queries(city_member_client, delegation, number, django_assert_max_num_queries):
    for n in range(number):
        venue = VenueFactory(title_en=f"V{n}", latitude="56.4", longitude="9.4")
        EventFactory(title_en=f"Item {n}", parent=delegation.event, venue=venue, start_date=delegation.event.start_date)
    address = addresses(delegation)[0]
    city_member_client.get(address)
    with django_assert_max_num_queries(20):
        city_member_client.get(address)
