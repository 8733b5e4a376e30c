"""What the reporting desk reminds of: duties before they are due and on the day, evidence that dies."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from events.reporting.models import Duty, Evidence
from events.reporting.notifications import focal_points
from events.reporting.services.duties import DutyState, Standing, make_duties, standings
from hub.mail import is_real_address, language_of, send_to
from hub.reminders import Reminder, ReminderSource, register_reminders

# Of what was due longer ago nobody is reminded by mail any more; the desk still shows it.
FORGET_AFTER = dt.timedelta(days=60)


def _due_duties(now: dt.datetime) -> Iterator[Reminder]:
    today = timezone.localdate(now)
    make_duties(today)
    near = (
        Duty.objects.of_obligations_in_force()
        .with_obligation()
        .filter(done_on__isnull=True, due_on__gte=today - FORGET_AFTER)
    )
    for standing in standings(near, today):
        if standing.state == DutyState.SOON:
            yield _reminder(standing, "soon")
        elif standing.state == DutyState.OVERDUE:
            yield _reminder(standing, "overdue")


def _reminder(standing: Standing, when: str) -> Reminder:
    # The day is in the key: a duty that is moved is reminded of again.
    key = f"duty-{standing.duty.pk}-{standing.duty.due_on}-{when}"
    return Reminder(key, partial(_send_duty, standing))


def _send_duty(standing: Standing) -> None:
    owners = [standing.owner] if standing.owner is not None else list(focal_points())
    url = settings.WAGTAILADMIN_BASE_URL + reverse("reporting_desk:duty", args=[standing.duty.pk])
    for user in owners:
        _send(user, "events/reporting/mail/duty", {"standing": standing, "duty": standing.duty, "url": url})


def _broken_evidence(now: dt.datetime) -> Iterator[Reminder]:
    """Evidence that died or ran out: told once to who can renew it, again if it dies again after a renewal."""
    broken = Evidence.objects.broken().select_related(
        "responsible", "activity__responsible", "activity__handed_in_by", "activity"
    )
    for piece in broken.filter(activity__is_sample=False):
        day = piece.expires_on if piece.expires_on and piece.expires_on < timezone.localdate(now) else None
        key = f"evidence-{piece.pk}-{day or piece.url[-60:]}"
        yield Reminder(key, partial(_send_evidence, piece))


def _send_evidence(piece: Evidence) -> None:
    user = piece.who_can_help
    url = settings.WAGTAILADMIN_BASE_URL + reverse("reporting_desk:activity", args=[piece.activity_id])
    if user is not None and not user.has_perm("wagtailadmin.access_admin"):
        url = settings.WAGTAILADMIN_BASE_URL + reverse("reporting:activity", args=[piece.activity.uid])
    for reader in [user] if user is not None else list(focal_points()):
        _send(reader, "events/reporting/mail/evidence", {"piece": piece, "activity": piece.activity, "url": url})


def _send(user: Any, template: str, context: dict[str, Any]) -> None:
    if user is None or not user.is_active or not is_real_address(user.email):
        return
    with translation.override(settings.LANGUAGE_CODE):
        language = language_of(user)
    send_to(user.email, template, context, language=language)


def register_all() -> None:
    """Tell the base app."""
    register_reminders(ReminderSource("duties", _("duties that are due"), _due_duties))
    register_reminders(ReminderSource("evidence", _("evidence that is dead or expired"), _broken_evidence))
