"""The calendars that the hub reads from a member's own organisations: how each is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template

from events.intake.choices import FeedNote
from events.models import Feed
from partners.models import City, Partner

register = template.Library()
NOTES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class OwnFeed:
    """A calendar, with what was noticed about single events: pairs of a title and words."""

    feed: Feed
    notes: list[tuple[str, str]]


@register.simple_tag
def own_feeds(organisations: Iterable[Partner | City]) -> list[OwnFeed]:
    """The calendars that are read from ``organisations``, failing ones first. One query."""
    words = dict(FeedNote.choices)
    found = Feed.objects.active().of(organisations).with_counts().order_by("-failures", "title")
    return [OwnFeed(feed, [(title, words.get(key, key)) for key, title in feed.notes[:NOTES_SHOWN]]) for feed in found]
