"""Places and the waiting list: nobody overbooks, nobody overtakes."""

import datetime as dt

import pytest
from django.utils import timezone

from events.choices import DelegationState
from events.delegation_places import places_of
from events.models import Delegation, Event
from events.services import (
    DelegationRefusedError,
    cancel_delegation,
    change_delegation,
    promote_waiting,
    register_delegation,
)
from events.tests.factories import EventFactory, a_delegation_of
from partners.tests.factories import CityFactory


def coming(**values):
    day = timezone.localdate() + dt.timedelta(days=30)
    return EventFactory(start_date=day, **values)


def register(event, people=1, **values):
    city = values.pop("city", None) or CityFactory()
    return register_delegation(a_delegation_of(people), event=event, city=city, registered_by=None, **values)


def states(event):
    return [found.state for found in Delegation.objects.of_event(event).order_by("pk")]


@pytest.mark.django_db
def test_capacity_counts_people_and_a_delegation_that_does_not_fit_waits_whole(site):
    event = coming(capacity=10)
    register(event, 4)
    register(event, 4)
    third = register(event, 4)
    assert third.state == DelegationState.WAITING
    assert (places_of(event).taken, places_of(event).left, places_of(event).waiting) == (8, 2, 4)


@pytest.mark.django_db
def test_a_small_delegation_does_not_overtake_a_large_one_that_waits(site):
    event = coming(capacity=10)
    first, _second, large, small = register(event, 4), register(event, 4), register(event, 4), register(event, 1)
    assert small.state == DelegationState.WAITING
    change_delegation(first, a_delegation_of(3), changed_by=None)
    assert states(event) == ["registered", "registered", "waiting", "waiting"]
    change_delegation(first, a_delegation_of(1), changed_by=None)
    assert states(event) == ["registered"] * 4
    large.refresh_from_db()
    assert large.waits_since is None
    assert places_of(event).taken == 10


@pytest.mark.django_db
def test_a_cancelled_delegation_gives_its_places_to_those_who_wait_in_order(site):
    event = coming(capacity=4)
    first, second, third, fourth = register(event, 4), register(event, 2), register(event, 2), register(event, 1)
    cancel_delegation(first, cancelled_by=None)
    assert states(event) == ["cancelled", "registered", "registered", "waiting"]
    assert cancel_delegation(first, cancelled_by=None).sequence == 1
    assert [found.pk for found in Delegation.objects.waiting()] == [fourth.pk]
    assert second.pk < third.pk


@pytest.mark.django_db
def test_a_registered_delegation_grows_as_far_as_there_are_places_that_nobody_waits_for(site):
    event = coming(capacity=10)
    own = register(event, 4)
    register(event, 4)
    with pytest.raises(DelegationRefusedError, match="2"):
        change_delegation(own, a_delegation_of(7), changed_by=None)
    change_delegation(own, a_delegation_of(5), changed_by=None)
    register(event, 3)
    with pytest.raises(DelegationRefusedError):
        change_delegation(own, a_delegation_of(6), changed_by=None)
    assert places_of(event).taken == 9


@pytest.mark.django_db
def test_a_delegation_larger_than_the_whole_capacity_is_refused_and_never_stops_the_list(site):
    event = coming(capacity=10)
    with pytest.raises(DelegationRefusedError, match="10"):
        register(event, 11)
    first, large, small = register(event, 10), register(event, 8), register(event, 2)
    Event.objects.filter(pk=event.pk).update(capacity=5)
    cancel_delegation(first, cancelled_by=None)
    large.refresh_from_db()
    small.refresh_from_db()
    assert (large.state, small.state) == ("waiting", "registered")


@pytest.mark.django_db
def test_more_capacity_lets_those_come_who_wait(site):
    event = coming(capacity=2)
    register(event, 2)
    waiting = register(event, 2)
    event.capacity = None
    event.save()
    assert promote_waiting(event) == [waiting]


@pytest.mark.django_db
def test_without_capacity_there_is_room_for_all(site):
    event = coming()
    assert register(event, 400).state == DelegationState.REGISTERED
    assert places_of(event).left is None


@pytest.mark.django_db
def test_each_time_of_a_repeated_event_has_its_own_places(site):
    event = coming(capacity=2, recurrence="weekly", recurs_count=3)
    one, two = event.schedule.first_days[:2]
    assert register(event, 2, occurrence=one).state == DelegationState.REGISTERED
    assert register(event, 2, occurrence=two).state == DelegationState.REGISTERED
    assert register(event, 1, occurrence=one).state == DelegationState.WAITING
    with pytest.raises(DelegationRefusedError):
        register(event, 1)
    with pytest.raises(DelegationRefusedError):
        register(event, 1, occurrence=one + dt.timedelta(days=1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"status": "cancelled"},
        {"start_date": dt.date(2020, 1, 1)},
        {"start_date": None},
        {"live": False},
    ],
    ids=str,
)
def test_nobody_registers_for_what_is_cancelled_over_undated_or_unpublished(site, values):
    event = coming()
    Event.objects.filter(pk=event.pk).update(last_date=values.get("start_date"), **values)
    with pytest.raises(DelegationRefusedError):
        register(event, 1)
    assert Delegation.objects.count() == 0


@pytest.mark.django_db
def test_the_host_city_needs_no_delegation_to_its_own_event(site):
    city = CityFactory()
    with pytest.raises(DelegationRefusedError):
        register(coming(city=city), 1, city=city)
