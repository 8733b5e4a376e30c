"""Mail to members about their proposals and to moderators about what waits, in the language that they read."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from hub.desk_mail import holders_of, tell_desk, wanting_desk_mail
from hub.mail import language_of, send_to
from hub.models import User
from hub.proposals import kind_of
from partners.choices import ProposalAct, ProposalState
from partners.models import JoinRequest, Membership, Proposal, ProposalStep

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
    proposal = step.proposal

    def context() -> dict[str, Any]:
        return {
            "proposal": proposal,
            "kind": getattr(kind_of(proposal.kind), "title", proposal.kind),
            "organisation": proposal.organisation,
            "is_again": proposal.steps.filter(act=ProposalAct.SUBMITTED).count() > 1,
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("desk:review", args=[proposal.pk]),
        }

    users = [user for user in _moderators(proposal) if user != step.by]
    return tell_desk(users, "partners/mail/proposal_waits", context, about=f"proposal {proposal.pk}")


def _moderators(proposal: Proposal) -> QuerySet[User]:
    """The people of the groups that decide."""
    record: Any = proposal.record
    state = record.current_workflow_task_state
    groups = state.task.specific.groups.all() if state else []
    return wanting_desk_mail(User.objects.filter(groups__in=groups))


def announce_join_request(request_id: int) -> None:
    """Queue the mail about a request to join."""
    send_join_request_mail.enqueue(request_id)


@task()
def send_join_request_mail(request_id: int) -> int:
    """Tell those who decide on requests to join, unless it is decided already; gives how many were told."""
    request = JoinRequest.objects.select_related("partner", "city").filter(pk=request_id).first()
    if request is None or not request.is_waiting:
        return 0

    def context() -> dict[str, Any]:
        return {
            "title": str(request),
            "kind": request.get_kind_display(),
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("join_desk:decide", args=[request.pk]),
        }

    users = holders_of("partners.change_joinrequest").exclude(pk=request.user_id)
    return tell_desk(users, "partners/mail/join_waits", context, about=f"request to join {request.pk}")


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
