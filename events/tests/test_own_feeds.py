"""What members see in the portal of the calendars that are read from their organisations."""

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from events.intake.choices import FeedProblem, FeedState
from events.tests.factories import FeedFactory
from events.tests.feed_world import calendar, take, vevent
from partners.tests.factories import CityFactory, MembershipFactory, PartnerFactory

pytestmark = pytest.mark.django_db


def portal_of(client, organisation):
    member = MembershipFactory(**{organisation.type_key: organisation})
    client.force_login(member.user)
    return client.get(reverse("portal:home")).content.decode()


def test_a_member_sees_why_a_calendar_of_the_own_city_fails(site, client):
    city = CityFactory(title_en="Gwangju", title_da="Gwangju")
    FeedFactory(
        title="Gwangju <calendar>",
        city=city,
        state=FeedState.FAILING,
        problem=FeedProblem.PAGE_INSTEAD,
        notes=[["no_title", "<b>x</b>"]],
    )
    page = portal_of(client, city)
    assert "Gwangju &lt;calendar&gt;" in page
    with override("da"):
        assert escape(str(FeedProblem.PAGE_INSTEAD.label)) in page
    assert "<b>x</b>" not in page
    assert ".example/" not in page  # an address may hold a key


def test_what_waits_is_counted(site, client):
    partner = PartnerFactory()
    feed = FeedFactory(title="Studio", city=None, partner=partner)
    take(feed, calendar(vevent("1"), vevent("2", "Day")))
    page = portal_of(client, partner)
    assert "Studio" in page
    assert "<p>2 " in page[page.index("Studio") :][:600]


def test_nobody_else_sees_it(site, client):
    FeedFactory(title="Gwangju calendar")
    assert "Gwangju calendar" not in portal_of(client, CityFactory())
    assert "Gwangju calendar" not in portal_of(client, PartnerFactory())
