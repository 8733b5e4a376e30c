"""Directories keep what they know in memory, and are right at the next request whatever changes."""

import datetime as dt

import pytest
from django.utils import timezone

from events.tests.factories import EventFactory
from hub.models import Tag
from partners.models import Partner
from partners.tests.factories import CityFactory, PartnerFactory

pytestmark = pytest.mark.django_db


def listed(client, address="/en/partners/"):
    return client.get(address).content.decode()


@pytest.fixture
def partner(site):
    return PartnerFactory(title_en="Frame House", slug="frame-house", sector="education", tags=["drawing"])


def test_new_title_and_sector_are_on_the_list_at_once(partner, client):
    assert "Frame House" in listed(client)
    partner.title_en, partner.sector = "Reel House", "business"
    partner.save_revision().publish()
    shown = listed(client)
    assert "Reel House" in shown
    assert "Frame House" not in shown
    assert 'value="business"' in shown
    assert 'value="education"' not in shown


def test_unpublished_and_deleted_records_leave_list_and_counts_at_once(partner, client):
    other = PartnerFactory(title_en="Ink Club", tags=["drawing"])
    assert '<span class="facet__count">2</span>' in listed(client)
    partner.unpublish()
    shown = listed(client)
    assert "Frame House" not in shown
    assert '<span class="facet__count">2</span>' not in shown
    other.delete()
    assert "Ink Club" not in listed(client)


def test_record_that_expires_leaves_the_list_though_nobody_touches_it(partner, client):
    assert "Frame House" in listed(client)
    # Past every signal, as time itself comes.
    Partner.objects.filter(pk=partner.pk).update(expire_at=timezone.now() - dt.timedelta(seconds=1))
    shown = listed(client)
    assert "Frame House" not in shown
    assert 'value="drawing"' not in shown


def test_cards_show_a_tag_by_its_new_name_at_once(partner, client):
    assert "drawing" in listed(client)
    tag = Tag.objects.get(name="drawing")
    tag.name_en = "sketching"
    tag.save()
    assert "sketching" in listed(client)


def test_cards_name_no_city_that_is_unpublished(site, client):
    city = CityFactory(title_en="Frameville", country="DK")
    EventFactory(title_en="Open desk", city=city, start_date=timezone.localdate())
    assert "Frameville" in listed(client, "/en/events/")
    city.unpublish()
    shown = listed(client, "/en/events/")
    assert "Frameville" not in shown
    assert 'value="DK"' not in shown


def test_cards_lead_to_the_new_address_of_their_index_page(partner, site, client):
    from partners.models import PartnerIndexPage

    assert 'href="/en/partners/frame-house/"' in listed(client)
    page = PartnerIndexPage.objects.get(locale__language_code="en")
    page.slug = "members"
    page.save_revision().publish()
    assert 'href="/en/members/frame-house/"' in listed(client, "/en/members/")


def test_each_language_has_its_own_cards(site, client):
    PartnerFactory(title_en="Frame House", title_da="Rammehuset")
    assert "Frame House" in listed(client)
    assert "Rammehuset" in listed(client, "/da/partnere/")


def test_only_the_first_picture_of_a_list_does_not_wait(site, client):
    for name in ("A", "B", "C"):
        PartnerFactory(title_en=name)
    shown = listed(client)
    assert shown.count('loading="eager" fetchpriority="high"') == 1
    assert shown.index('loading="eager"') < shown.index('loading="lazy"')
    assert 'loading="eager"' in listed(client, "/en/partners/?sort=newest")
