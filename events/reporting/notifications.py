"""Mail about activities: to the focal point when one is handed in, to its makers when it is decided on."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from events.reporting.choices import ActivityState
from events.reporting.models import Activity
from hub.mail import is_real_address, language_of, send_to
from hub.models import User
from hub.roles import role
from partners.models import Membership

logger = logging.getLogger("events.reporting")


def announce(activity_id: int, action: str) -> None:
    """Queue the mails about a step of an activity."""
    if action == "hand_in":
        tell_focal_points.enqueue(activity_id)
    elif action in ("send_back", "accept"):
        tell_makers.enqueue(activity_id)


def focal_points() -> Any:
    """The people with the focal point's role."""
    group = role("focal_point").group
    return User.objects.filter(groups__name=group, is_active=True).exclude(email="").distinct()


@task()
def tell_focal_points(activity_id: int) -> int:
    """Tell the focal point of what was handed in, unless it is decided already; gives how many were told."""
    activity = _activity(activity_id)
    if activity is None or activity.state != ActivityState.SUBMITTED:
        return 0
    url = settings.WAGTAILADMIN_BASE_URL + reverse("reporting_desk:activity", args=[activity.pk])
    people = focal_points().exclude(pk=activity.handed_in_by_id or 0)
    return sum(_send(user, "events/reporting/mail/handed_in", activity, url) for user in people)


@task()
def tell_makers(activity_id: int) -> int:
    """Tell who handed it in, if still a member, else the other members; gives how many were told."""
    activity = _activity(activity_id)
    if activity is None or activity.organisation is None:
        return 0
    places = Membership.objects.active().in_organisation(activity.organisation).select_related("user")
    members = [place.user for place in places if place.user.is_active]
    makers = [user for user in members if user.pk == activity.handed_in_by_id] or members
    url = settings.WAGTAILADMIN_BASE_URL + reverse("reporting:activity", args=[activity.uid])
    return sum(_send(user, "events/reporting/mail/decided", activity, url) for user in makers)


def _activity(activity_id: int) -> Activity | None:
    found: Activity | None = (
        Activity.objects.filter(pk=activity_id).select_related("for_partner", "for_city", "handed_in_by").first()
    )
    return found


def _send(user: User, template: str, activity: Activity, url: str) -> bool:
    if not is_real_address(user.email):
        return False
    with translation.override(settings.LANGUAGE_CODE):
        language = language_of(user)
    with translation.override(language):
        context = {"activity": activity, "organisation": activity.organisation, "url": url}
        try:
            send_to(user.email, template, context, language=language)
        except (SMTPException, OSError):
            # Queue and portal say the same; only keys are logged.
            logger.exception("mail about activity %s was not sent", activity.pk)
            return False
    return True
