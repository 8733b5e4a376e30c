"""The exchange balance: what is counted, for whom, and that each number is as long as its list."""

import datetime as dt
import re

import pytest

from events.exchange_balance import COLUMNS, Level, Way, What, balance_by, balance_by_year, exchange_rows, select
from events.models import EventCity
from events.tests.exchange_world import PAST, grow_exchange, visit
from events.tests.factories import EventFactory
from hub.unesco_regions import region_key, unesco_regions
from partners.models import ProjectCity
from partners.tests.factories import CityFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home_city(site):
    return CityFactory(title_en="Viborg", slug="viborg")


@pytest.fixture
def gwangju(site):
    return CityFactory(title_en="Gwangju", slug="gwangju", country="KR", timezone="Asia/Seoul")


@pytest.fixture
def york(site):
    return CityFactory(title_en="York", slug="york", country="GB", timezone="Europe/London")


@pytest.fixture
def exchange(home_city, gwangju, york):
    grow_exchange(home_city, gwangju, york)


def count(rows, what, way, **more):
    return len(select(rows, what=what, way=way, **more))


def test_each_is_counted_in_its_direction(exchange):
    rows = exchange_rows("viborg")
    assert {column: count(rows, *column) for column in COLUMNS} == {
        (What.VISITS, Way.IN): 2,
        (What.VISITS, Way.OUT): 1,
        (What.EVENTS, Way.IN): 1,
        (What.EVENTS, Way.OUT): 1,
        (What.PROJECTS, Way.IN): 1,
        (What.PROJECTS, Way.OUT): 1,
    }
    assert {row.people for row in select(rows, what=What.VISITS)} == {3}


def test_a_thing_counts_once_for_each_place(exchange):
    rows = exchange_rows("viborg")
    led_there = (What.PROJECTS, Way.OUT)
    regions = {one.key: one.counts[led_there] for one in balance_by(Level.REGION, rows)}
    assert regions == {"asia-pacific": 1, "europe-north-america": 1}
    EventCity.objects.create(
        event=EventFactory(city=None), city=CityFactory(slug="leeds", country="GB", timezone="Europe/London")
    )
    countries = {one.key: one.counts[led_there] for one in balance_by(Level.COUNTRY, rows)}
    assert countries == {"KR": 1, "GB": 1}


def test_two_cities_of_a_country_are_one_event_there(home_city, york):
    here = EventFactory(city=home_city, start_date=PAST)
    for city in (york, CityFactory(slug="leeds", country="GB", timezone="Europe/London")):
        EventCity.objects.create(event=here, city=city)
    rows = exchange_rows("viborg")
    assert balance_by(Level.COUNTRY, rows)[0].counts[What.EVENTS, Way.IN] == 1
    assert sum(one.counts[What.EVENTS, Way.IN] for one in balance_by(Level.CITY, rows)) == 2


def test_years_are_those_of_the_day(exchange):
    years = {one.key: one.total for one in balance_by_year(exchange_rows("viborg"))}
    assert years == {"2025": 5, "2024": 2}


def test_a_repeated_event_counts_in_the_year_of_the_visit(home_city, york):
    series = EventFactory(city=home_city, start_date=dt.date(2023, 1, 9), recurrence="yearly")
    visit(york, series, occurrence=dt.date(2025, 1, 9))
    assert [row.year for row in select(exchange_rows("viborg"), what=What.VISITS)] == [2025]


def test_without_its_own_city_nothing_is_told_apart(exchange):
    assert exchange_rows("nowhere") == []


def test_every_number_on_the_page_leads_to_exactly_so_many_rows(client, exchange):
    for path in ("/en/exchange/", "/en/exchange/?year=2025"):
        page = client.get(path).content.decode()
        numbers = re.findall(r'<td class="is-number"><a href="(\?[^"]+)#list">(\d+)</a>', page)
        assert len(numbers) > 10
        for query, number in set(numbers):
            listed = client.get("/en/exchange/" + query.replace("&amp;", "&")).content.decode()
            part = listed.split('id="list"')[1].split("</section>")[0]
            assert part.count("<li>") == int(number), query


def test_both_languages_have_the_page_and_all_five_regions(client, exchange):
    english, danish = client.get("/en/exchange/").content.decode(), client.get("/da/udveksling/").content.decode()
    for region in unesco_regions():
        assert region.en in english
        assert region.da in danish


@pytest.mark.parametrize(
    "query",
    [
        "year=1&what=x&way=y&region=z",
        "region=<script>alert(1)</script>",
        "city=%00&country=%27",
        "year=2025%27--&city=" + "x" * 5000,
        "what=visits&what=events&year=&year=2025",
        "year=٢٠٢٥",
    ],
)
def test_hostile_queries_are_named_and_left_out(client, exchange, query):
    answered = client.get(f"/en/exchange/?{query}")
    assert answered.status_code == 200
    assert "<script>alert" not in answered.content.decode()
    assert len(answered.content) < 200_000


def test_a_country_in_no_region_is_counted_apart(client, home_city):
    nuuk = CityFactory(title_en="Nuuk", slug="nuuk", country="GL", timezone="America/Nuuk")
    event = EventFactory(city=home_city, start_date=PAST)
    EventCity.objects.create(event=event, city=nuuk)
    page = client.get("/en/exchange/").content.decode()
    assert "In no UNESCO region" in page
    assert "1 in the list" in client.get("/en/exchange/?what=events&way=in&region=other").content.decode()


def test_a_city_without_exchange_has_an_empty_list(client, exchange, site):
    CityFactory(title_en="Kobe", slug="kobe", country="JP", timezone="Asia/Tokyo")
    page = client.get("/en/exchange/?city=kobe").content.decode()
    assert "Kobe, 0 in the list" in page


def test_the_city_page_and_the_event_list_lead_there(client, york):
    assert "/en/exchange/?city=york#list" in client.get(york.get_url("en")).content.decode()
    assert 'href="/en/exchange/"' in client.get("/en/events/").content.decode()


def test_without_any_exchange_the_page_says_so(client, home_city):
    assert "No exchange is recorded yet." in client.get("/en/exchange/").content.decode()


def test_every_region_has_its_own_countries():
    countries = [code for region in unesco_regions() for code in _codes(region.key)]
    assert len(countries) == len(set(countries)) == 195
    assert [region_key(code) for code in ("DK", "KR", "SN", "MA", "BR", "US", "GL", "")] == [
        "europe-north-america",
        "asia-pacific",
        "africa",
        "arab-states",
        "latin-america-caribbean",
        "europe-north-america",
        "",
        "",
    ]


def _codes(key):
    from hub.seed_files import facts

    return next(row["countries"] for row in facts("unesco_regions")["regions"] if row["key"] == key)


@pytest.mark.parametrize("number", [1, 12])
def test_the_page_takes_a_fixed_number_of_queries(client, exchange, home_city, number, django_assert_max_num_queries):
    for n in range(number):
        city = CityFactory(title_en=f"C{n}")
        event = EventFactory(city=home_city, start_date=PAST)
        EventCity.objects.create(event=event, city=city)
        visit(city, event)
        ProjectCity.objects.create(project=ProjectFactory(), city=city)
    for path in ("/en/exchange/", "/en/exchange/?what=visits&way=in&region=europe-north-america&year=2025"):
        client.get(path)
        with django_assert_max_num_queries(12):
            client.get(path)
