"""What the events app holds on people: contacts and names of delegations, and for how long."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Delegation, DelegationName
from hub.models import User
from hub.personal_data import Holding, Retention, Rows, register_holding, register_retention

FORGOTTEN = {"contact_name": "", "contact_email": "", "travel": "", "needs": ""}


def _delegations(user: User) -> Rows:
    """Those that the person registered or is the contact of; what others typed is not theirs."""
    own = Q(registered_by=user) | Q(contact_email=user.email.lower())
    return [_row(found, user) for found in Delegation.objects.filter(own).select_related("event", "city")]


def _row(found: Delegation, user: User) -> dict[str, Any]:
    row = {
        "event": str(found.event),
        "city": str(found.city),
        "state": found.state,
        "registered": found.created_at,
        "registered_by_you": found.registered_by_id == user.pk,
    }
    if found.contact_email != user.email.lower():
        return row
    return row | {
        "contact_name": found.contact_name,
        "contact_email": found.contact_email,
        "agreed": found.consented_at,
        "travel": found.travel,
        "needs": found.needs,
    }


def _forget(user: User) -> None:
    """The delegation stays with its numbers, the city's; the contact is taken off. Who registered it goes with it."""
    Delegation.objects.filter(contact_email=user.email.lower()).update(contact_name="", contact_email="")


def _past(before: dt.datetime) -> Any:
    """Delegations whose visit was over before, or that were cancelled before, with something personal left."""
    day = before.date()
    alone = Q(occurrence__isnull=True)
    over = Q(occurrence__lt=day) | alone & Q(event__last_date__lt=day)
    undated = alone & Q(event__last_date__isnull=True, changed_at__lt=before)
    return Delegation.objects.filter(over | undated | Q(cancelled_at__lt=before), forgotten_at__isnull=True)


def _remove(delegations: Any) -> None:
    """Names, contacts, journeys and needs go, and the links with them; head counts stay."""
    keys = list(delegations.values_list("pk", flat=True))
    DelegationName.objects.filter(delegation__in=keys).delete()
    Delegation.objects.filter(pk__in=keys).update(forgotten_at=timezone.now(), **FORGOTTEN)


def register_all() -> None:
    """Tell the base app."""
    register_holding(Holding("delegations", _delegations, _forget))
    label = _("names, contacts and needs of delegations, after the event")
    register_retention(Retention("delegations", label, "delegation_days", _past, _remove))
