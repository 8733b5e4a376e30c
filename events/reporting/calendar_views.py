"""The calendar of one's duties, at an address that only its owner knows."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.calendar import About, Entry, calendar_text
from events.reporting.access import may_see_desk
from events.reporting.models import Duty, DutyCalendar
from events.reporting.services.duties import Standing, standings
from events.schedules import Schedule
from hub.mail import hub_name, language_of

# So far back the calendar remembers.
DAYS_BACK = 400


@require_safe
def duty_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """What is the owner's to do, as whole days; whoever lost the right to the desk gets nothing."""
    found = get_object_or_404(DutyCalendar.objects.select_related("user"), token=token)
    if not may_see_desk(found.user):
        return HttpResponse(status=404)
    with translation.override(settings.LANGUAGE_CODE):
        language = language_of(found.user)
    with translation.override(language):
        about = About(
            name=_("Duties: %(hub)s") % {"hub": hub_name()},
            url=settings.WAGTAILADMIN_BASE_URL + reverse("reporting_desk:duties"),
            timezone=settings.TIME_ZONE,
        )
        text = calendar_text(about, [_entry(standing) for standing in _own(found.user)])
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Disposition"] = 'inline; filename="duties.ics"'
    return answer


def _own(user: Any) -> list[Standing]:
    since = timezone.localdate() - dt.timedelta(days=DAYS_BACK)
    near = Duty.objects.of_obligations_in_force().with_obligation().filter(due_on__gte=since)
    # What nobody owns is everybody's who reads the desk.
    return [standing for standing in standings(near) if standing.owner is None or standing.owner == user]


def _entry(standing: Standing) -> Entry:
    duty, obligation = standing.duty, standing.duty.obligation
    title = _("Done: %(title)s") % {"title": obligation.title} if not standing.is_open else str(obligation.title)
    return Entry(
        uid=f"duty-{duty.pk}@{settings.WAGTAILADMIN_BASE_URL.split('//')[-1].split('/')[0].split(':')[0]}",
        sequence=0,
        status="scheduled",
        schedule=Schedule(settings.TIME_ZONE, duty.due_on),
        title=title,
        changed_at=dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
        text=str(obligation.text),
        url=settings.WAGTAILADMIN_BASE_URL + reverse("reporting_desk:duty", args=[duty.pk]),
    )
