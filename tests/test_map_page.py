"""The map: public cities and ties alone, filters in the address, the same as a list, a fixed number of queries."""

import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from events.models import EventCity
from events.tests.factories import EventFactory
from hub.addresses import one_reading
from hub.models import SiteSettings
from hub.tests.bodies import block, shown
from hub.tests.factories import CreativeFieldFactory
from partners.models import City, ProjectCity
from partners.tests.factories import CityFactory, CityRelationKindFactory, ProjectFactory
from tests.graphics_site import fill, grow_graphic_pages

pytestmark = pytest.mark.django_db
QUERIES_MAX = 12


@pytest.fixture
def map_site(site):
    grow_graphic_pages(site)
    return site


def city(title, at=(37.5, 127.0), relations=(), fields=(), **values):
    latitude, longitude = at if at else (None, None)
    made = CityFactory(title_en=title, latitude=latitude, longitude=longitude, **values)
    for kind in relations:
        made.relations.create(kind=kind)
    for field in fields:
        made.field_periods.create(field=field)
    made.save()
    return made


def listed(html):
    """The names in the list below the map, in order."""
    body = html.partition('<table class="data-table">')[2].partition("</table>")[0]
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', body)


def linked(html):
    """The addresses in the drawings."""
    return re.findall(r'<a href="([^"]+)"(?: class="on-phones")?><title>', html)


def page(client, query="", language="en"):
    answer = client.get(f"/{language}/{'map' if language == 'en' else 'kort'}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_map_speaks_both_languages_and_is_in_menu_sitemap_and_switch(client, map_site):
    city("Seoul")
    english, danish = page(client), page(client, language="da")
    assert "The same as a list" in english
    assert "Det samme som liste" in danish
    assert '<a href="/en/map/"' in english
    assert 'href="/da/kort/" hreflang="da"' in english
    sitemap = client.get("/sitemap-page.xml").content.decode()
    assert "/en/map/" in sitemap
    assert "/da/kort/" in sitemap


def test_ties_count_public_projects_and_events_once_each_however_a_city_takes_part(client, map_site):
    seoul, dakar = city("Seoul"), city("Dakar", (14.7, -17.5))
    for title in ("One", "Two"):
        ProjectCity.objects.create(project=ProjectFactory(title_en=title), city=seoul)
    event = EventFactory(title_en="Festival", city=seoul)
    EventCity.objects.create(event=event, city=seoul)  # host and participant: one tie
    EventCity.objects.create(event=event, city=dakar)
    ProjectCity.objects.create(project=ProjectFactory(title_en="Draft", live=False), city=dakar)
    html = page(client)
    assert listed(html) == ["Seoul", "Dakar"]
    assert re.findall(r'class="is-number">(\d+)</td>', html) == ["3", "1"]
    assert "3 projects or events together" in html
    assert 'stroke-width="2.7"' in html
    assert 'stroke-width="2"' in html


def test_drafts_expired_and_merged_cities_never_appear(client, map_site):
    city("Seoul")
    heir = city("Heir", (50.0, 8.0))
    city("Draft city", (10.0, 10.0), live=False)
    city("Merged city", (20.0, 20.0), merged_into=heir)
    html = page(client)
    assert sorted(listed(html)) == ["Heir", "Seoul"]
    assert "Draft city" not in html
    assert "Merged city" not in html


def test_filter_by_relation_and_field_narrows_list_and_links_and_leaves_ghosts(client, map_site):
    twin, member = CityRelationKindFactory(key="twin"), CityRelationKindFactory(key="member")
    film, music = CreativeFieldFactory(key="film"), CreativeFieldFactory(key="music")
    city("Seoul", relations=[member], fields=[film])
    city("Dakar", (14.7, -17.5), relations=[member], fields=[music])
    city("Lima", (-12.0, -77.0), relations=[twin], fields=[film])
    html = page(client, "?relation=member&field=film")
    assert listed(html) == ["Seoul"]
    assert linked(html) == ["/en/cities/seoul/"]
    assert html.count("dot--ghost") == 2
    assert sorted(listed(page(client, "?relation=member&relation=twin"))) == ["Dakar", "Lima", "Seoul"]


@pytest.mark.parametrize(
    "query",
    [
        "?relation=nonsense", "?relation=%00", "?field=" + "x" * 500, "?sort=evil&relation=", "?place=nowhere",
        "?relation='%20OR%201=1--", "?field=<script>alert(1)</script>", "?page=99",
    ],
)  # fmt: skip
def test_bad_values_are_named_and_change_nothing(client, map_site, query):
    city("Seoul", relations=[CityRelationKindFactory(key="member")])
    html = page(client, query)
    assert listed(html) == ["Seoul"]
    assert "<script>alert" not in html


def test_an_unknown_value_is_said_to_be_left_out(client, map_site):
    city("Seoul", relations=[CityRelationKindFactory(key="member")])
    assert "“nonsense”" in page(client, "?relation=nonsense")


def test_cities_without_a_place_are_counted_and_the_number_leads_to_exactly_those(client, map_site):
    city("Seoul")
    city("Atlantis", None)
    city("Utopia", None)
    html = page(client)
    assert "2 cities have no place yet" in html
    address = re.search(r'href="/en/map/(\?place=unknown)#cities"', html)[1]
    assert listed(page(client, address)) == ["Atlantis", "Utopia"]
    assert "Atlantis" not in "".join(linked(html))


def test_the_list_can_be_ordered_by_title_and_country(client, map_site):
    city("Seoul", country="KR")
    city("Oslo", (59.9, 10.7), country="NO")
    assert listed(page(client, "?sort=title")) == ["Oslo", "Seoul"]
    assert listed(page(client, "?sort=country")) == ["Oslo", "Seoul"]


def test_the_hubs_own_city_is_marked_and_the_same_field_is_filled(client, map_site):
    film, music = CreativeFieldFactory(key="film"), CreativeFieldFactory(key="music")
    city("Viborg", (56.45, 9.4), fields=[film], slug="viborg")
    city("Seoul", fields=[film])
    city("Lima", (-12.0, -77.0), fields=[music])
    html = page(client)
    assert html.count("dot__ring") == 2  # once on each sheet
    assert "Filled: the same field, film in English" in html
    assert html.count('class="dot dot--own"') == 2  # Seoul and the legend


def test_titles_are_text(client, map_site):
    city('</title><script>alert(1)</script>" onfocus="x')
    html = page(client)
    assert "<script>alert" not in html
    assert 'onfocus="x' not in html
    assert " style=" not in html.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("number", [10, 500])
def test_map_takes_the_same_few_queries_whatever_the_number(client, map_site, number, django_assert_max_num_queries):
    fill(number)
    page(client)
    with django_assert_max_num_queries(QUERIES_MAX):
        page(client)


@pytest.mark.parametrize("number", [10, 500])
def test_tag_gives_the_front_page_its_map_in_three_queries(map_site, number, django_assert_num_queries):
    fill(number)
    request = RequestFactory().get("/en/")
    for _first_time_makes_them in range(2):
        SiteSettings.for_request(request)
    template = Template("{% load graphic_tags %}{% city_map as atlas %}{{ atlas.world_svg }}{{ atlas.close_svg }}")
    with one_reading():
        template.render(Context({"request": request}))  # facets and addresses are in memory from now on
    # Whether they still are right, the cities, their ties.
    with django_assert_num_queries(3), one_reading():
        assert "<svg" in template.render(Context({"request": request}))


def test_block_shows_the_map_with_the_way_to_its_page(map_site):
    city("Seoul")
    html = shown(block("map", {"heading": "Verden"}), language="en")
    assert "Verden" in html
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="sheet sheet--world"' in html
    assert '<a href="/en/map/">' in html


def test_map_behind_a_privacy_wall_asks_for_the_password(client, map_site):
    from wagtail.models import PageViewRestriction

    from hub.models import MapPage

    for found in MapPage.objects.all():
        PageViewRestriction.objects.create(page=found, restriction_type="password", password="secret")
    html = client.get("/en/map/", follow=True).content.decode()
    assert "sheet--world" not in html


def test_without_cities_the_map_says_so(client, map_site):
    City.objects.all().delete()
    html = page(client)
    assert "sheet--world" in html
    assert listed(html) == []


def test_the_hubs_own_city_does_nothing_together_with_itself(client, map_site):
    home, away = city("Viborg", slug="viborg"), city("Seoul")
    for number in range(2):
        ProjectCity.objects.create(project=ProjectFactory(title_en=f"At home {number}"), city=home)
    ProjectCity.objects.create(project=ProjectFactory(title_en="Away"), city=away)
    html = page(client, "?sort=ties")
    assert listed(html) == ["Seoul", "Viborg"]
    assert re.findall(r'data-label="Together" class="is-number">([^<]+)<', html) == ["1", "–"]


def test_every_city_is_on_a_link_of_the_map_even_where_they_stand_close(client, map_site):
    city("Seoul", at=(37.5, 127.0)), city("Busan", at=(37.4, 127.1)), city("Lima", at=(-12.0, -77.0))
    html = page(client)
    titles = "\n".join(re.findall(r"<title>([^<]+)</title>", html.partition("<main")[2]))
    for name in ("Seoul", "Busan", "Lima"):
        assert name in titles
    assert 'href="#cities"' in html
    assert 'id="cities"' in html


def test_a_filtered_map_speaks_of_what_it_shows(client, map_site):
    twin, member = CityRelationKindFactory(key="twin"), CityRelationKindFactory(key="member")
    film = CreativeFieldFactory(key="film")
    city("Viborg", (56.45, 9.4), slug="viborg")
    for number in range(2):
        city(f"Member {number}", (10.0, 20.0 * number), relations=[member])
    city("Twin", (40.0, 20.0), relations=[twin], fields=[film])
    whole, narrowed = (
        page(client, query).partition('class="legend"')[2].partition("</ul>")[0] for query in ("", "?field=film")
    )
    assert re.findall(r'legend__count">(\d+)<', whole) == ["2", "1"]
    assert re.findall(r'legend__count">(\d+)<', narrowed) == ["1"]
    assert "common projects" not in narrowed
