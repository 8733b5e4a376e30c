"""Mail to members about their proposals: text and HTML, in the language in which they last worked on it."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from partners.choices import ProposalAct
from partners.models import Membership, ProposalStep

logger = logging.getLogger("partners")


def announce_step(step_id: int) -> None:
    """Queue the mail about a step of a proposal's timeline."""
    send_step_mail.enqueue(step_id)


@task()
def send_step_mail(step_id: int) -> int:
    """Tell who began the proposal and who last worked on it; gives how many were told.

    Whoever is no member any more, or did it themselves to end it, is not told.
    """
    step = ProposalStep.objects.select_related("proposal__partner", "proposal__city", "by").get(pk=step_id)
    proposal = step.proposal
    people = {user.pk: user for user in (proposal.proposed_by, proposal.changed_by) if user and user.is_active}
    members = Membership.objects.active().in_organisation(proposal.organisation)
    told = set(members.filter(user__in=people).values_list("user", flat=True))
    return sum(_send(step, people[key]) for key in sorted(told) if people[key].email)


def _send(step: ProposalStep, user: Any) -> int:
    proposal = step.proposal
    with translation.override(proposal.language):
        record = proposal.record
        context = {
            "step": step,
            "act": step.act,
            "proposal": proposal,
            "organisation": proposal.organisation,
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("portal:proposal", args=[proposal.uid]),
            "public_url": _public_url(record) if step.act == ProposalAct.ACCEPTED else "",
            "language": proposal.language,
        }
        subject = render_to_string("partners/mail/proposal_subject.txt", context)
        text = render_to_string("partners/mail/proposal.txt", context)
        html = render_to_string("partners/mail/proposal.html", context)
    # A title may hold anything, a header only one line.
    mail = EmailMultiAlternatives(" ".join(subject.split()), text.strip() + "\n", to=[user.email])
    mail.extra_headers["Auto-Submitted"] = "auto-generated"
    mail.attach_alternative(html, "text/html")
    try:
        return int(mail.send())
    except (SMTPException, OSError):
        # The timeline in the portal says the same; only keys are logged.
        logger.exception("mail about step %s of proposal %s was not sent", step.pk, proposal.pk)
        return 0


def _public_url(record: Any) -> str:
    url = record.url if record is not None else None
    return settings.WAGTAILADMIN_BASE_URL + url if url else ""
