"""What other programs fetch: calendars, Atom, data, a QR code; and what other sites may frame."""

import datetime as dt
import xml.etree.ElementTree as ET

import icalendar
import pytest
from django.utils import timezone

from events.choices import EventStatus
from events.models import Event
from events.outgoing import qr_response
from events.tests.factories import EventFactory, EventKindFactory, VenueFactory
from events.tests.test_calendar_text import HOSTILE, is_well_formed
from partners.tests.factories import CityFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("feed.ics", "feed.atom", "data.json", "data.csv")


def published(**values):
    event = EventFactory(**values)
    event.save_revision().publish()
    return Event.objects.get(pk=event.pk)


@pytest.fixture
def catalogue(site):
    city = CityFactory(title_en="Gwangju", title_da="Gwangju", slug="gwangju", timezone="Asia/Seoul", country="KR")
    festival = EventKindFactory(key="festival", title_en="Festival", title_da="Festival")
    published(
        title_en="Light night",
        title_da="Lysnat",
        slug="light-night",
        kind=festival,
        city=city,
        timezone="Asia/Seoul",
        start_date=dt.date(2027, 5, 20),
        start_time=dt.time(19),
        tags=["light", "film, art"],
    )
    published(title_en="Old days", slug="old-days", start_date=dt.date(2019, 1, 2))
    EventFactory(title_en="Secret draft", live=False)
    published(title_en="Some day", start_date=None)


def calendar(client, address="/en/events/feed.ics", **headers):
    answer = client.get(address, **headers)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert is_well_formed(answer.content)
    return icalendar.Calendar.from_ical(answer.content)


def titles(found):
    return {str(event["SUMMARY"]) for event in found.walk("VEVENT")}


def test_calendar_has_every_public_event_with_a_day_and_follows_the_filters(client, catalogue):
    assert titles(calendar(client)) == {"Light night", "Old days"}
    assert titles(calendar(client, "/en/events/feed.ics?kind=festival")) == {"Light night"}
    assert titles(calendar(client, "/en/events/feed.ics?from=2019-01-01&to=2019-12-31")) == {"Old days"}
    assert titles(calendar(client, "/da/begivenheder/feed.ics?kind=festival")) == {"Lysnat"}


def test_calendar_tells_zone_place_tags_and_address(client, catalogue):
    (event,) = calendar(client, "/en/events/feed.ics?tag=light").walk("VEVENT")
    assert event["DTSTART"].dt.isoformat() == "2027-05-20T19:00:00+09:00"
    assert event["DTSTART"].params["TZID"] == "Asia/Seoul"
    assert str(event["LOCATION"]) == "Gwangju"
    assert [str(word) for word in event["CATEGORIES"].cats] == ["Festival", "film, art", "light"]
    assert str(event["URL"]) == "http://testserver/en/events/light-night/"
    assert str(event["UID"]) == str(Event.objects.get(slug="light-night").uid)


def test_moved_event_keeps_its_uid_and_has_a_higher_sequence_and_the_new_time(client, catalogue):
    (before,) = calendar(client, "/en/events/feed.ics?tag=light").walk("VEVENT")
    event = Event.objects.get(slug="light-night")
    event.start_date, event.status = dt.date(2027, 6, 1), EventStatus.MOVED
    event.save_revision().publish()
    (after,) = calendar(client, "/en/events/feed.ics?tag=light").walk("VEVENT")
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt.date() == dt.date(2027, 6, 1)


def test_cancelled_event_stays_in_the_calendar_and_on_its_page(client, catalogue):
    event = Event.objects.get(slug="light-night")
    event.status, event.status_note_en = EventStatus.CANCELLED, "The river rose."
    event.save_revision().publish()
    (told,) = calendar(client, "/en/events/light-night/event.ics").walk("VEVENT")
    assert (told["STATUS"], told["SEQUENCE"]) == ("CANCELLED", 1)
    page = client.get("/en/events/light-night/")
    html = page.content.decode()
    assert page.status_code == 200
    assert "Cancelled" in html
    assert "The river rose." in html
    assert "It was to be:" in html
    assert "schema.org/EventCancelled" in html


def test_moved_event_says_on_its_page_when_it_was_to_be(client, catalogue):
    event = Event.objects.get(slug="light-night")
    event.start_date, event.status = dt.date(2027, 6, 1), EventStatus.MOVED
    event.save_revision().publish()
    html = client.get("/en/events/light-night/").content.decode()
    assert '"previousStartDate": "2027-05-20T19:00:00+09:00"' in html
    assert '"eventStatus": "https://schema.org/EventRescheduled"' in html
    assert '<s><time datetime="2027-05-20">20 May 2027</time>, ' in html
    assert "1 announced change" in html


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_that_has_not_changed_is_304_until_something_does(client, catalogue, feed):
    address = f"/en/events/{feed}?kind=festival"
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=300"
    etag, modified = first["ETag"], first["Last-Modified"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address, headers={"If-Modified-Since": modified}).status_code == 304
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    event = Event.objects.get(slug="light-night")
    event.title_en = "Night of light"
    event.save_revision().publish()
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_the_tag_of_a_feed_is_not_that_of_another_list_or_host(client, catalogue, settings):
    settings.ALLOWED_HOSTS = ["*"]
    tags = {
        client.get("/en/events/feed.ics")["ETag"],
        client.get("/en/events/feed.ics?kind=festival")["ETag"],
        client.get("/da/begivenheder/feed.ics")["ETag"],
        client.get("/en/events/feed.ics", headers={"host": "other.example"})["ETag"],
    }
    assert len(tags) == 4


def test_one_event_as_a_file_is_304_when_asked_again(client, catalogue):
    first = client.get("/en/events/light-night/event.ics")
    assert 'filename="light-night.ics"' in first["Content-Disposition"]
    again = client.get("/en/events/light-night/event.ics", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "address", ["/en/events/secret-draft/event.ics", "/en/events/none/event.ics", "/en/events/none/embed.html"]
)
def test_what_is_not_public_has_no_file(client, catalogue, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize(
    "query",
    ["from=yesterday", "to=2027-13-01", "kind=none", "nonsense=1", "call=perhaps", "language=xx", "fits=atlantis"],
)
def test_a_feed_refuses_what_it_does_not_know_instead_of_giving_too_much(client, catalogue, feed, query):
    answer = client.get(f"/en/events/{feed}?{query}")
    assert answer.status_code == 400
    assert query.split("=")[0] in answer.content.decode()


@pytest.mark.parametrize("feed", FEEDS)
def test_a_city_or_language_without_events_is_an_empty_feed(client, catalogue, feed):
    CityFactory(title_en="Linz", slug="linz")
    for query in ("city=linz", "language=fr", "call=open", "audience=cities"):
        assert client.get(f"/en/events/{feed}?{query}").status_code == 200
    assert client.get("/en/events/data.json?city=linz").json()["count"] == 0
    assert titles(calendar(client, "/en/events/feed.ics?city=linz")) == set()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_break_no_feed(client, site, text):
    text = text.replace("\x00", "")[:200]  # no database takes more, or the sign
    # Forms refuse what hides in a line; what an older row or another way in has left must break no feed all the same.
    event = published(title_en="Plain", title_da="", status="moved", tags=["a,b"])
    texts = {"title_en": text, "lead_en": text[:300], "cost_en": text[:100], "status_note_en": text[:200]}
    Event.objects.filter(pk=event.pk).update(**texts)
    assert len(calendar(client).walk("VEVENT")) == 1
    feed = ET.fromstring(client.get("/en/events/feed.atom").content)  # noqa: S314 - our own feed
    assert len(feed.findall(f"{ATOM}entry")) == 1
    for address in ("/en/events/", "/en/events/?view=month", "/en/events/embed.html"):
        assert "<script>alert" not in client.get(address).content.decode()


def test_atom_has_the_coming_first(client, catalogue):
    published(title_en="Soon", start_date=timezone.localdate() + dt.timedelta(days=3))
    answer = client.get("/en/events/feed.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.content)  # noqa: S314 - our own feed
    assert feed.find(f"{ATOM}entry/{ATOM}title").text == "Soon"
    assert feed.find(f"{ATOM}entry/{ATOM}id").text.startswith("urn:uuid:")


def test_a_call_without_a_day_is_in_the_calendar_at_its_deadline(client, site):
    closes = dt.datetime(2027, 4, 1, 14, 59, tzinfo=dt.UTC)
    published(title_en="Draw with us", start_date=None, timezone="Asia/Seoul", deadline=closes)
    (event,) = calendar(client).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Deadline: Draw with us"
    assert event["DTSTART"].dt.isoformat() == "2027-04-01T23:59:00+09:00"


def test_a_code_leads_to_the_feed_and_is_an_svg(client, catalogue):
    answer = client.get("/en/events/qr.svg?kind=festival")
    assert answer["Content-Type"] == "image/svg+xml"
    assert ET.fromstring(answer.content).tag.endswith("svg")  # noqa: S314 - our own drawing
    html = client.get("/en/events/?kind=festival").content.decode()
    assert "webcal://testserver/en/events/feed.ics?kind=festival" in html
    assert 'src="/en/events/qr.svg?kind=festival"' in html


def test_an_address_too_long_for_a_code_says_so():
    assert qr_response("x" * 4000).status_code == 414


@pytest.mark.parametrize("address", ["/en/events/embed.html", "/en/events/light-night/embed.html"])
def test_only_the_embedded_page_may_be_framed_and_nothing_else_is_loosened(client, catalogue, address):
    plain, framed = client.get("/en/events/"), client.get(address)
    assert framed.status_code == 200
    assert "X-Frame-Options" not in framed
    assert plain["X-Frame-Options"] == "SAMEORIGIN"

    def policy(answer):
        return {
            part.split()[0]: part.split()[1:] for part in answer["Content-Security-Policy"].split(";") if part.strip()
        }

    strict, loosened = policy(plain), policy(framed)
    assert loosened.pop("frame-ancestors") == ["*"]
    assert strict.pop("frame-ancestors") == ["'self'"]
    assert loosened == strict
    assert not framed.cookies
    assert "<form" not in framed.content.decode()
    assert "<script" not in framed.content.decode()


def test_a_hidden_venue_or_city_is_in_no_feed(client, site):
    city = CityFactory(title_en="Frameville", live=False)
    venue = VenueFactory(title_en="Hidden hall", live=False)
    published(title_en="Open desk", city=city, venue=venue)
    for feed in FEEDS:
        text = client.get(f"/en/events/{feed}").content.decode()
        assert "Frameville" not in text
        assert "Hidden hall" not in text
