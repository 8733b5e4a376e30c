"""Mail about answers to calls: to whoever answered, and to the host; each in the language that they read."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from django_tasks import task

from events.choices import AnswerState
from events.hosts import host_members
from events.models import Answer
from hub.mail import language_of, send_to
from hub.models import User
from partners.models import Membership

logger = logging.getLogger("events")


@task()
def send_answer_mails(answer_id: int) -> int:
    """Tell those who wrote an answer what became of it, and the host of a new one; gives how many were told.

    Whoever is no member any more is not told.
    """
    answer = Answer.objects.select_related("event", "partner", "city", "begun_by", "changed_by").get(pk=answer_id)
    people = {user.pk: user for user in (answer.begun_by, answer.changed_by) if user and user.is_active}
    members = Membership.objects.active().in_organisation(answer.organisation).filter(user__in=people)
    told = [people[key] for key in sorted(set(members.values_list("user", flat=True)))]
    sent = sum(_tell(answer, user, "answer", reverse_to_own) for user in told)
    if answer.state == AnswerState.SUBMITTED:
        sent += sum(_tell(answer, user, "answer_waits", reverse_to_host) for user in host_members(answer.event))
    return sent


def reverse_to_own(answer: Answer) -> str:
    """Where those who answered read it."""
    return reverse("portal:answer", args=[answer.uid])


def reverse_to_host(answer: Answer) -> str:
    """Where the host reads it."""
    return reverse("portal:host_answer", args=[answer.uid])


def _tell(answer: Answer, user: User, template: str, address: Any) -> bool:
    # Who chose no language reads the one in which the answer was written.
    with override(answer.language):
        language = language_of(user)
    with override(language):
        context = {
            "answer": answer,
            "call": str(answer.event),
            "organisation": str(answer.organisation),
            "url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address(answer),
        }
    try:
        send_to(user.email, f"events/mail/{template}", context, language=language)
    except (SMTPException, OSError):
        # The portal says the same; only keys are logged.
        logger.exception("mail about answer %s was not sent", answer.pk)
        return False
    return True
