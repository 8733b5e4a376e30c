"""What was published of an event's time, place and status before, and what then: its history."""

import datetime as dt
import zoneinfo
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import EventStatus
from events.schedules import Occurrence, Schedule
from hub.bilingual import Bilingual

# What calendars are told of a change: each of these raises SEQUENCE.
WHEN_FIELDS = ("timezone", "start_date", "start_time", "end_date", "end_time")
AGAIN_FIELDS = ("recurrence", "recurs_until", "recurs_count", "skipped_days")
CALL_FIELDS = ("call_opens_at", "deadline")
PLACE_FIELDS = ("city_id", "venue_id", "attendance", "online_url")
ANNOUNCED_FIELDS = ("status", *WHEN_FIELDS, *AGAIN_FIELDS, *CALL_FIELDS, *PLACE_FIELDS)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def announced(event: Any) -> dict[str, Any]:
    """Time, place and status of ``event`` as plain values that can be kept and compared."""
    return {name: _plain(getattr(event, name)) for name in ANNOUNCED_FIELDS}


class EventChange(models.Model):
    """One published change of time, place or status.

    Not part of the event's revisions: what was announced stays true whatever a draft says.
    """

    event = models.ForeignKey(
        "events.Event", models.CASCADE, related_name="changes", verbose_name=_("event"), editable=False
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    sequence = models.PositiveIntegerField(_("number"), editable=False)
    before = models.JSONField(_("before"), editable=False)
    after = models.JSONField(_("after"), editable=False)
    note_da = models.CharField(_("note in Danish"), max_length=300, blank=True, editable=False)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True, editable=False)

    note = Bilingual("note")

    class Meta:
        verbose_name = _("change of an event")
        verbose_name_plural = _("changes of events")
        ordering = ["changed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.event_id} · {self.sequence}"

    @property
    def status(self) -> EventStatus:
        """What the event was said to be from then on."""
        return EventStatus(self.after["status"])

    @property
    def changes_status(self) -> bool:
        """Whether it was something else before."""
        return bool(self.before["status"] != self.after["status"])

    @property
    def changes_time(self) -> bool:
        """Whether day, hour or zone became others."""
        return any(self.before[name] != self.after[name] for name in WHEN_FIELDS)

    @property
    def changes_place(self) -> bool:
        """Whether city, venue or the way to take part became others."""
        return any(self.before[name] != self.after[name] for name in PLACE_FIELDS)

    @property
    def former_time(self) -> Occurrence | None:
        """When it was to take place before the change; ``None`` if no day was known."""
        return _time_of(self.before)

    @property
    def new_time(self) -> Occurrence | None:
        """When it is to take place after the change; ``None`` if no day is known."""
        return _time_of(self.after)


def _time_of(said: dict[str, Any]) -> Occurrence | None:
    day, begin, end = (said[name] for name in ("start_date", "start_time", "end_time"))
    if not day:
        return None
    last = dt.date.fromisoformat(said["end_date"]) if said["end_date"] else None
    hours = [dt.time.fromisoformat(text) if text else None for text in (begin, end)]
    schedule = Schedule(said["timezone"], dt.date.fromisoformat(day), hours[0], last, hours[1])
    try:
        return schedule.on(schedule.start_date)
    except zoneinfo.ZoneInfoNotFoundError:  # a zone that the machine has forgotten since
        return None
