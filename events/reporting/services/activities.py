"""Activities on their way into a report: draft → handed in → sent back or accepted → used."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.reporting.access import may_report
from events.reporting.choices import ActivityState
from events.reporting.models import Activity, Report
from events.reporting.notifications import announce


class ActivityRefusedError(Exception):
    """It can't be done, in words for whoever asked."""


def locking_report(day: dt.date) -> Report | None:
    """The report that locks the period in which ``day`` lies, if there is one."""
    return Report.objects.filter(is_locked=True, first_day__lte=day, last_day__gte=day).first()


def refuse_in_locked_period(*days: dt.date | None) -> None:
    """Raise ``ActivityRefusedError`` if one of ``days`` lies in a locked period."""
    for day in filter(None, days):
        if report := locking_report(day):
            values = {"report": report.title}
            raise ActivityRefusedError(_("The period of “%(report)s” is locked: nothing in it changes.") % values)


def _locked_row(activity: Activity) -> Activity:
    found: Activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    refuse_in_locked_period(found.counted_on)
    return found


def _step(activity: Activity, state: ActivityState, action: str, by: Any, **changes: Any) -> Activity:
    """Write the new state, keep it in the history and queue the mails about it."""
    for name, value in (changes | {"state": state}).items():
        setattr(activity, name, value)
    activity.save(update_fields=["state", "changed_at", *changes])
    log(instance=activity, action=f"reporting.{action}", user=by, data={"note": changes.get("note", "")})
    if not activity.is_sample:
        transaction.on_commit(lambda: announce(activity.pk, action))
    return activity


@transaction.atomic
def hand_in(activity: Activity, *, handed_in_by: Any) -> Activity:
    """Hand a draft in, or one that was sent back. Raises ``ActivityRefusedError`` if it is not with its maker."""
    activity = _locked_row(activity)
    if not activity.is_with_its_maker:
        raise ActivityRefusedError(_("“%(title)s” is handed in already.") % {"title": activity})
    try:
        activity.full_clean()
    except ValidationError as error:
        raise ActivityRefusedError(" ".join(error.messages)) from error
    changes = {"handed_in_by": handed_in_by, "handed_in_at": timezone.now()}
    return _step(activity, ActivityState.SUBMITTED, "hand_in", handed_in_by, **changes)


@transaction.atomic
def send_back(activity: Activity, *, sent_back_by: Any, note: str) -> Activity:
    """Give it back to be mended; ``note`` says what.

    Raises ``ActivityRefusedError`` without a note, or if it is not handed in or accepted; ``PermissionDenied`` for
    those who may not decide.
    """
    if not may_report(sent_back_by):
        raise PermissionDenied
    activity = _locked_row(activity)
    if activity.state not in (ActivityState.SUBMITTED, ActivityState.ACCEPTED):
        raise ActivityRefusedError(_("“%(title)s” is not handed in.") % {"title": activity})
    if not note.strip():
        raise ActivityRefusedError(_("Write what has to be mended."))
    return _step(activity, ActivityState.SENT_BACK, "send_back", sent_back_by, note=note.strip())


def accept_activity(activity: Activity, *, accepted_by: Any) -> Activity:
    """Let it count. Raises ``ActivityRefusedError`` if it does so already, ``PermissionDenied`` for others."""
    if not may_report(accepted_by):
        raise PermissionDenied
    return let_count(activity, by=accepted_by)


@transaction.atomic
def let_count(activity: Activity, *, by: Any = None) -> Activity:
    """What accepting does, for whoever has asked about rights already. Raises ``ActivityRefusedError``."""
    activity = _locked_row(activity)
    if activity.state in ActivityState.counting():
        raise ActivityRefusedError(_("“%(title)s” is accepted already.") % {"title": activity})
    return _step(activity, ActivityState.ACCEPTED, "accept", by, note="")


def accept_many(activities: Iterable[Activity], *, accepted_by: Any) -> tuple[int, list[str]]:
    """Accept one by one; gives how many, and why others could not be accepted."""
    accepted, refused = 0, []
    for activity in activities:
        try:
            accept_activity(activity, accepted_by=accepted_by)
            accepted += 1
        except ActivityRefusedError as refusal:
            refused.append(str(refusal))
    return accepted, refused


@transaction.atomic
def use_activities(keys: Iterable[int], *, used_by: Any) -> int:
    """Say of accepted activities that a submitted report uses them; gives how many were not used before."""
    found = list(Activity.objects.select_for_update().filter(pk__in=list(keys), state=ActivityState.ACCEPTED))
    for activity in found:
        activity.state = ActivityState.USED
        log(instance=activity, action="reporting.use", user=used_by)
    Activity.objects.filter(pk__in=[activity.pk for activity in found]).update(
        state=ActivityState.USED, changed_at=timezone.now()
    )
    return len(found)


@transaction.atomic
def delete_activity(activity: Activity) -> None:
    """Take back what nobody has accepted. Raises ``ActivityRefusedError`` otherwise."""
    activity = _locked_row(activity)
    if not activity.is_with_its_maker:
        raise ActivityRefusedError(_("“%(title)s” is handed in already.") % {"title": activity})
    activity.delete()
