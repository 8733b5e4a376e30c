"""What a search asks the database for when a cluster answers: three queries, whatever is asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from events.tests.factories import EventFactory
from hub.models import SiteSettings
from partners.models import Partner
from partners.tests.factories import PartnerFactory
from search.engine_documents import engine_document
from search.models import SearchEntry
from search.searching import _origin
from search.tests.conftest import indexed
from search.tests.reference_engine import ReferenceEngine

pytestmark = pytest.mark.django_db
OF_ALL_VALUES_HELD = '"hub_generation"'  # the look every few seconds at what has changed


@pytest.fixture
def cluster(site, monkeypatch):
    """An engine outside the database, with some things in it."""
    for number in range(25):
        indexed(PartnerFactory(title_en=f"Film school {number}", sector="education", tags=["animation"]))
    indexed(EventFactory(title_en="Film festival"))
    engine = ReferenceEngine()
    for key in set(SearchEntry.objects.values_list("key", flat=True)):
        engine.write([engine_document(list(SearchEntry.objects.filter(key=key)))])
    monkeypatch.setattr("search.searching.engine", lambda: engine)
    return engine


@pytest.mark.parametrize(
    "query",
    [
        {"q": "film"},
        {},
        {"q": "film", "sort": "nearness"},
        {"q": "film", "sort": "date", "sector": "education"},
        {"q": "film", "page": "99999"},
        {"q": "film school festival", "page": "7"},
        {"q": "festival school"},
        {"q": "film", "sector": "public", "country": "FR", "year": "1999"},
        {"q": "fillm scool"},
        {"q": '"' * 50 + "*(AND) " * 40},
        {"q": "nothing-at-all-xyz"},
    ],
)
def test_a_results_page_takes_three_queries_on_a_cluster(client, cluster, query):
    for _ in range(2):
        assert client.get("/en/search/", query).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/en/search/", query)
    statements = [each["sql"] for each in asked if OF_ALL_VALUES_HELD not in each["sql"]]
    assert len(statements) <= 3, statements


@pytest.mark.parametrize("dirty", [True, False])
def test_a_cluster_that_is_behind_shows_what_is_published_now_and_costs_no_more(client, cluster, dirty):
    record = Partner.objects.get(title_en="Film school 3")
    record.lead_en, record.body_en = "Open to all.", "<p>New rooms</p>"
    record.save()
    indexed(record)
    assert SearchEntry.objects.filter(key=f"partners.partner:{record.pk}").update(is_dirty=dirty)
    for _ in range(2):
        client.get("/en/search/", {"q": "school"})
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/en/search/", {"q": "school"}).content.decode()
    assert "Open to all." in page
    statements = [each["sql"] for each in asked if OF_ALL_VALUES_HELD not in each["sql"]]
    assert len(statements) <= 3, statements
    record.lead_en, record.body_en = "", ""
    record.save()
    page = client.get("/en/search/", {"q": "school"}).content.decode()
    assert "Open to all." not in page


def test_a_page_beyond_the_last_is_the_last(client, cluster):
    page = client.get("/en/search/", {"q": "film", "page": "9"}).content.decode()
    assert "this is page 2." in page
    assert page.count('class="hit"') == 6


def test_the_place_of_the_hub_is_held_and_follows_its_settings(site, django_assert_num_queries):
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.latitude = 10
    settings.save()
    assert _origin.get()[0] == 10
    with django_assert_num_queries(0):
        assert _origin.get()[0] == 10
    settings.latitude = 20
    settings.save()
    assert _origin.get()[0] == 20
