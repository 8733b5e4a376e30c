"""Mail to members about their proposals, in the language that they read."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from hub.mail import language_of, send_to
from partners.choices import ProposalAct
from partners.models import Membership, ProposalStep

logger = logging.getLogger("partners")


def announce_step(step_id: int) -> None:
    """Queue the mail about a step of a proposal's timeline."""
    send_step_mail.enqueue(step_id)


@task()
def send_step_mail(step_id: int) -> int:
    """Tell who began the proposal and who last worked on it; gives how many were told.

    Whoever is no member any more is not told.
    """
    step = ProposalStep.objects.select_related("proposal__partner", "proposal__city").get(pk=step_id)
    proposal = step.proposal
    people = {user.pk: user for user in (proposal.proposed_by, proposal.changed_by) if user and user.is_active}
    members = Membership.objects.active().in_organisation(proposal.organisation)
    told = set(members.filter(user__in=people).values_list("user", flat=True))
    return sum(_tell(step, people[key]) for key in sorted(told))


def _tell(step: ProposalStep, user: Any) -> bool:
    proposal = step.proposal
    # Who chose no language reads the one in which the proposal was last worked on.
    with translation.override(proposal.language):
        language = language_of(user)
    with translation.override(language):
        context = {
            "step": step,
            "act": step.act,
            "proposal": proposal,
            "organisation": proposal.organisation,
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("portal:proposal", args=[proposal.uid]),
            "public_url": _public_url(proposal.record) if step.act == ProposalAct.ACCEPTED else "",
        }
    try:
        send_to(user.email, "partners/mail/proposal", context, language=language)
    except (SMTPException, OSError):
        # The timeline in the portal says the same; only keys are logged.
        logger.exception("mail about step %s of proposal %s was not sent", step.pk, proposal.pk)
        return False
    return True


def _public_url(record: Any) -> str:
    url = record.url if record is not None else None
    return settings.WAGTAILADMIN_BASE_URL + url if url else ""
