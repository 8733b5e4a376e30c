"""Browsing events: filters, what fits a city, the visitor's clock, month and map of what is repeated."""

import datetime as dt
import re
import zoneinfo

import pytest
from django.utils import timezone

from events.choices import CallState
from events.models import Event, EventCity
from events.tests.factories import EventFactory, EventKindFactory
from events.visitor_clock import COOKIE
from hub.held import renew
from hub.models import CreativeField
from partners.models import CityFieldPeriod
from partners.tests.factories import CityFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
LONG = "x" * 500


def listed(client, query="", language="en"):
    return client.get(f"/{'en/events' if language == 'en' else 'da/begivenheder'}/{query}").content.decode()


def names(client, query):
    html = listed(client, query)
    return re.findall(r'class="card__title"><a href="[^"]+">([^<]+)<', html)


def ahead(days, **values):
    return EventFactory(start_date=TODAY() + dt.timedelta(days), **values)


@pytest.fixture
def calls(site):
    now = timezone.now()
    kind = EventKindFactory(key="open_call", title_en="Open call")
    day = dt.timedelta(days=1)
    ahead(30, title_en="Open now", kind=kind, deadline=now + day, tags=["drawing"], languages=["en", "ko"])
    ahead(31, title_en="Opens later", kind=kind, call_opens_at=now + day, deadline=now + 2 * day, tags=["light"])
    ahead(32, title_en="Just closed", kind=kind, deadline=now - dt.timedelta(seconds=1), audiences=["cities"])
    ahead(33, title_en="No call")


def test_calls_are_told_apart_by_the_hour(client, calls):
    assert names(client, "?call=open") == ["Open now"]
    assert names(client, "?call=coming") == ["Opens later"]
    assert names(client, "?call=closed") == ["Just closed"]


def test_a_deadline_that_passes_closes_the_call_though_nobody_touches_it(client, calls):
    assert names(client, "?call=open") == ["Open now"]
    # Past every signal, as time itself comes.
    Event.objects.filter(title_en="Open now").update(deadline=timezone.now() - dt.timedelta(seconds=1))
    renew({"directories"})
    assert names(client, "?call=open") == []
    assert Event.objects.get(title_en="Open now").call_state == CallState.CLOSED


def test_an_open_call_is_found_by_tag_in_three_clicks_from_the_front_page(client, calls):
    front = client.get("/en/").content.decode()
    first = re.search(r'href="(/en/events/\?call=open)"', front)[1]
    subjects = client.get(first).content.decode()
    second = re.search(r'class="tag" href="([^"]+)"[^>]*>drawing<', subjects)[1].replace("&amp;", "&")
    third = client.get(second).content.decode()
    assert names(client, second.removeprefix("/en/events/")) == ["Open now"]
    address = Event.objects.get(title_en="Open now").get_url("en")
    assert f'href="{address}"' in third
    assert client.get(address).status_code == 200


def test_languages_and_audiences_narrow_the_list(client, calls):
    assert names(client, "?language=ko") == ["Open now"]
    assert names(client, "?audience=cities") == ["Just closed"]
    html = listed(client, "?language=ko")
    assert "Korean" in html
    assert "Koreansk" in listed(client, "?language=ko", "da")


def test_dates_narrow_the_list_and_can_be_taken_away(client, calls):
    first, last = TODAY() + dt.timedelta(31), TODAY() + dt.timedelta(32)
    query = f"?from={first}&to={last}"
    assert names(client, query) == ["Opens later", "Just closed"]
    html = listed(client, query)
    assert f'name="from" value="{first}"' in html
    assert f'href="/en/events/?to={last}"' in html
    assert 'href="/en/events/"' in html


@pytest.mark.parametrize(
    "value", ["yesterday", "2026-02-30", "%00", LONG, "<script>alert(1)</script>", "20260101", "2026-W01-1"]
)
@pytest.mark.parametrize("name", ["from", "to", "fits", "call", "language", "view"])
def test_what_makes_no_sense_is_named_or_left_out_and_breaks_nothing(client, calls, name, value):
    answer = client.get("/en/events/", {name: value})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>alert" not in html
    assert "No call" in html
    if name != "view" and value != "%00":
        assert "left out" in html


def test_what_is_repeated_stands_at_its_next_time_and_on_every_day_of_the_month(client, site):
    start = TODAY() - dt.timedelta(days=14)
    EventFactory(title_en="Weekly", start_date=start, start_time=dt.time(17), recurrence="weekly", recurs_count=20)
    ahead(-1, title_en="Over")
    ahead(3, title_en="Once")
    assert names(client, "") == ["Weekly", "Once", "Over"]
    assert "Every week, next on" in listed(client)
    month = TODAY() + dt.timedelta(days=35)
    html = listed(client, f"?view=month&month={month:%Y-%m}")
    assert len(re.findall(r'<a href="[^"]+">Weekly</a></li>', html)) >= 4


def test_days_left_out_are_in_no_month(client, site):
    EventFactory(
        title_en="Weekly",
        start_date=dt.date(2027, 3, 1),
        recurrence="weekly",
        recurs_count=3,
        skipped_days=["2027-03-08"],
    )
    html = listed(client, "?view=month&month=2027-03")
    days = [
        block[:10]
        for block in html.split("</table>")[0].split('class="month__number" datetime="')[1:]
        if ">Weekly</a>" in block
    ]
    assert days == ["2027-03-01", "2027-03-15"]


def test_what_is_repeated_is_not_over_before_its_last_time(client, site):
    event = EventFactory(
        title_en="Weekly", start_date=TODAY() - dt.timedelta(days=700), recurrence="weekly", recurs_count=200
    )
    assert not event.is_over
    assert event in Event.objects.coming()
    assert "Weekly" in client.get("/en/").content.decode()
    assert len(names(client, f"?from={TODAY()}&to={TODAY() + dt.timedelta(7)}")) == 1


def test_years_with_past_events_are_the_archive(client, site):
    EventFactory(title_en="Old", start_date=dt.date(2019, 3, 1))
    ahead(400, title_en="Far")
    html = listed(client)
    archive = html[html.index('class="archive"') :]
    assert 'href="/en/events/?year=2019&amp;sort=newest">2019</a>' in archive
    assert f">{(TODAY() + dt.timedelta(400)).year}</a>" not in archive[: archive.index("</nav>")]


def test_map_shows_the_cities_with_their_number_of_events(client, site):
    city = CityFactory(title_en="Gwangju", slug="gwangju", latitude="35.16000", longitude="126.85000")
    hidden = CityFactory(title_en="Hidden", live=False)
    ahead(3, city=city), ahead(4, city=city), ahead(5, city=hidden), ahead(6)
    html = listed(client, "?view=map")
    assert "2 events" in html
    assert "Hidden" not in html
    assert "2 events are in no city on this map." in html
    assert html.count("<svg") >= 2
    assert 'href="/en/events/?city=gwangju"' in html


@pytest.fixture
def cities(site):
    field = CreativeField.objects.create(key="media", title_en="Media arts", title_da="Mediekunst")
    gwangju = CityFactory(title_en="Gwangju", slug="gwangju", timezone="Asia/Seoul", tags=["light"])
    linz = CityFactory(title_en="Linz", slug="linz", timezone="Europe/Vienna")
    for city in (gwangju, linz):
        CityFieldPeriod.objects.create(city=city, field=field)
    return gwangju, linz


def test_fitting_events_say_why_and_others_are_left_out(client, cities):
    gwangju, linz = cities
    ahead(10, title_en="In Linz", city=linz)
    ahead(12, title_en="Light night", tags=["light"])
    online = ahead(20, title_en="Talk", attendance="online", start_time=dt.time(9), timezone="Europe/Copenhagen")
    ahead(20, title_en="Midnight talk", attendance="online", start_time=dt.time(17), timezone="Europe/Copenhagen")
    ahead(40, title_en="Elsewhere")
    EventFactory(title_en="Long ago", start_date=dt.date(2019, 1, 1), city=linz)
    journey = ahead(11, title_en="Journey")
    EventCity.objects.create(event=journey, city=gwangju)
    assert set(names(client, "?fits=gwangju")) == {"In Linz", "Light night", "Talk", "Journey"}
    html = listed(client, "?fits=gwangju")
    assert "Your field, Media arts: Linz" in html
    assert "Your subjects: light" in html
    assert "Gwangju takes part" in html
    assert re.search(r"Online at (16|17):00 in Gwangju", html)
    assert "Within a week of Journey" in html
    assert "fits Gwangju" in html
    local = online.starts_at.astimezone(zoneinfo.ZoneInfo("Asia/Seoul"))
    assert f'datetime="{local.isoformat()}"' in html


def test_a_city_that_is_not_public_fits_nothing_and_is_named_as_unknown(client, site):
    CityFactory(title_en="Hidden", slug="hidden", live=False)
    ahead(10, title_en="Open desk")
    assert "left out" in listed(client, "?fits=hidden")
    assert client.get("/en/events/feed.ics?fits=hidden").status_code == 400


# The visitor's clock


def evening(**values):
    return ahead(10, title_en="Evening", start_time=dt.time(19), timezone="Europe/Copenhagen", **values)


def test_no_cookie_before_the_choice(client, site):
    event = evening()
    for address in ("/en/", "/en/events/", event.get_url("en"), "/en/time-zone/"):
        assert not client.get(address).cookies, address


def test_chosen_zone_is_remembered_and_shown_beside_the_events_own(client, site):
    event = evening()
    answer = client.post("/en/time-zone/", {"zone": "Asia/Seoul", "next": "/en/events/?view=month"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/events/?view=month")
    cookie = answer.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("Asia/Seoul", True, "Lax")
    for address in ("/en/events/", event.get_url("en")):
        html = client.get(address).content.decode()
        assert "In Seoul" in html
        assert re.search(r"0[23]:00</time> <span class=\"zone\">\(KST\)", html), address
        assert ">19:00<" in html


def test_where_clocks_show_the_same_nothing_is_added(client, site):
    evening()
    client.cookies[COOKIE] = "Europe/Berlin"
    assert "In Berlin:" not in client.get("/en/events/").content.decode()


def test_whole_days_have_no_other_time(client, site):
    ahead(10, title_en="Days")
    client.cookies[COOKIE] = "Asia/Seoul"
    assert "In Seoul:" not in client.get("/en/events/").content.decode()


def test_an_empty_choice_takes_the_cookie_away(client, site):
    client.post("/en/time-zone/", {"zone": "Asia/Seoul"})
    answer = client.post("/en/time-zone/", {"zone": ""})
    assert answer.cookies[COOKIE].value == ""
    assert answer.cookies[COOKIE]["max-age"] == 0


@pytest.mark.parametrize(
    "zone",
    [
        "Mars/Olympus",
        LONG,
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "\x00",
        "Europe/Copenhagen\r\nSet-Cookie: a=b",
    ],
)
def test_a_zone_that_is_none_is_refused_in_words_and_kept(client, site, zone):
    answer = client.post("/en/time-zone/", {"zone": zone})
    assert answer.status_code == 400
    assert COOKIE not in answer.cookies
    assert 'role="alert"' in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("zone", ["Mars/Olympus", LONG, "../../etc/passwd"])
def test_a_forged_cookie_is_ignored(client, site, zone):
    evening()
    client.cookies[COOKIE] = zone
    assert client.get("/en/events/").status_code == 200


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"]
)
def test_the_way_back_never_leaves_the_hub(client, site, address):
    answer = client.post("/en/time-zone/", {"zone": "Asia/Seoul", "next": address})
    assert answer["Location"] == "/en/time-zone/"


def test_other_sites_cannot_choose(client, site):
    answer = client.post("/en/time-zone/", {"zone": "Asia/Seoul"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not answer.cookies


# Ten thousand


def test_ten_thousand_events_take_few_queries(client, site, django_assert_max_num_queries):
    city, now = CityFactory(title_en="Host"), timezone.now()
    kind = EventKindFactory(key="festival", title_en="Festival")
    day = TODAY()
    Event.objects.bulk_create(
        Event(
            title_en=f"Event {n}",
            slug=f"event-{n}",
            live=True,
            first_published_at=now,
            city=city,
            kind=kind if n % 10 == 0 else None,
            start_date=day + dt.timedelta(days=n % 3000 - 1500),
            last_date=day + dt.timedelta(days=n % 3000 - 1500),
            languages=["en"],
        )
        for n in range(10_000)
    )
    month = f"?view=month&month={day:%Y-%m}"
    between = f"?from={day}&to={day + dt.timedelta(60)}"
    client.get("/en/")  # settings are made by the first visit of all
    for address in ("", month, "?view=map", between, "?fits=host", "feed.ics?kind=festival", "data.json?kind=festival"):
        renew({"directories", "address book"})  # as just after a change: nothing of them is in memory
        with django_assert_max_num_queries(15):
            assert client.get(f"/en/events/{address}").status_code == 200


def test_days_the_wrong_way_round_are_said_to_be(client, site):
    html = listed(client, "?from=2027-05-01&to=2027-01-01")
    assert "the wrong way round" in html
    for query in ("?from=2027-01-01&to=2027-05-01", "?from=2027-01-01&to=2027-01-01", "?from=2027-05-01&to=x"):
        assert "the wrong way round" not in listed(client, query)
