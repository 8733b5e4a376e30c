"""Facts of a feed → values of an event, and which of them may be written over what is there."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.html import escape, format_html, linebreaks
from django.utils.text import capfirst
from django.utils.translation import gettext, override

from events.choices import EventStatus
from events.intake.facts import EventFacts
from events.models import Event, Feed
from hub.differences import Piece, pieces
from hub.light_markup import to_markup
from hub.rich_text import clean_html
from hub.sanitising import clean_source

# A time is one thing: whoever has edited a part of it has edited the whole.
WHEN_FIELDS = ("timezone", "start_date", "start_time", "end_date", "end_time")


def text_field(name: str, feed: Feed) -> str:
    """The field of the feed's language."""
    return f"{name}_{feed.language}"


def wanted_values(facts: EventFacts, feed: Feed, applied: Mapping[str, Any]) -> dict[str, Any]:
    """What an event should say, by field, in a form that JSON keeps; ``applied`` is what was taken over before."""
    last = facts.end_date if facts.end_date != facts.start_date else ""
    found = {
        text_field("title", feed): facts.title,
        text_field("body", feed): _body(facts, feed),
        "timezone": facts.timezone,
        "start_date": facts.start_date,
        "start_time": facts.start_time,
        "end_date": last,
        "end_time": facts.end_time,
        "attendance": facts.attendance,
        "online_url": facts.online_url,
        "website": facts.url,
    }
    return found | {"status": _status(facts, found, applied)}


def _status(facts: EventFacts, found: Mapping[str, Any], applied: Mapping[str, Any]) -> str:
    """Visitors are told that something has moved for as long as the feed lets it take place."""
    has_moved = bool(applied) and any(applied.get(name) != found[name] for name in ("start_date", "start_time"))
    was_moved = applied.get("status") == EventStatus.MOVED
    if facts.status == EventStatus.SCHEDULED and (has_moved or was_moved):
        return EventStatus.MOVED.value
    return facts.status


def _body(facts: EventFacts, feed: Feed) -> str:
    text = facts.description
    html = clean_html(text) if facts.is_html else (linebreaks(escape(text)) if text else "")
    with override(feed.language):
        place = format_html("<p>{}</p>", gettext("Place: %(place)s") % {"place": facts.location})
    return clean_source((place if facts.location else "") + html)


def value_of(event: Event, name: str) -> Any:
    """What an event says, in the form of ``wanted_values``."""
    value = getattr(event, name)
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def set_value(event: Event, name: str, value: Any) -> None:
    """Let an event say, in memory, what ``wanted_values`` gave."""
    if name in ("start_date", "end_date"):
        value = dt.date.fromisoformat(value) if value else None
    elif name in ("start_time", "end_time"):
        value = dt.time.fromisoformat(value) if value else None
    setattr(event, name, value)


def is_same(name: str, one: Any, other: Any) -> bool:
    """Whether two values say the same; rich text may have been written anew by the editor."""
    if one == other or not name.startswith("body_"):
        return bool(one == other)
    return to_markup(one).split() == to_markup(other).split()


def said(name: str, value: Any) -> str:
    """A value in the form of ``wanted_values``, for people."""
    field: Any = Event._meta.get_field(name)
    if not value:
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if name.startswith("body_"):
        return to_markup(value)
    if name.endswith("_date"):
        return date_format(dt.date.fromisoformat(value), "DATE_FORMAT")
    return time_format(dt.time.fromisoformat(value), "TIME_FORMAT") if name.endswith("_time") else str(value)


def name_of_field(name: str) -> str:
    """What people call a field of events, in the reader's language."""
    field: Any = Event._meta.get_field(name)
    return str(field.verbose_name)


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """One field of an event: what it says, what the feed wants, and who has changed it since it was taken over."""

    name: str
    current: Any
    wanted: Any
    is_edited: bool
    is_open: bool

    @property
    def label(self) -> str:
        """The field's name for people."""
        return str(capfirst(name_of_field(self.name)))

    @property
    def differs(self) -> bool:
        """Whether event and feed say different things."""
        return not is_same(self.name, self.current, self.wanted)

    @property
    def sides(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """What event and feed say, for people, with what differs marked."""
        return pieces(said(self.name, self.current), said(self.name, self.wanted))

    def is_written(self, taken: Collection[str]) -> bool:
        """Whether the feed's word is taken over; over staff's only if they name the field."""
        return self.differs and (self.name in taken if self.is_edited else self.is_open)


def plan(event: Event, wanted: Mapping[str, Any], applied: Mapping[str, Any]) -> list[FieldPlan]:
    """How each field stands. ``is_open``: the feed has changed its mind since it was last taken over."""
    current = {name: value_of(event, name) for name in wanted}
    edited = {name for name in wanted if name not in applied or not is_same(name, current[name], applied[name])}
    if edited & set(WHEN_FIELDS):
        edited |= set(WHEN_FIELDS)
    return [
        FieldPlan(
            name,
            current[name],
            wanted[name],
            is_edited=name in edited,
            is_open=name not in applied or not is_same(name, wanted[name], applied[name]),
        )
        for name in wanted
    ]
