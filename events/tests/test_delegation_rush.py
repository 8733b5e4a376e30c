"""Many cities register at the same moment: real transactions in many threads, and no place is given twice."""

import datetime as dt
import threading
from unittest import mock

import pytest
from django.apps import apps
from django.db import connections, transaction
from django.test import TransactionTestCase
from django.utils import timezone

from events.models import Delegation, Event
from events.services import cancel_delegation, register_delegation
from events.tests.factories import EventFactory, a_delegation_of
from partners.models import City
from partners.tests.factories import CityFactory

PLACES, CITIES = 10, 50


@pytest.fixture(scope="module", autouse=True)
def _keep_what_migrations_made():
    """Django would empty the whole database afterwards, page tree included; ``committed`` takes its own rows away."""
    with mock.patch.object(TransactionTestCase, "_fixture_teardown"):
        yield


@pytest.fixture
def committed(transactional_db):
    """Rows that other threads see; every one that was made goes again, so that no other test sees it."""
    models = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in models}
    yield
    with transaction.atomic():
        for model in models:
            rows = model._base_manager.exclude(pk__in=before[model])
            rows._raw_delete(rows.db)


@pytest.mark.django_db(transaction=True)
def test_fifty_registrations_at_once_for_ten_places_give_ten_places_and_forty_waiting(committed):
    event = EventFactory(start_date=timezone.localdate() + dt.timedelta(days=30), capacity=PLACES)
    keys = [CityFactory().pk for _number in range(CITIES)]
    data = a_delegation_of(1, contact_email="ane@example.invalid")
    start, failures = threading.Barrier(CITIES), []

    def register_one(key):
        try:
            city, found = City.objects.get(pk=key), Event.objects.get(pk=event.pk)
            start.wait(timeout=60)
            register_delegation(data, event=found, city=city, registered_by=None)
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=register_one, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Delegation.objects.taking_places().people_registered() == PLACES
    assert Delegation.objects.waiting().count() == CITIES - PLACES
    # On the way back the places go to those who wait, one each, and never to more.
    for found in Delegation.objects.taking_places()[:3]:
        cancel_delegation(found, cancelled_by=None)
    assert Delegation.objects.taking_places().people_registered() == PLACES
