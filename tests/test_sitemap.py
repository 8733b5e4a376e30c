"""The sitemap: every public page and record in both languages, nothing else."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.tests.factories import EventFactory
from hub.models import ContentPage
from hub.site_tree import PagePlan, grow_page
from partners.models import PartnerIndexPage
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def addresses(client, section):
    """Path and alternates (path by language) of every entry of a section."""
    root = ElementTree.fromstring(client.get(f"/sitemap-{section}.xml").content)  # noqa: S314
    found = {}
    for entry in root.findall("s:url", SPACES):
        links = {
            link.get("hreflang"): link.get("href").removeprefix("http://testserver")
            for link in entry.findall("x:link", SPACES)
        }
        found[entry.findtext("s:loc", namespaces=SPACES).removeprefix("http://testserver")] = links
    return found


def english(page):
    return page.get_translations().get().specific


def partner_index():
    return PartnerIndexPage.objects.get(slug="partnere")


def test_index_names_every_section(client, site):
    EventFactory()
    text = client.get("/sitemap.xml").content.decode()
    for section in ("page", "partner", "city", "project", "event", "venue"):
        assert f"<loc>http://testserver/sitemap-{section}.xml</loc>" in text


def test_unknown_section_is_404(client, site):
    assert client.get("/sitemap-nothing.xml").status_code == 404


def test_record_is_listed_in_both_languages_with_alternates(client, site):
    PartnerFactory(title_en="Arsenalet")
    both = {
        "da": "/da/partnere/arsenalet/",
        "en": "/en/partners/arsenalet/",
        "x-default": "/da/partnere/arsenalet/",
    }
    assert addresses(client, "partner") == {both["da"]: both, both["en"]: both}


def test_record_tells_when_it_was_last_published(client, site):
    PartnerFactory(last_published_at=dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC))
    assert b"<lastmod>2026-03-01</lastmod>" in client.get("/sitemap-partner.xml").content
    assert b"<lastmod>2026-03-01" in client.get("/sitemap.xml").content


@pytest.mark.parametrize(
    "state",
    [
        {"live": False},
        {"expire_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
    ],
)
def test_record_that_is_not_public_is_left_out(client, site, state):
    PartnerFactory(**state)
    assert addresses(client, "partner") == {}


def test_merged_record_is_left_out(client, site):
    heir = PartnerFactory(title_en="Heir")
    PartnerFactory(title_en="Double", merged_into=heir)
    assert set(addresses(client, "partner")) == {"/da/partnere/heir/", "/en/partners/heir/"}


def test_records_without_a_public_index_page_are_left_out_in_that_language(client, site):
    PartnerFactory(title_en="Arsenalet")
    english(partner_index()).unpublish()
    assert addresses(client, "partner") == {"/da/partnere/arsenalet/": {}}


def test_records_behind_a_privacy_wall_are_left_out(client, site):
    PartnerFactory(title_en="Arsenalet")
    PageViewRestriction.objects.create(page=partner_index(), restriction_type=PageViewRestriction.LOGIN)
    assert set(addresses(client, "partner")) == {"/en/partners/arsenalet/"}


def test_pages_of_both_trees_are_listed_with_alternates(client, site):
    found = addresses(client, "page")
    assert {"/da/", "/en/", "/da/partnere/", "/en/partners/"} <= set(found)
    assert found["/da/partnere/"] == {"da": "/da/partnere/", "en": "/en/partners/", "x-default": "/da/partnere/"}


@pytest.mark.parametrize("state", ["private", "expired", "draft"])
def test_page_that_is_not_public_is_left_out_with_what_is_private_below(client, home, state):
    page = grow_page(PagePlan(ContentPage, "om", "about", "Om", "About"), home)
    below = grow_page(PagePlan(ContentPage, "mere", "more", "Mere", "More"), page)
    if state == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    elif state == "expired":
        ContentPage.objects.filter(pk__in=[page.pk, below.pk]).update(expire_at=timezone.now() - dt.timedelta(hours=1))
    else:
        page.unpublish()
        below.refresh_from_db()
        below.unpublish()
    found = {path for path in addresses(client, "page") if "/om/" in path or "/about/" in path}
    assert found == {"/en/about/", "/en/about/more/"}


def test_section_takes_the_same_few_queries_for_many_records(client, site, django_assert_max_num_queries):
    PartnerFactory.create_batch(60)
    with django_assert_max_num_queries(4):
        assert len(addresses(client, "partner")) == 120
    with django_assert_max_num_queries(8):
        assert len(addresses(client, "page")) == 14
