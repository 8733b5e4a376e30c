"""The front page: what is coming, what is new and how much there is, in a fixed number of queries."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.utils import timezone

from events.tests.factories import EventFactory
from hub.models import HomePage
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db
HOME_QUERIES_MAX = 12


def fill(count):
    """``count`` records of each main type; the events are still to come."""
    today = timezone.localdate()
    for number in range(count):
        PartnerFactory(title_en=f"Partner {number}")
        city = CityFactory(title_en=f"City {number}")
        ProjectFactory(title_en=f"Project {number}", start=dt.date(2020, 1, 1) + dt.timedelta(days=number))
        EventFactory(title_en=f"Event {number}", start_date=today + dt.timedelta(days=number), city=city)


def test_home_shows_what_is_coming_and_new_and_how_much_there_is(client, site):
    fill(10)
    EventFactory(title_en="Long gone", start_date=dt.date(2019, 10, 30))
    html = client.get("/en/").content.decode()
    assert "Event 0" in html
    assert "Event 3" in html
    assert "Event 4" not in html
    assert "Long gone" not in html
    assert "City 0" in html  # where the event is
    assert "Project 9" in html
    assert "Project 6" not in html
    for path, count in {"partners": 10, "cities": 10, "projects": 10, "events": 11}.items():
        assert f'<a href="/en/{path}/"><span class="counts__number">{count}</span>' in html


@pytest.mark.parametrize("count", [10, 500])
def test_home_asks_at_most_twelve_questions(client, site, count, django_assert_max_num_queries):
    fill(count)
    client.get("/en/")  # fills what a process keeps, such as content types
    cache.clear()
    with django_assert_max_num_queries(HOME_QUERIES_MAX):
        client.get("/en/")


def test_home_leaves_out_drafts_and_expired_records(client, site):
    today = timezone.localdate()
    EventFactory(title_en="Draft event", start_date=today, live=False)
    EventFactory(title_en="Expired event", start_date=today, expire_at=timezone.now() - dt.timedelta(hours=1))
    ProjectFactory(title_en="Draft project", live=False)
    html = client.get("/en/").content.decode()
    assert "Draft event" not in html
    assert "Expired event" not in html
    assert "Draft project" not in html


@pytest.mark.parametrize("language", ["da", "en"])
def test_home_has_one_search_and_other_pages_have_it_in_the_header(client, site, language):
    assert client.get(f"/{language}/").content.decode().count('role="search"') == 1
    elsewhere = client.get(f"/{language}/partners/" if language == "en" else "/da/partnere/").content.decode()
    assert elsewhere.count('role="search"') == 1
    assert 'id="header-words"' in elsewhere


def test_title_of_home_says_the_hubs_name_once(client, site):
    home = HomePage.objects.get(locale__language_code="en")
    for title, expected in (("Viborg Visuals Hub", "Viborg Visuals Hub"), ("A & B", "A &amp; B · Viborg Visuals Hub")):
        home.title = title
        home.save_revision().publish()
        assert f"<title>{expected}</title>" in client.get("/en/").content.decode()
