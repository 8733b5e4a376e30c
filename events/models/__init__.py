"""Exchange events and the venues that they take place in."""

from events.models.event import Event, EventCity, EventPartner, TaggedEvent
from events.models.index_pages import EventIndexPage, VenueIndexPage
from events.models.kinds import EventKind
from events.models.venue import TaggedVenue, Venue

__all__ = [
    "Event",
    "EventCity",
    "EventIndexPage",
    "EventKind",
    "EventPartner",
    "TaggedEvent",
    "TaggedVenue",
    "Venue",
    "VenueIndexPage",
]
