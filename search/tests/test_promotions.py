"""Promoted results: they come first, whether the words find them or not, and never when they may not be seen."""

import pytest
from wagtail.models import PageViewRestriction

from partners.models import PartnerIndexPage
from partners.tests.factories import PartnerFactory
from search.models import Promotion
from search.requests import SearchRequest
from search.searching import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(site):
    return PartnerFactory(title_en="Film School", title_da="Filmskole")


def promote(record, words):
    return Promotion.objects.create(results=[("partner", record)], words=words)


def found(text, **values):
    results = search(SearchRequest(text=text, language="en", **values))
    return results.total, [hit.shown.title for hit in results.hits]


def test_a_promotion_is_shown_where_the_words_find_nothing(client, partner):
    promote(partner, "xyzzy")
    assert found("xyzzy") == (1, ["Film School"])
    page = client.get("/en/search/", {"q": "xyzzy"}).content.decode()
    assert f'href="/en/partners/{partner.slug}/"' in page


def test_a_promotion_comes_first_where_the_words_find_other_things(partner):
    for number in range(25):
        PartnerFactory(title_en=f"Music room {number:02}")
    promote(partner, "music")
    total, titles = found("music")
    assert (total, titles[0]) == (25, "Film School")
    assert "Film School" not in found("music", page=2)[1]


def test_what_is_promoted_and_found_is_shown_once(partner):
    promote(partner, "school")
    assert found("school") == (1, ["Film School"])


@pytest.mark.parametrize("facets", [{"type": ("events.event",)}, {"sector": ("public",)}])
def test_filters_narrow_promotions_too(partner, facets):
    promote(partner, "xyzzy")
    assert found("xyzzy", facets=facets) == (0, [])


def test_a_promotion_that_is_not_public_is_not_shown(partner):
    promote(partner, "xyzzy")
    for index in PartnerIndexPage.objects.all():
        PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert found("xyzzy") == (0, [])
