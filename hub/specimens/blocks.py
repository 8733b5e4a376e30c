"""Every block of a page's body."""

from typing import Any

from django.apps import apps

from hub.specimens.props import LONG_TEXT, LONG_TITLE, RICH_TEXT, WORD, picture
from hub.styleguide import BlockSpecimen, register

RECORD_KINDS = {
    "partner": "partners.Partner",
    "city": "partners.City",
    "project": "partners.Project",
    "event": "events.Event",
    "venue": "events.Venue",
}


def _items(*values: Any) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": str(number)} for number, value in enumerate(values)]


def _picture_key() -> int | None:
    found = picture()
    return found.pk if found else None


def _records(limit: int) -> list[dict[str, Any]]:
    """The first public record of each type."""
    found = []
    for kind, label in list(RECORD_KINDS.items())[:limit]:
        record = apps.get_model(label).objects.public().order_by("pk").first()
        if record is not None:
            found.append({"type": kind, "value": record.pk, "id": kind})
    return found


def _table(rows: int) -> dict[str, Any]:
    return {
        "caption": "Cities of the network, by year",
        "columns": [
            {"type": "text", "heading": "Year"},
            {"type": "number", "heading": "Cities"},
            {"type": "text", "heading": "What changed"},
        ],
        "rows": [{"values": [str(2014 + row), str(69 + 47 * row), LONG_TEXT[: 20 * row]]} for row in range(rows)],
    }


def _film(**more: Any) -> dict[str, Any]:
    return {"title": WORD, "url": "https://example.org/film", "provider": "Vimeo", "duration": "", "note": "", **more}


FRAMES = [{"date": str(year), "title": LONG_TITLE[:40], "text": LONG_TEXT[:160]} for year in range(2011, 2018)]
FIGURES = [{"number": "3,000", "label": "people at the festival", "source": "The organiser, 2024"}] * 4
ACTION = {"lead": "", "text": "Write to us", "page": None, "url": "", "email": "hub@example.org"}

register(
    BlockSpecimen("text", lambda: f"<p>{WORD}</p>", lambda: RICH_TEXT + f"<p>{LONG_TEXT}</p>"),
    BlockSpecimen(
        "quote",
        lambda: {"quote": "We draw.", "who": "", "role": ""},
        lambda: {"quote": LONG_TEXT, "who": "Somebody", "role": "Head of a school"},
    ),
    BlockSpecimen(
        "accordion",
        lambda: {"heading": "", "items": _items({"title": "Why?", "text": "<p>Because.</p>"})},
        lambda: {"heading": "Questions", "items": _items(*[{"title": LONG_TITLE, "text": RICH_TEXT}] * 3)},
    ),
    BlockSpecimen("table", lambda: _table(1), lambda: _table(6)),
    BlockSpecimen(
        "picture",
        lambda: {"image": _picture_key(), "caption": ""},
        lambda: {"image": _picture_key(), "caption": LONG_TEXT[:280]},
    ),
    BlockSpecimen(
        "video",
        lambda: _film(image=None),
        lambda: _film(image=_picture_key(), title=LONG_TITLE, duration="1:03:05", note=LONG_TEXT[:200]),
    ),
    BlockSpecimen(
        "figures",
        lambda: {"heading": "", "figures": _items({"number": "8", "label": "years", "source": ""})},
        lambda: {"heading": "In figures", "figures": _items(*FIGURES)},
    ),
    BlockSpecimen(
        "timeline",
        lambda: {"heading": "", "frames": _items({"date": "2019", "title": "Designated", "text": ""})},
        lambda: {"heading": "The road here", "frames": _items(*FRAMES)},
    ),
    BlockSpecimen(
        "record_cards",
        lambda: {"heading": "", "records": _records(1)},
        lambda: {"heading": "Some of those who are here", "records": _records(5)},
    ),
    BlockSpecimen(
        "event_list",
        lambda: {"heading": "", "count": 1, "tag": None},
        lambda: {"heading": "What is coming", "count": 12, "tag": None},
    ),
    BlockSpecimen(
        "call_to_action", lambda: ACTION, lambda: {**ACTION, "lead": LONG_TEXT[:290], "text": LONG_TITLE[:80]}
    ),
)
