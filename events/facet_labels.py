"""The names of what the facets of events offer, where names are no data."""

import json
from collections.abc import Iterable

from events.choices import Attendance, CallState, EventStatus
from hub.choices import Audience
from hub.list_query import Text


def attendance_label(value: str) -> Text:
    """The name of a way to take part."""
    return Attendance(value).label


def status_label(value: str) -> Text:
    """The name of a status."""
    return EventStatus(value).label


def call_label(value: str) -> Text:
    """How an open call stands."""
    return CallState(value).label


def audience_label(value: str) -> Text:
    """The name of an audience."""
    return Audience(value).label


def keys_in(text: str) -> Iterable[str]:
    """The values of a list that the database holds as JSON."""
    return [key for key in json.loads(text) if isinstance(key, str)]
