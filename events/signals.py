"""What follows from a published event: its delegations are looked at anew, in the background."""

from functools import partial
from typing import Any

from django.db import transaction
from wagtail.signals import published

from events.models import Delegation, Event
from events.tasks import tell_delegations_of


def look_at_delegations(sender: type[Event], instance: Event, **kwargs: Any) -> None:
    """After the publication: what changed and what room there is can be read then."""
    if Delegation.objects.of_event(instance).active().exists():
        transaction.on_commit(partial(tell_delegations_of.enqueue, instance.pk))


def connect() -> None:
    """Listen to publications."""
    published.connect(look_at_delegations, sender=Event, dispatch_uid="events.look_at_delegations")
