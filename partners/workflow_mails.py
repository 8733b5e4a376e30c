"""Wagtail's workflow mails, silent about what members hand in: of that the hub tells members and moderators itself."""

from typing import Any

from django.db.models import Q
from wagtail.admin import mail
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from partners.choices import ProposalState


def is_of_proposal(state: WorkflowState) -> bool:
    """Whether a member's proposal is, or was, decided by this workflow."""
    from partners.models import Proposal

    record = state.content_object
    if record is None:
        return False
    in_its_time = Q(state=ProposalState.SUBMITTED) | Q(decided_at__gte=state.created_at)
    return bool(Proposal.objects.about(record).filter(in_its_time, submitted_at__isnull=False).exists())


class _QuietAboutProposals:
    """Leaves out what the hub's own mails tell."""

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        can: bool = super().can_handle(instance, **kwargs)  # type: ignore[misc]
        return can and not is_of_proposal(getattr(instance, "workflow_state", instance))


class _TaskSubmitted(_QuietAboutProposals, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    """To the groups that decide."""


class _WorkflowSubmitted(_QuietAboutProposals, mail.WorkflowStateSubmissionEmailNotifier):
    """To superusers."""


class _WorkflowApproved(_QuietAboutProposals, mail.WorkflowStateApprovalEmailNotifier):
    """To whoever handed it in."""


class _WorkflowRejected(_QuietAboutProposals, mail.WorkflowStateRejectionEmailNotifier):
    """To whoever handed it in."""


# Wagtail's own names: under one name a signal has one receiver, so that ours stand in for Wagtail's, whichever of the
# two is connected first.
_STAND_INS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification", _TaskSubmitted()),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification", _WorkflowSubmitted()),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", _WorkflowRejected()),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", _WorkflowApproved()),
)


def connect() -> None:
    """Put ours in the place of Wagtail's."""
    for signal, sender, name, notifier in _STAND_INS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(notifier, sender=sender, dispatch_uid=name)
