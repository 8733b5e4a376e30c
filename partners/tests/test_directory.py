"""Directories: facets, counts, open data and a fixed number of queries."""

import csv
import datetime as dt
import io
import re

import pytest

from hub.choices import HelixSector
from hub.models import Tag
from hub.tests.factories import CreativeFieldFactory, ScopeFactory, ThemeFactory
from partners.models import CityRelation, PartnerSector, ProjectPartner
from partners.tests.factories import CityFactory, CityRelationKindFactory, PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def titles(client, address, **query):
    return [item["title_en"] for item in client.get(f"{address}data.json", query).json()["items"]]


def test_directory_shows_only_the_chosen_sector(client, site):
    PartnerFactory(title_en="Animation School", sector=HelixSector.EDUCATION)
    PartnerFactory(title_en="Render Farm", sector=HelixSector.BUSINESS)
    page = client.get("/en/partners/", {"sector": "education"}).content.decode()
    assert "Animation School" in page
    assert "Render Farm" not in page


def test_several_values_of_one_facet_are_joined_by_or_and_facets_by_and(client, site):
    scope = ScopeFactory(key="local")
    PartnerFactory(title_en="A", sector=HelixSector.EDUCATION, scope=scope)
    PartnerFactory(title_en="B", sector=HelixSector.BUSINESS, scope=scope)
    PartnerFactory(title_en="C", sector=HelixSector.BUSINESS)
    PartnerFactory(title_en="D", sector=HelixSector.PUBLIC, scope=scope)
    assert titles(client, "/en/partners/", sector=["education", "business"]) == ["A", "B", "C"]
    assert titles(client, "/en/partners/", sector=["education", "business"], scope="local") == ["A", "B"]


def test_a_further_sector_counts_like_the_main_one(client, site):
    partner = PartnerFactory(title_en="Both", sector=HelixSector.PUBLIC)
    PartnerSector.objects.create(partner=partner, sector=HelixSector.BUSINESS)
    assert titles(client, "/en/partners/", sector="business") == ["Both"]


def test_facet_counts_say_what_one_more_click_would_give(client, site):
    PartnerFactory.create_batch(3, sector=HelixSector.EDUCATION, tags=["animation"])
    PartnerFactory.create_batch(2, sector=HelixSector.BUSINESS, tags=["animation"])
    PartnerFactory(sector=HelixSector.BUSINESS, tags=["games"])
    directory = client.get("/en/partners/", {"tag": "games"}).context["directory"]
    counts = {view.key: {option.value: option.count for option in view.options} for view in directory.facet_views}
    assert counts["sector"] == {"business": 1}
    assert counts["tag"] == {"animation": 5, "games": 1}
    one_more = client.get("/en/partners/", {"tag": ["games", "animation"]}).context["directory"]
    assert one_more.total == 6


def test_a_theme_is_found_directly_and_through_a_tag(client, site):
    theme = ThemeFactory(key="animation")
    PartnerFactory(title_en="Direct", themes=[theme])
    tagged = PartnerFactory(title_en="Tagged", tags=["cartoon"])
    tag = tagged.tags.get()
    tag.theme = theme
    tag.save()
    PartnerFactory(title_en="Neither")
    assert titles(client, "/en/partners/", theme="animation") == ["Direct", "Tagged"]


def test_a_city_with_two_relations_is_one_record_in_both(client, site):
    member, twin = CityRelationKindFactory(key="uccn_member"), CityRelationKindFactory(key="twin_town")
    hamar = CityFactory(title_en="Hamar", country="NO")
    CityRelation.objects.create(city=hamar, kind=member)
    CityRelation.objects.create(city=hamar, kind=twin)
    for relation in ("uccn_member", "twin_town"):
        assert titles(client, "/en/cities/", relation=relation) == ["Hamar"]
    assert client.get("/en/cities/").context["directory"].total == 1


def test_years_cover_the_whole_length_of_a_project(client, site):
    ProjectFactory(title_en="Long", start=dt.date(2020, 5, 1), end=dt.date(2022, 2, 1))
    ProjectFactory(title_en="Undated")
    for year in ("2020", "2021", "2022"):
        assert titles(client, "/en/projects/", year=year) == ["Long"]
    assert titles(client, "/en/projects/", year="2023") == []


def test_sector_of_an_unpublished_partner_does_not_show_through_its_projects(client, site):
    project = ProjectFactory(title_en="Open project")
    ProjectPartner.objects.create(project=project, partner=PartnerFactory(live=False, sector=HelixSector.PUBLIC))
    directory = client.get("/en/projects/").context["directory"]
    assert "sector" not in {view.key for view in directory.facet_views}


def test_titles_are_sorted_as_danish_readers_expect(client, site):
    for title in ("Åben", "Ærlig", "Zebra", "Østjysk", "abe", "Élan"):
        PartnerFactory(title_en=title)
    assert titles(client, "/da/partnere/") == ["abe", "Élan", "Zebra", "Ærlig", "Østjysk", "Åben"]


def test_list_json_and_csv_give_the_same_records(client, site):
    PartnerFactory.create_batch(30, sector=HelixSector.BUSINESS)
    PartnerFactory.create_batch(5, sector=HelixSector.PUBLIC)
    query = {"sector": "business"}
    data = client.get("/en/partners/data.json", query).json()
    table = client.get("/en/partners/data.csv", query).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert data["count"] == len(data["items"]) == len(rows) == 30
    assert client.get("/en/partners/", query).context["directory"].total == 30
    assert [row["id"] for row in rows] == [item["id"] for item in data["items"]]


def test_open_data_never_holds_what_is_for_staff(client, site):
    PartnerFactory(contact_email="someone@example.org", internal_note="call her first")
    for name in ("data.json", "data.csv"):
        text = client.get(f"/en/partners/{name}").content.decode()
        assert "someone@example.org" not in text
        assert "call her first" not in text


def test_csv_neutralises_formulas(client, site):
    PartnerFactory(title_en='=HYPERLINK("http://example.org")')
    text = client.get("/en/partners/data.csv").content.decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(text)))["title_en"].startswith("'=")


@pytest.mark.parametrize(
    "query",
    [
        {"sector": "nonsense"},
        {"sector": "\0"},
        {"tag": "'; DROP TABLE hub_tag; --"},
        {"page": "9999"},
        {"page": "-1"},
        {"page": "abc"},
        {"sort": "nonsense"},
        {"theme": "x" * 10_000},
        {"sector": ["education"] * 500},
        {"year": "<script>alert(1)</script>"},
        {"unknown": "facet"},
    ],
)
def test_hostile_queries_get_a_page_that_says_what_was_left_out(client, site, query):
    PartnerFactory()
    ProjectFactory(start=dt.date(2020, 1, 1))
    for address in ("/en/partners/", "/en/projects/", "/da/begivenheder/"):
        for name in ("", "data.json", "data.csv"):
            response = client.get(address + name, query)
            assert response.status_code in ({200, 400} if name else {200})
            is_page = response["Content-Type"].startswith("text/html")
            assert is_page is not bool(name)
            assert not (is_page and "<script>alert" in response.content.decode())


@pytest.mark.parametrize(
    "query",
    [
        {"sector": "bogus"},
        {"sector": ["education", "bogus"]},
        {"sectr": "education"},
        {"sector": "\0"},
        {"theme": "x" * 10_000},
        {"sort": "nonsense"},
    ],
)
def test_feeds_refuse_what_they_do_not_know_instead_of_giving_everything(client, site, query):
    PartnerFactory(sector=HelixSector.EDUCATION)
    name, value = next(iter(query.items()))
    word = value[-1] if isinstance(value, list) else value
    answer = client.get("/da/partnere/data.json", query)
    assert answer.status_code == 400
    assert {"name": name, "value": word[:100]} in answer.json()["refused"]
    assert "items" not in answer.json()
    assert answer.json()["error"].startswith("Denne adresse beder om noget")
    table = client.get("/en/partners/data.csv", query)
    assert table.status_code == 400
    assert table["Content-Type"].startswith("text/plain")
    assert f"{name}={word[:100]}" in table.content.decode()


@pytest.mark.parametrize("query", [{"sector": "public"}, {"scope": "local"}])
def test_feeds_give_nothing_for_a_value_that_exists_but_no_record_has(client, site, query):
    ScopeFactory(key="local")
    PartnerFactory(sector=HelixSector.EDUCATION)
    assert client.get("/en/partners/data.json", query).json() == {"count": 0, "items": []}
    assert client.get("/en/partners/data.csv", query).status_code == 200


@pytest.mark.parametrize(
    ("address", "query", "label"),
    [
        ("/en/partners/", {"sector": "public"}, "Public sector"),
        ("/en/partners/", {"scope": "local"}, "Local"),
        ("/en/partners/", {"sector": "education", "tag": "unused"}, "unused"),
        ("/en/projects/", {"year": "2031"}, "2031"),
        ("/en/events/", {"country": "NO"}, "Norway"),
        ("/en/cities/", {"field": "film"}, "Film"),
    ],
)
def test_list_and_data_both_give_nothing_for_a_value_that_no_record_has(client, site, query, address, label):
    ScopeFactory(key="local", title_en="Local")
    CreativeFieldFactory(key="film", title_en="Film")
    Tag.objects.create(name="unused", slug="unused")
    PartnerFactory(sector=HelixSector.EDUCATION)
    ProjectFactory(start=dt.date(2020, 1, 1), end=dt.date(2020, 2, 1))
    page = client.get(address, query).content.decode()
    assert "0 found" in page
    assert "Nothing matches all of this." in page
    assert re.search(rf'class="chip"[^>]*>\s*<span[^>]*>Remove:</span> {label} ', page)
    assert client.get(f"{address}data.json", query).json()["count"] == 0


def test_merged_tag_in_an_address_asks_for_its_heir(client, site):
    PartnerFactory(title_en="Frame House", tags=["drawing"])
    PartnerFactory(title_en="Ink Club")
    heir = Tag.objects.get(name="drawing")
    Tag.objects.create(name="sketching", slug="sketching", merged_into=heir)
    page = client.get("/en/partners/", {"tag": "sketching"}).content.decode()
    assert "Frame House" in page
    assert "Ink Club" not in page
    assert 'href="/en/partners/data.json?tag=drawing"' in page
    assert client.get("/en/partners/data.json", {"tag": "sketching"}).json()["count"] == 1


def test_hostile_values_by_the_hundred_cost_no_query_each(client, site, django_assert_max_num_queries):
    PartnerFactory()
    with django_assert_max_num_queries(25):
        for key in ("tag", "theme", "scope", "kind", "sector"):
            client.get("/en/partners/data.csv", {key: [f"x{n}" for n in range(200)]})


def test_order_that_does_not_exist_is_named(client, site):
    PartnerFactory()
    assert "There is no order “<bdi>zzz</bdi>”" in client.get("/en/partners/", {"sort": "zzz"}).content.decode()


def test_unknown_value_and_missing_page_are_named(client, site):
    PartnerFactory()
    text = client.get("/en/partners/", {"sector": "nonsense", "page": "9999"}).content.decode()
    assert "nonsense" in text
    assert "That page does not exist; this is page 1." in text
