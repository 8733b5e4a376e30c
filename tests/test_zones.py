"""Time zones of cities and events: the database takes none that does not exist."""

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
