"""Exchange events and the venues that they take place in."""

from events.models.changes import EventChange
from events.models.delegation import Delegation, DelegationName, DelegationPeople
from events.models.event import Event
from events.models.feeds import Feed, FeedItem
from events.models.index_pages import EventIndexPage, VenueIndexPage
from events.models.kinds import DelegationRole, EventKind
from events.models.parts import EventCity, EventPartner, TaggedEvent
from events.models.venue import TaggedVenue, Venue

__all__ = [
    "Delegation",
    "DelegationName",
    "DelegationPeople",
    "DelegationRole",
    "Event",
    "EventChange",
    "EventCity",
    "EventIndexPage",
    "EventKind",
    "EventPartner",
    "Feed",
    "FeedItem",
    "TaggedEvent",
    "TaggedVenue",
    "Venue",
    "VenueIndexPage",
]
