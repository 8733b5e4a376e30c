"""Specimens of the components that show events, for the style page."""

import datetime as dt
import uuid
import zoneinfo
from typing import Any

from events.event_fits import CityOption
from events.event_map import DrawnMap, PlaceRow
from events.filters import ShownMoments
from events.intake.choices import FeedState
from events.models import Answer, Event, EventChange, EventKind, Feed, Venue
from events.models.changes import announced
from events.schedules import Occurrence
from events.templatetags.call_tags import CallPlace
from events.templatetags.own_feeds import OwnFeed
from events.templatetags.related_events import RelatedEvents
from events.templatetags.visit_tags import Came, Visits
from events.visitor_clock import VisitorClock
from hub.graphics.world_map import Place, WorldMap
from hub.specimens.props import LONG_TEXT, LONG_TITLE, WORD
from hub.styleguide import Specimen, register
from partners.models import City

STARTS = dt.datetime(2027, 5, 1, 9, 0, tzinfo=zoneinfo.ZoneInfo("Asia/Seoul"))


def _least() -> Event:
    return Event(uid=uuid.UUID(int=2), title_da=WORD, title_en=WORD, slug="tumblehead", live=True)


def _own_feeds() -> list[OwnFeed]:
    failing = Feed(title=LONG_TITLE, state=FeedState.FAILING, problem="page_instead", problem_detail=WORD)
    failing.fetched_at = STARTS
    working = Feed(title=WORD, state=FeedState.WORKING)
    working.waiting_count = 3  # type: ignore[attr-defined]
    return [OwnFeed(failing, [(LONG_TEXT, LONG_TEXT), ("", WORD)]), OwnFeed(working, [])]


def _fullest() -> Event:
    return Event(
        uid=uuid.UUID(int=1),
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
        status_note_da=LONG_TEXT[:300],
        status_note_en=LONG_TEXT[:300],
        deadline=STARTS - dt.timedelta(days=30),
    )


def _moved() -> list[EventChange]:
    before = announced(_fullest())
    after = before | {"status": "moved", "start_date": "2027-06-01"}
    whole = before | {"start_date": "2027-05-01", "start_time": "09:00:00"}
    note = {"note_da": LONG_TEXT[:300], "note_en": LONG_TEXT[:300]}
    return [EventChange(sequence=1, changed_at=STARTS, before=whole, after=after, **note)]


def _clock(zone: str = "") -> VisitorClock:
    return VisitorClock(zone, LONG_TITLE if zone else "", is_remembered=bool(zone))


def _times() -> ShownMoments:
    time = Occurrence(STARTS.date(), STARTS.date(), STARTS, STARTS + dt.timedelta(hours=2))
    return ShownMoments("Asia/Seoul", time, STARTS - dt.timedelta(days=30))


def _map(places: tuple[Place, ...]) -> DrawnMap:
    return DrawnMap(WorldMap((9.4, 56.45), places, "The world", "Close to Viborg"))


def _place_rows() -> list[PlaceRow]:
    city = City(title_da=LONG_TITLE, title_en=LONG_TITLE, slug="seoul", live=True)
    return [PlaceRow(city, 12, "city=seoul", (LONG_TITLE,))]


def _frame(url: str) -> dict[str, Any]:
    return {
        "feed_url": f"webcal://{url}feed.ics",
        "list_url": "/en/events/",
        "query": "",
        "embed_url": f"https://{url}",
    }


def _days() -> Event:
    first, last = dt.date(2027, 9, 27), dt.date(2027, 10, 1)
    return Event(
        uid=uuid.UUID(int=2), title_da=WORD, title_en=WORD, slug="days", live=True, start_date=first, end_date=last
    )


def _city(title: str) -> City:
    return City(title_da=title, title_en=title, slug="gwangju", live=True, country="KR")


def _visit() -> Came:
    return Came(_fullest(), 4, STARTS.date(), _city(LONG_TITLE))


def _places(number: int) -> CallPlace:
    organisation = City(title_da=LONG_TITLE, title_en=LONG_TITLE, slug="seoul", live=True)
    answers = [
        Answer(uid=uuid.UUID(int=n + 1), event=_fullest(), city=organisation, state="submitted") for n in range(number)
    ]
    return CallPlace(_fullest(), True, bool(number), answers, bool(number))


def _card(event: Event) -> dict[str, Any]:
    return {"record": event, "heading": "h3"}


register(
    Specimen("components/call_way_in.html", lambda: {"place": _places(0)}, lambda: {"place": _places(2)}),
    Specimen("components/event_card.html", lambda: _card(_least()), lambda: _card(_fullest())),
    Specimen(
        "components/event_row.html", lambda: {"event": _least()}, lambda: {"event": _fullest(), "clock": _clock("UTC")}
    ),
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
    Specimen(
        "components/event_changes.html",
        lambda: {"event": _least(), "changes": []},
        lambda: {"event": _fullest(), "changes": _moved()},
    ),
    Specimen("components/own_feeds.html", lambda: {"feeds": []}, lambda: {"feeds": _own_feeds()}),
    Specimen("components/event_history.html", lambda: {"changes": []}, lambda: {"changes": _moved()}),
    Specimen(
        "components/open_calls.html", lambda: {"events": []}, lambda: {"events": [_fullest()], "list_url": "/en/"}
    ),
    Specimen(
        "components/event_beside.html",
        lambda: {"moments": ShownMoments("Asia/Seoul", None, None), "clock": _clock(), "reasons": []},
        lambda: {"moments": _times(), "clock": _clock("Europe/Copenhagen"), "reasons": [LONG_TEXT, WORD]},
    ),
    Specimen(
        "components/event_map.html",
        lambda: {"map": _map(()), "rows": [], "page_url": "/en/events/", "without_city": 0},
        lambda: {
            "map": _map((Place(LONG_TITLE, "/en/", 127.0, 37.5, (LONG_TEXT,)),)),
            "rows": _place_rows(),
            "page_url": "/en/events/",
            "without_city": 12,
        },
    ),
    Specimen(
        "components/zone_form.html",
        lambda: {"clock": _clock(), "next": "/"},
        lambda: {"clock": _clock("Asia/Seoul"), "next": "/en/events/?view=month", "is_open": True},
    ),
    Specimen("components/date_filter.html", lambda: {"days": {}}, lambda: {"days": {"from": STARTS, "to": STARTS}}),
    Specimen(
        "components/city_fit.html",
        lambda: {"cities": []},
        lambda: {"cities": [CityOption("seoul", LONG_TITLE, True), CityOption("linz", WORD, False)]},
    ),
    Specimen("components/delegation_invitation.html", lambda: {"event": _least()}, lambda: {"event": _fullest()}),
    Specimen(
        "components/cities_that_came.html",
        lambda: {"came": []},
        lambda: {"came": [Came(_city(LONG_TITLE), 1), Came(_city(WORD), 400)]},
    ),
    Specimen(
        "components/city_visits.html",
        lambda: {"visits": Visits([], [])},
        lambda: {"visits": Visits([_visit()], [_visit(), _visit()])},
    ),
    Specimen(
        "components/subscribe.html", lambda: _frame("x/"), lambda: _frame("hub.example/en/events/") | {"query": "a=b"}
    ),
)
