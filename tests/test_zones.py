"""Time zones of cities and events: the database takes none that does not exist."""

import re

import pytest
from django.db import IntegrityError, transaction

from events.proposal_forms import EventForm
from events.tests.factories import EventFactory
from hub.geography import place_zones
from partners.portal.joining_forms import NewCityForm
from partners.portal.proposals_kinds import CityProfileForm
from partners.tests.factories import CityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("zone", ["Foo/Bar", "europe/copenhagen", "Europe/Copenhagen ", "", "Factory", "../etc/passwd"])
def test_the_database_refuses_zones_that_do_not_exist(site, zone):
    for record in (CityFactory(), EventFactory()):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(record).objects.filter(pk=record.pk).update(timezone=zone)


def test_people_choose_among_the_zones_of_places(communications_client):
    page = communications_client.get("/admin/account/").content.decode()
    chosen = re.search(r'<select name="locale-current_time_zone".*?</select>', page, re.DOTALL)[0]
    assert 'value="Europe/Copenhagen"' in chosen
    assert 'value="UTC"' in chosen
    assert not re.search(r'value="(localtime|Factory|posixrules)"', chosen)
    assert '"# ' not in chosen


@pytest.mark.parametrize("form", [NewCityForm, CityProfileForm, EventForm])
def test_members_choose_among_the_same_zones_of_places_everywhere(form):
    offered = form.zones if hasattr(form, "zones") else [value for value, _label in form().fields["timezone"].choices]
    assert [name for name in offered if name] == place_zones()
    assert {"Europe/Copenhagen", "America/Argentina/Buenos_Aires", "Asia/Seoul"} <= set(offered)
    assert not [name for name in offered if re.match(r"Etc/|US/|GMT|Factory|UTC", name)]


def test_a_zone_is_shown_as_its_place_is_called(plain_client, site):
    page = plain_client.get("/en/portal/join/city/").content.decode()
    assert '<option value="America/New_York">America/New York</option>' in page
