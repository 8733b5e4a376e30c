"""Delegations: registered, changed, cancelled, promoted from the waiting list, and who came in the end.

Each service locks the event's row first (SQLite: the whole database, since its transactions are IMMEDIATE), so that two
requests at once can't take the same place. ``events.delegation_places`` says who gets one.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from events.choices import DelegationState, EventStatus
from events.delegation_places import coming_days, fits, may_register, places_of
from events.models import Delegation, DelegationName, DelegationPeople, Event
from events.models.delegation import MAX_PEOPLE
from events.notifications import send_delegation_mail
from events.services.delegation_data import DelegationData, DelegationRefusedError
from hub.models import User


def locked_event(key: int) -> Event:
    """The event as it is now, locked until the transaction ends."""
    found: Event = Event.objects.select_for_update(of=("self",)).get(pk=key)
    return found


def _locked(delegation: Delegation) -> tuple[Delegation, Event]:
    event = locked_event(delegation.event_id)
    fresh = Delegation.objects.select_related("event", "city").get(pk=delegation.pk)
    fresh.event = event
    return fresh, event


def _tell(delegation: Delegation, what: str) -> None:
    transaction.on_commit(partial(send_delegation_mail.enqueue, delegation.pk, what))


def _log(delegation: Delegation, act: str, by: User | None, **keys: int | str) -> None:
    """Acts go to the event's history; data are keys and head counts, never names or addresses."""
    data = {"delegation": delegation.pk, "city": str(delegation.city), **keys}
    log(instance=delegation.event, action=f"events.delegation_{act}", user=by, data=data)


@transaction.atomic
def register_delegation(
    data: DelegationData,
    *,
    event: Event,
    city: Any,
    registered_by: User | None,
    occurrence: dt.date | None = None,
    form_key: uuid.UUID | None = None,
) -> Delegation:
    """Register ``city``'s delegation; it gets its places, or waits. The contact is told by mail, with a calendar file.

    The same ``form_key`` from the same person gives the same delegation: a form that is sent twice registers once.
    Raises ``DelegationRefusedError``.
    """
    event = locked_event(event.pk)
    if known := _sent_before(form_key, event, city, registered_by):
        return known
    _check_time(event, city, occurrence)
    _check_size(data, event)
    moment = timezone.now()
    has_places = fits(places_of(event, occurrence), data.size)
    made = Delegation(
        uid=_free_uid(form_key),
        event=event,
        occurrence=occurrence,
        city=city,
        state=DelegationState.REGISTERED if has_places else DelegationState.WAITING,
        waits_since=None if has_places else moment,
        registered_by=registered_by,
        created_at=moment,
        changed_at=moment,
        told_sequence=event.sequence,
    )
    _write(made, data, moment)
    _log(made, "registered", registered_by, people=data.size)
    _tell(made, "registered" if has_places else "waiting")
    return made


@transaction.atomic
def register_past_delegation(
    data: DelegationData,
    *,
    event: Event,
    city: Any,
    registered_by: User | None,
    occurrence: dt.date | None = None,
) -> Delegation:
    """Write down afterwards a visit that nobody registered; it takes part in no waiting list, and nobody gets mail.

    For staff, who answer for the report. Raises ``DelegationRefusedError`` before the visit has begun.
    """
    event = locked_event(event.pk)
    days = event.schedule.first_days if event.schedule and event.recurrence else (None,)
    if occurrence not in days:
        raise DelegationRefusedError(_("Choose a day on which the event takes place."), "occurrence")
    _check_people(data)
    moment = timezone.now()
    made = Delegation(
        event=event, occurrence=occurrence, city=city, state=DelegationState.REGISTERED, registered_by=registered_by
    )
    made.told_sequence = event.sequence
    if not made.has_begun:
        raise DelegationRefusedError(_("It can be said who came once the visit has begun."))
    _write(made, data, moment)
    _log(made, "registered", registered_by, people=data.size)
    return made


def _sent_before(form_key: uuid.UUID | None, event: Event, city: Any, user: User | None) -> Delegation | None:
    if form_key is None or user is None:
        return None
    same = Delegation.objects.filter(uid=form_key, event=event, city=city, registered_by=user)
    found: Delegation | None = same.first()
    return found


def _free_uid(form_key: uuid.UUID | None) -> uuid.UUID:
    """The form's key, unless somebody else's delegation has it: then it was made up."""
    is_free = form_key is not None and not Delegation.objects.filter(uid=form_key).exists()
    return form_key if form_key is not None and is_free else uuid.uuid4()


def _check_time(event: Event, city: Any, occurrence: dt.date | None) -> None:
    if not may_register(event):
        raise DelegationRefusedError(_("Delegations can’t be registered for this event any more."))
    if event.city_id == city.pk:
        raise DelegationRefusedError(_("The event takes place in this city: it needs no delegation."), "city")
    if (occurrence is not None or event.recurrence) and occurrence not in coming_days(event):
        raise DelegationRefusedError(_("Choose a day on which the event takes place."), "occurrence")


def _check_people(data: DelegationData) -> None:
    if data.size < 1:
        raise DelegationRefusedError(_("Say how many people come, in at least one role."))
    if data.size > MAX_PEOPLE:
        raise DelegationRefusedError(_("At most %(count)d people, please.") % {"count": MAX_PEOPLE})


def _check_size(data: DelegationData, event: Event) -> None:
    _check_people(data)
    if event.capacity is not None and data.size > event.capacity:
        text = ngettext(
            "There is room for %(count)d person at all.", "There is room for %(count)d people at all.", event.capacity
        )
        raise DelegationRefusedError(text % {"count": event.capacity})


def _write(delegation: Delegation, data: DelegationData, moment: dt.datetime) -> None:
    delegation.contact_name, delegation.contact_email = data.contact_name, data.contact_email.lower()
    delegation.consented_at = delegation.consented_at or moment
    for name in ("language", "arrives_on", "arrives_at", "leaves_on", "leaves_at", "travel", "needs"):
        setattr(delegation, name, getattr(data, name))
    delegation.save()
    _write_people(delegation, dict(data.people))
    if list(delegation.names.values_list("name", flat=True)) != list(data.names):
        delegation.names.all().delete()
        rows = [DelegationName(delegation=delegation, name=name, consented_at=moment) for name in data.names]
        DelegationName.objects.bulk_create(rows)


def _write_people(delegation: Delegation, people: Mapping[int, int]) -> None:
    """The registered head counts; a row in which nobody is left goes, unless it says who came."""
    known = {row.role_id: row for row in delegation.people.all()}
    for role in [*known, *(role for role in people if role not in known)]:
        row = known.get(role) or DelegationPeople(delegation=delegation, role_id=role)
        row.registered = people.get(role, 0)
        if row.registered or row.came is not None:
            row.save()
        elif row.pk:
            row.delete()


@transaction.atomic
def change_delegation(delegation: Delegation, data: DelegationData, *, changed_by: User | None) -> Delegation:
    """Let a delegation be what ``data`` says. The contact is told; a new address gets a new link, the old one ends.

    A registered delegation may shrink at any time and grow as far as there are places that nobody waits for. One that
    waits keeps its place in the list, whatever its size. Raises ``DelegationRefusedError``.
    """
    found, event = _locked(delegation)
    _check_open(found)
    _check_size(data, event)
    size = found.people.people_registered()
    if found.state == DelegationState.REGISTERED and data.size > size:
        _check_growth(places_of(event, found.occurrence), data.size - size)
    moment = timezone.now()
    if data.contact_email.lower() != found.contact_email:
        found.link_key, found.consented_at = uuid.uuid4(), moment
    found.sequence += 1
    found.changed_at = moment
    _write(found, data, moment)
    _log(found, "changed", changed_by, people=data.size)
    _tell(found, "changed")
    promote_waiting(event)
    return found


def _check_open(delegation: Delegation) -> None:
    if not delegation.is_active:
        raise DelegationRefusedError(_("This delegation has been cancelled."))
    if delegation.is_over:
        raise DelegationRefusedError(_("The visit is over: nothing can be changed any more."))


def _check_growth(places: Any, more: int) -> None:
    left = 0 if places.waiting and places.left is not None else places.left
    if left is None or more <= left:
        return
    if not left:
        raise DelegationRefusedError(_("All places are taken: the delegation can’t become larger."))
    text = ngettext(
        "Only %(count)d more place is left: the delegation can’t become that large.",
        "Only %(count)d more places are left: the delegation can’t become that large.",
        left,
    )
    raise DelegationRefusedError(text % {"count": left})


@transaction.atomic
def cancel_delegation(delegation: Delegation, *, cancelled_by: User | None) -> Delegation:
    """Cancel a delegation; its places go to those who wait. Cancelling twice is cancelling once."""
    found, event = _locked(delegation)
    if not found.is_active:
        return found
    if found.is_over:
        raise DelegationRefusedError(_("The visit is over: nothing can be changed any more."))
    found.state, found.waits_since = DelegationState.CANCELLED, None
    found.cancelled_at = found.changed_at = timezone.now()
    found.sequence += 1
    found.save()
    _log(found, "cancelled", cancelled_by)
    _tell(found, "cancelled")
    promote_waiting(event)
    return found


@transaction.atomic
def promote_waiting(event: Event) -> list[Delegation]:
    """Give free places to those who wait, strictly in the order of the list; they are told. Gives the promoted ones."""
    event = locked_event(event.pk)
    if event.status == EventStatus.CANCELLED or event.is_over:
        return []
    waiting = Delegation.objects.of_event(event).waiting().with_size().select_related("city")
    promoted, full = [], set()
    for delegation in waiting:
        left = places_of(event, delegation.occurrence).left
        delegation.event = event
        if delegation.occurrence in full or delegation.is_over:
            continue
        if left is None or delegation.size <= left:
            _promote(delegation)
            promoted.append(delegation)
        elif delegation.size <= (event.capacity or 0):
            full.add(delegation.occurrence)
    return promoted


def _promote(delegation: Delegation) -> None:
    delegation.state, delegation.waits_since = DelegationState.REGISTERED, None
    delegation.changed_at = timezone.now()
    delegation.sequence += 1
    delegation.save()
    _log(delegation, "promoted", None)
    _tell(delegation, "promoted")


@transaction.atomic
def record_came(delegation: Delegation, came: Mapping[int, int], *, recorded_by: User | None) -> Delegation:
    """Write down who came: head counts by role's primary key, zero for nobody; unnamed roles count as nobody.

    From the first day of the visit on, and again whenever it has to be corrected. Raises ``DelegationRefusedError``.
    """
    found, _event = _locked(delegation)
    if found.state != DelegationState.REGISTERED:
        raise DelegationRefusedError(_("Only of a delegation with places it can be said who came."))
    if not found.has_begun:
        raise DelegationRefusedError(_("It can be said who came once the visit has begun."))
    known = {row.role_id: row for row in found.people.all()}
    for role in [*known, *(role for role in came if role not in known)]:
        row = known.get(role) or DelegationPeople(delegation=found, role_id=role)
        row.came = came.get(role, 0)
        if row.pk or row.came:
            row.save()
    found.recorded_at = timezone.now()
    found.save()
    _log(found, "recorded", recorded_by, people=sum(came.values()))
    return found
