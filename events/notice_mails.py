"""Mail to two cities whose notices fit each other: once for each pair, to members in the language that they read."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from django_tasks import task

from events.models import Notice, NoticeMatch
from events.notice_matches import NoticeFit, with_fits
from hub.mail import language_of, send_to
from partners.models import Membership

logger = logging.getLogger("events")


@task()
def tell_of_matches(notice_id: int) -> int:
    """Tell both cities of each pair that the notice now makes and that was not told of before; gives the mails sent."""
    notice = Notice.objects.current().filter(pk=notice_id).for_list().first()
    if notice is None:
        return 0
    sent = 0
    for fit in with_fits([notice])[0].fits:
        first, second = sorted((notice, fit.notice), key=lambda one: one.pk)
        if NoticeMatch.objects.get_or_create(first=first, second=second)[1]:
            back = NoticeFit(notice, fit.shared, fit.first_day, fit.last_day)
            sent += _tell(notice, fit) + _tell(fit.notice, back)
    return sent


def _tell(own: Notice, fit: NoticeFit) -> int:
    places = Membership.objects.active().filter(city=own.city_id, user__is_active=True).exclude(user__email="")
    return sum(_send(place, own, fit) for place in places.select_related("user__wagtail_userprofile"))


def _send(place: Membership, own: Notice, fit: NoticeFit) -> bool:
    with override(language_of(place.user)):
        language = language_of(place.user)
        context = {
            "own": own,
            "other": fit.notice,
            "city": str(fit.notice.city),
            "kind": fit.notice.get_kind_display(),
            "words": ", ".join(str(tag.label) for tag in fit.shared),
            "first_day": fit.first_day,
            "last_day": fit.last_day,
            "url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("portal:notices"),
        }
    try:
        send_to(place.user.email, "events/mail/notice_fits", context, language=language)
    except (SMTPException, OSError):
        # The portal says the same; only keys are logged.
        logger.exception("mail about notice %s was not sent", own.pk)
        return False
    return True
