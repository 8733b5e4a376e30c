"""Reminders by mail: a registry that apps fill in ``ready()``; ``send_reminders`` asks every source what is due.

A source says what is due again and again; that each reminder goes out once is seen to here.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.models import SentReminder

logger = logging.getLogger("hub.reminders")


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder that is due. ``key`` is the same each time it is asked for, and says nothing about a person."""

    key: str
    send: Callable[[], object]


@dataclass(frozen=True, slots=True)
class ReminderSource:
    """What an app reminds of; ``due`` gives the reminders that are due at a moment, those already sent included."""

    key: str
    # In words for the command's report: "delegations before their visit".
    label: Any
    due: Callable[[dt.datetime], Iterable[Reminder]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source's reminders in one run; ``failed`` counts the source itself if it could not be asked."""

    label: str
    sent: int
    failed: int


_sources: dict[str, ReminderSource] = {}


def register_reminders(source: ReminderSource) -> None:
    """Add a source of reminders."""
    _sources[source.key] = source


def send_due(now: dt.datetime | None = None) -> Iterator[Outcome]:
    """Send what is due, source by source; a failure is logged by its keys, tried again next time, and stops nobody."""
    moment = now or timezone.now()
    for source in _sources.values():
        yield _send_source(source, moment)


def _send_source(source: ReminderSource, moment: dt.datetime) -> Outcome:
    sent = failed = 0
    try:
        for reminder in source.due(moment):
            try:
                sent += _send_once(source, reminder)
            except Exception:  # whatever a source's mail stumbles over must not keep the others from going out
                failed += 1
                logger.exception("reminder %s %s was not sent", source.key, reminder.key)
    except Exception:  # nor may a source that can't even say what is due
        failed += 1
        logger.exception("reminders of %s could not be asked for", source.key)
    return Outcome(str(source.label), sent, failed)


def _send_once(source: ReminderSource, reminder: Reminder) -> bool:
    """Claim the reminder, then send it: of two clocks only one does. A failure gives the claim back."""
    try:
        with transaction.atomic():
            claim = SentReminder.objects.create(source=source.key, key=reminder.key)
    except IntegrityError:
        return False
    try:
        reminder.send()
    except BaseException:
        claim.delete()
        raise
    return True
