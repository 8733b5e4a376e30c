"""Factories of events and venues."""

import datetime as dt

from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory

from events.models import DelegationRole, Event, EventKind, Feed, Venue
from events.services import DelegationData
from hub.tests.factories import TermFactory
from partners.tests.factories import CityFactory, RecordFactory


class EventKindFactory(TermFactory):
    class Meta:
        model = EventKind


class VenueFactory(RecordFactory):
    class Meta:
        model = Venue


class EventFactory(RecordFactory):
    class Meta:
        model = Event

    start_date = dt.date(2027, 5, 20)


class FeedFactory(DjangoModelFactory):
    class Meta:
        model = Feed

    title = "City calendar"
    url = Sequence(lambda n: f"https://calendar{n}.example/feed.ics")
    city = SubFactory(CityFactory)
    timezone = "Europe/Copenhagen"


class DelegationRoleFactory(TermFactory):
    class Meta:
        model = DelegationRole


def a_delegation_of(people=1, **values):
    """What a city says of its delegation: so many members of staff."""
    role, _is_new = DelegationRole.objects.get_or_create(
        key="staff", defaults={"title_da": "Medarbejder", "title_en": "Member of staff"}
    )
    defaults = {"contact_name": "Ane Ager", "contact_email": "ane@example.org", "language": "en"}
    return DelegationData(people=((role.pk, people),), **(defaults | values))
