"""Time zones of cities and events: the database takes none that does not exist."""

import re

import pytest
from django.db import IntegrityError, transaction

from events.tests.factories import EventFactory
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
