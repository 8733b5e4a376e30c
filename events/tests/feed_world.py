"""Feeds that change between fetches: events on days to come, written down, read and staged."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from events.intake.accepting import accept_waiting
from events.intake.reading import read_feed
from events.intake.staging import stage
from events.intake.window import Terms
from hub.geography import zone_names


def day(days):
    """A day from now, as iCalendar writes it."""
    return f"{timezone.localdate() + dt.timedelta(days=days):%Y%m%d}"


def vevent(uid="1", title="Night", start=None, *more):
    """An event in ten days at seven, unless said otherwise."""
    lines = [f"UID:{uid}"] if uid else []
    lines += [f"SUMMARY:{title}", start or f"DTSTART:{day(10)}T190000", *more]
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def calendar(*events, method=""):
    head = [f"METHOD:{method}"] if method else []
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *head, *events, "END:VCALENDAR", ""]).encode()


def take(feed, body):
    """One fetch without the wire: what came of it, as ``(new, changed, cancelled, vanished, unchanged)``."""
    terms = Terms(zone=feed.timezone, today=timezone.localdate(), zones=zone_names(), kind=feed.kind)
    with transaction.atomic():
        staged = stage(feed, read_feed(body, "", "", terms))
        if feed.is_trusted:
            accept_waiting(feed)
    return (staged.new, staged.changed, staged.cancelled, staged.vanished, staged.unchanged)
