"""Exchange events and the venues that they take place in."""

from events.models.answer import Answer, AnswerFile
from events.models.changes import EventChange
from events.models.delegation import Delegation, DelegationName, DelegationPeople
from events.models.event import Event
from events.models.exchange_page import ExchangePage
from events.models.feeds import Feed, FeedItem
from events.models.index_pages import EventIndexPage, VenueIndexPage
from events.models.kinds import DelegationRole, EventKind
from events.models.notice import Notice, NoticeMatch, NoticeTag
from events.models.parts import EventCity, EventPartner, TaggedEvent
from events.models.venue import TaggedVenue, Venue

__all__ = [
    "Answer",
    "AnswerFile",
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
    "ExchangePage",
    "Feed",
    "FeedItem",
    "Notice",
    "NoticeMatch",
    "NoticeTag",
    "TaggedEvent",
    "TaggedVenue",
    "Venue",
    "VenueIndexPage",
]
