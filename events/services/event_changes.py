"""What a change of an event does to its delegations: free places are given, people are told."""

from django.db import transaction
from django.db.models import F

from events.choices import EventStatus
from events.models import Delegation, Event, EventChange
from events.models.changes import AGAIN_FIELDS
from events.notifications import send_delegation_mail
from events.services.delegations import locked_event, promote_waiting


@transaction.atomic
def tell_delegations(key: int) -> int:
    """Promote those who wait if there is room now, and tell each delegation of what has changed since it was told.

    Only of a change of time, place or status; deadlines of calls don't concern them. Gives how many are told.
    """
    event = Event.objects.filter(pk=key).first()
    if event is None:
        return 0
    event = locked_event(key)
    promote_waiting(event)
    behind = Delegation.objects.of_event(event).active().filter(told_sequence__lt=event.sequence)
    told = [found.pk for found in behind if _concerns(event, found)]
    Delegation.objects.filter(pk__in=told).update(sequence=F("sequence") + 1)
    behind.update(told_sequence=event.sequence)
    what = "event_cancelled" if event.status == EventStatus.CANCELLED else "event_changed"
    transaction.on_commit(lambda: [send_delegation_mail.enqueue(found, what) for found in told])
    return len(told)


def _concerns(event: Event, delegation: Delegation) -> bool:
    delegation.event = event
    if delegation.is_over:
        return False
    changes = event.changes.filter(sequence__gt=delegation.told_sequence)
    return any(
        change.changes_status or change.changes_time or change.changes_place or _is_other_repetition(change)
        for change in changes
    )


def _is_other_repetition(change: EventChange) -> bool:
    return any(change.before[name] != change.after[name] for name in AGAIN_FIELDS)
