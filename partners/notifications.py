"""Mail to members about their proposals and to moderators about what waits, in the language that they read."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from hub.mail import language_of, send_to
from hub.models import User
from hub.proposals import kind_of
from partners.choices import ProposalAct, ProposalState
from partners.models import Membership, Proposal, ProposalStep

logger = logging.getLogger("partners")


def announce_step(step_id: int) -> None:
    """Queue the mails about a step of a proposal's timeline."""
    send_step_mail.enqueue(step_id)
    if ProposalStep.objects.filter(pk=step_id, act=ProposalAct.SUBMITTED).exists():
        send_moderators_mail.enqueue(step_id)


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


@task()
def send_moderators_mail(step_id: int) -> int:
    """Tell the moderators of what was handed in, unless it is decided already; gives how many were told."""
    step = ProposalStep.objects.select_related("proposal__partner", "proposal__city").get(pk=step_id)
    if step.proposal.state != ProposalState.SUBMITTED or step.proposal.record is None:
        return 0
    return sum(_tell_moderator(step, user) for user in _moderators(step.proposal) if user != step.by)


def _moderators(proposal: Proposal) -> QuerySet[User]:
    """The people of the groups that decide, but for those who switched such mails off in the admin."""
    record: Any = proposal.record
    state = record.current_workflow_task_state
    groups = state.task.specific.groups.all() if state else []
    wants_none = Q(wagtail_userprofile__submitted_notifications=False)
    return User.objects.filter(groups__in=groups, is_active=True).exclude(wants_none).exclude(email="").distinct()


def _tell_moderator(step: ProposalStep, user: User) -> bool:
    proposal = step.proposal
    with translation.override(settings.LANGUAGE_CODE):
        language = language_of(user)
    with translation.override(language):
        context = {
            "proposal": proposal,
            "kind": getattr(kind_of(proposal.kind), "title", proposal.kind),
            "organisation": proposal.organisation,
            "is_again": proposal.steps.filter(act=ProposalAct.SUBMITTED).count() > 1,
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("desk:review", args=[proposal.pk]),
        }
    return _send(user, "partners/mail/proposal_waits", context, language, step)


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
    return _send(user, "partners/mail/proposal", context, language, step)


def _send(user: User, template: str, context: dict[str, Any], language: str, step: ProposalStep) -> bool:
    try:
        send_to(user.email, template, context, language=language)
    except (SMTPException, OSError):
        # Timeline and queue say the same; only keys are logged.
        logger.exception("mail about step %s of proposal %s was not sent", step.pk, step.proposal_id)
        return False
    return True


def _public_url(record: Any) -> str:
    url = record.url if record is not None else None
    return settings.WAGTAILADMIN_BASE_URL + url if url else ""
