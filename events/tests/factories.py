"""Factories of events and venues."""

import datetime as dt

from events.models import Event, EventKind, Venue
from hub.tests.factories import TermFactory
from partners.tests.factories import RecordFactory


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
