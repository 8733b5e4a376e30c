"""When obligations fall due, how each duty stands, and marking one as done."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped, unused-ignore]
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.log_actions import log

from events.reporting.access import may_report
from events.reporting.choices import Recurring
from events.reporting.models import Duty, Obligation, OfficeHolder
from events.reporting.rules import Period, Reached, reached

# Duties are made so far ahead; nobody plans further, and a report every four years is seen in time.
MONTHS_AHEAD = 18
FOCAL_POINT = "focal_point"


class DutyState(TextChoices):
    """How a duty stands on a day."""

    DONE = "done", pgettext_lazy("a duty", "Done")
    COMING = "coming", _("Coming")
    SOON = "soon", _("Due soon")
    OVERDUE = "overdue", _("Overdue")


@dataclass(frozen=True, slots=True)
class Standing:
    """One duty with how it stands; ``reached`` is ``None`` for what is done by hand."""

    duty: Duty
    state: DutyState
    reached: Reached | None
    owner: Any

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state != DutyState.DONE

    @property
    def days_left(self) -> int:
        """Days until it is due; below zero if that is past."""
        return (self.duty.due_on - timezone.localdate()).days


def days_due(obligation: Obligation, until: dt.date) -> Iterator[dt.date]:
    """The days on which it falls due, the first one included, up to ``until``."""
    step = {Recurring.ONCE: 0, Recurring.YEARLY: 1}.get(Recurring(obligation.recurrence), obligation.every_years)
    end = min(filter(None, (until, obligation.last_due)))
    # Counted from the first day each time, so that 29 February comes back in leap years.
    number = 0
    while (day := obligation.first_due + relativedelta(years=step * number)) <= end:
        yield day
        if not step:
            return
        number += 1


def _period_of(obligation: Obligation, due: dt.date) -> Period:
    """The days a duty is about: the calendar year of the day it is due; of longer ones, the years up to that day."""
    years = obligation.every_years if obligation.recurrence == Recurring.EVERY_YEARS else 1
    if years == 1:
        return Period(dt.date(due.year, 1, 1), dt.date(due.year, 12, 31))
    return Period(due - relativedelta(years=years) + dt.timedelta(days=1), due)


@transaction.atomic
def make_duties(today: dt.date | None = None) -> int:
    """Make the duties that are missing up to the horizon; gives how many were made.

    Those that are there stay, but for coming ones of an obligation that was moved or ended, if nobody has written
    anything on them.
    """
    day = today or timezone.localdate()
    until = day + relativedelta(months=MONTHS_AHEAD)
    obligations = list(Obligation.objects.filter(is_active=True))
    wanted = {(one.pk, due): one for one in obligations for due in days_due(one, until)}
    known = {(duty.obligation_id, duty.due_on): duty for duty in Duty.objects.all()}
    stale = [duty.pk for key, duty in known.items() if key not in wanted and duty.due_on >= day and _is_untouched(duty)]
    if stale:
        Duty.objects.filter(pk__in=stale).delete()
    missing = [_duty(one, due) for (key, due), one in wanted.items() if (key, due) not in known]
    return len(Duty.objects.bulk_create(missing, ignore_conflicts=True))


def _duty(obligation: Obligation, due: dt.date) -> Duty:
    period = _period_of(obligation, due)
    return Duty(obligation=obligation, due_on=due, first_day=period.first, last_day=period.last)


def _is_untouched(duty: Duty) -> bool:
    links = (duty.owner_id, duty.evidence_id, duty.activity_id, duty.document_id)
    return duty.done_on is None and not duty.note and not any(links)


def focal_point_on(day: dt.date) -> Any:
    """The user who is focal point on ``day``, or ``None``."""
    holder = OfficeHolder.objects.on(day).filter(office__key=FOCAL_POINT).select_related("user").first()
    return holder.user if holder else None


def standings(duties: Iterable[Duty], today: dt.date | None = None) -> list[Standing]:
    """How each of ``duties`` stands on ``today``; a duty by rule is done when its target is reached.

    What was marked as done by hand is done whatever the rule counts. Rules are asked only for what is open.
    """
    day = today or timezone.localdate()
    focal_point = focal_point_on(day)
    return [_standing(duty, day, focal_point) for duty in duties]


def _standing(duty: Duty, day: dt.date, focal_point: Any) -> Standing:
    owner = duty.whose or focal_point
    obligation = duty.obligation
    if duty.done_on is not None:
        return Standing(duty, DutyState.DONE, None, owner)
    found = reached(obligation, Period(duty.first_day, duty.last_day))
    # Without a target a count shows how far it is, and a person says when it is done.
    target = obligation.target if obligation.target is not None else Decimal(len(obligation.roles))
    if found is not None and 0 < target <= found.number:
        return Standing(duty, DutyState.DONE, found, owner)
    notice = dt.timedelta(days=obligation.remind_days)
    state = DutyState.COMING
    if duty.due_on < day:
        state = DutyState.OVERDUE
    elif duty.due_on - notice <= day:
        state = DutyState.SOON
    return Standing(duty, state, found, owner)


@transaction.atomic
def mark_duty(duty: Duty, *, done_on: dt.date | None, marked_by: Any, **proof: Any) -> Duty:
    """Say that a duty is done, or with ``None`` that it is not; ``proof``: note, evidence, activity, document, owner.

    Raises ``PermissionDenied`` for those who may not.
    """
    if not may_report(marked_by):
        raise PermissionDenied
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    for name, value in proof.items():
        setattr(duty, name, value)
    duty.done_on, duty.done_by = done_on, marked_by if done_on else None
    duty.save()
    log(instance=duty.obligation, action="reporting.mark_duty", user=marked_by, data={"due": str(duty.due_on)})
    return duty
