"""The pages that lead to others are found by their names, before what has the word and after nothing that is it."""

import pytest

from events.tests.factories import EventFactory
from hub.models import HomePage
from partners.models import PartnerIndexPage
from partners.tests.factories import CityFactory, PartnerFactory
from search.indexing import all_keys
from search.models import SearchEntry
from search.outbox import refresh
from search.requests import SearchRequest
from search.searching import search
from tests.graphics_site import grow_graphic_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole_site(site):
    grow_graphic_pages(site)
    for number in range(5):
        PartnerFactory(title_en=f"Studio {number}", lead_en="Partners of the festival, with a map", tags=["partners"])
        EventFactory(title_en=f"Days {number}", lead_en="Events")
    CityFactory(title_en="Viborg", title_da="Viborg")
    refresh(all_keys())
    return site


def found(text, language="en"):
    return [hit.shown.url for hit in search(SearchRequest(text=text, language=language)).hits]


@pytest.mark.parametrize(
    ("text", "language", "url"),
    [
        ("partners", "en", "/en/partners/"),
        ("events", "en", "/en/events/"),
        ("map", "en", "/en/map/"),
        ("kort", "da", "/da/kort/"),
        ("begivenheder", "da", "/da/begivenheder/"),
    ],
)
def test_a_list_or_picture_is_the_first_hit_for_its_name(whole_site, text, language, url):
    assert found(text, language)[0] == url


def test_a_front_page_is_found_after_the_city_whose_name_it_bears(whole_site):
    assert found("viborg")[:2] == ["/en/cities/viborg/", "/en/"]


def test_every_public_page_of_the_tree_has_an_entry(whole_site):
    urls = set(SearchEntry.objects.live().values_list("url", flat=True))
    lists = ("", "partners/", "cities/", "projects/", "events/", "venues/", "map/", "network/")
    assert {f"/en/{name}" for name in lists} <= urls


def test_pages_that_lead_share_the_filter_of_pages(client, whole_site):
    page = client.get("/en/search/", {"q": "partners", "type": "hub.contentpage"}).content.decode()
    assert 'href="/en/partners/"' in page
    assert "/en/partners/studio-1/" not in page


@pytest.mark.parametrize("model", [PartnerIndexPage, HomePage])
def test_unpublishing_a_list_or_front_page_hides_what_it_serves_and_publishing_brings_it_back(whole_site, model):
    def count():
        return SearchEntry.objects.live().filter(type="partners.partner", language="en").count()

    page = model.objects.get(locale__language_code="en")
    assert count() == 5
    page.unpublish()
    assert count() == 0
    page.save_revision().publish()
    assert count() == 5


def test_a_deleted_list_takes_along_what_it_served(whole_site):
    PartnerIndexPage.objects.get(locale__language_code="en").delete()
    found = SearchEntry.objects.live().filter(language="en", url__startswith="/en/partners/")
    assert sorted(found.values_list("url", flat=True)) == []
