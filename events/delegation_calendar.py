"""A delegation's own calendar file: the visit as an entry that its contact's calendar takes in, moves and removes."""

import datetime as dt
from dataclasses import replace
from email.mime.text import MIMEText
from urllib.parse import urljoin

from django.conf import settings

from events.calendar import About, Entry, calendar_text
from events.calendar_entries import entry_of
from events.choices import DelegationState, EventStatus
from events.models import Delegation
from events.schedules import Schedule
from hub.mail import hub_name


def visit_schedule(delegation: Delegation) -> Schedule | None:
    """When the visit is: the event's only time, or that of the chosen day. ``None`` while no day is known."""
    whole, day = delegation.event.schedule, delegation.first_day
    if whole is None or day is None:
        return None
    last = day + dt.timedelta(whole.days) if whole.end_date else None
    return Schedule(whole.timezone, day, whole.start_time, last, whole.end_time)


def visit_entry(delegation: Delegation, language: str) -> Entry | None:
    """The visit for a calendar: the event's texts and place, a UID and a sequence of its own."""
    schedule = visit_schedule(delegation)
    entry = entry_of(delegation.event, language, settings.WAGTAILADMIN_BASE_URL)
    if schedule is None or entry is None:
        return None
    return replace(
        entry,
        uid=str(delegation.uid),
        sequence=delegation.sequence,
        status=status_of(delegation),
        schedule=schedule,
        changed_at=delegation.changed_at,
        organiser=settings.DEFAULT_FROM_EMAIL,
    )


def status_of(delegation: Delegation) -> EventStatus:
    """How calendars see it: what waits is not certain, what is cancelled on either side is cancelled."""
    if not delegation.is_active:
        return EventStatus.CANCELLED
    if delegation.state == DelegationState.WAITING and delegation.event.status != EventStatus.CANCELLED:
        return EventStatus.POSTPONED
    return EventStatus(delegation.event.status)


def visit_file(delegation: Delegation, language: str) -> tuple[str, bytes] | None:
    """Method (``PUBLISH`` or ``CANCEL``) and content of the calendar file; ``None`` while no day is known."""
    entry = visit_entry(delegation, language)
    if entry is None:
        return None
    method = "CANCEL" if entry.status == EventStatus.CANCELLED else "PUBLISH"
    about = About(hub_name(), urljoin(settings.WAGTAILADMIN_BASE_URL, "/"), delegation.event.timezone, method)
    return method, calendar_text(about, [entry])


def visit_attachment(delegation: Delegation, language: str) -> MIMEText | None:
    """The file for a mail, as calendars look for it; ``None`` while no day is known."""
    found = visit_file(delegation, language)
    if found is None:
        return None
    method, content = found
    part = MIMEText(content.decode(), "calendar", "utf-8")
    part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename="visit.ics")
    return part
