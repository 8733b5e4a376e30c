"""Factories of events and venues."""

import datetime as dt

from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory

from events.models import Event, EventKind, Feed, Venue
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
