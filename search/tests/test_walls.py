"""Privacy walls: what stands behind one leaves search with the transaction that builds it, and comes back with it."""

import pytest
from wagtail.models import PageViewRestriction

from hub.models import HomePage
from partners.models import PartnerIndexPage
from partners.tests.factories import PartnerFactory
from search.models import SearchEntry
from search.tests.conftest import indexed

pytestmark = pytest.mark.django_db


def wall_around(page):
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def languages_found(record):
    key = f"{record._meta.label_lower}:{record.pk}"
    return sorted(SearchEntry.objects.live().filter(key=key).values_list("language", flat=True))


@pytest.fixture
def partner(client, site):
    """A partner that is found in both languages, in a process that holds the address book."""
    made = PartnerFactory(title_en="Film School", title_da="Filmskole")
    indexed(made)
    assert client.get("/en/").status_code == 200
    assert f"/en/partners/{made.slug}/" in client.get("/en/search/", {"q": "film"}).content.decode()
    return made


@pytest.mark.parametrize("model", [PartnerIndexPage, HomePage])
def test_a_wall_takes_one_language_out_of_search_and_its_end_brings_it_back(client, partner, model):
    wall = wall_around(model.objects.get(locale__language_code="en"))
    assert languages_found(partner) == ["da"]
    assert "/en/partners/" not in client.get("/en/search/", {"q": "film"}).content.decode()
    wall.delete()
    assert languages_found(partner) == ["da", "en"]
    assert f"/en/partners/{partner.slug}/" in client.get("/en/search/", {"q": "film"}).content.decode()
