"""Specimens of the components that show events, for the style page."""

import datetime as dt
import zoneinfo
from typing import Any

from events.models import Event, EventKind, Venue
from events.templatetags.related_events import RelatedEvents
from hub.specimens.props import LONG_TEXT, LONG_TITLE, WORD
from hub.styleguide import Specimen, register
from partners.models import City

STARTS = dt.datetime(2027, 5, 1, 9, 0, tzinfo=zoneinfo.ZoneInfo("Asia/Seoul"))


def _least() -> Event:
    return Event(title_da=WORD, title_en=WORD, slug="tumblehead", live=True)


def _fullest() -> Event:
    return Event(
        title_da=LONG_TITLE,
        title_en=LONG_TITLE,
        lead_da=LONG_TEXT,
        lead_en=LONG_TEXT,
        slug="viborg-animation-festival",
        live=True,
        is_sample=True,
        status="cancelled",
        attendance="hybrid",
        kind=EventKind(title_da="Konference", title_en="Conference"),
        venue=Venue(title_da="Tinghallen", title_en="Tinghallen", live=True),
        city=City(title_da="Seoul", title_en="Seoul", live=True),
        timezone="Asia/Seoul",
        start_date=STARTS.date(),
        starts_at=STARTS,
        ends_at=STARTS + dt.timedelta(hours=8, minutes=30),
    )


def _days() -> Event:
    first, last = dt.date(2027, 9, 27), dt.date(2027, 10, 1)
    return Event(title_da=WORD, title_en=WORD, slug="days", live=True, start_date=first, end_date=last)


def _card(event: Event) -> dict[str, Any]:
    return {"record": event, "heading": "h3"}


register(
    Specimen("components/event_card.html", lambda: _card(_least()), lambda: _card(_fullest())),
    Specimen("components/event_row.html", lambda: {"event": _least()}, lambda: {"event": _fullest()}),
    Specimen("components/event_status.html", lambda: {"event": _least()}, lambda: {"event": _fullest()}),
    Specimen(
        "components/event_lines.html",
        lambda: {"events": []},
        lambda: {"events": [_fullest(), _days(), _least()]},
    ),
    Specimen(
        "components/related_events.html",
        lambda: {"events": RelatedEvents([], [])},
        lambda: {"events": RelatedEvents([_fullest(), _days()], [_days(), _least()])},
    ),
)
