"""What a hit shows in one language, as plain data that the index keeps: results are rendered from it alone."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ShownTag:
    """A tag as a hit shows it."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing in one language. ``text_language`` is what its texts are written in (marked up if not the reader's).

    ``type`` is the key of its type; ``kicker`` the short line above the title; ``body`` plain text for snippets.
    ``start`` and ``end`` are local days, known to the ``precision`` (:class:`hub.choices.DatePrecision`); ``status`` is
    an event's; ``updated`` the moment of the last change.
    """

    language: str
    text_language: str
    type: str
    url: str
    title: str
    lead: str = ""
    body: str = ""
    kicker: str = ""
    place: str = ""
    status: str = ""
    start: str = ""
    end: str = ""
    tags: tuple[ShownTag, ...] = ()
    image: Mapping[str, Any] = field(default_factory=dict)
    drawing: str = ""
    is_sample: bool = False
    precision: str = "day"
    updated: str = ""

    def as_json(self) -> dict[str, Any]:
        """The plain data that an index keeps."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Shown":
        """Back from what an index kept; what a newer version of the hub may have added is left out."""
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        return cls(**known | {"tags": tuple(ShownTag(tag["slug"], tag["label"]) for tag in data.get("tags", ()))})

    @property
    def first_day(self) -> dt.date | None:
        """The first day, if known."""
        return dt.date.fromisoformat(self.start) if self.start else None

    @property
    def last_day(self) -> dt.date | None:
        """The last day, if known and another one than the first."""
        return dt.date.fromisoformat(self.end) if self.end else None
