"""What Wagtail's workflow does to a proposal, from our desk or from its own admin, as the proposal's members see it."""

from typing import Any

from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_cancelled, workflow_rejected

from partners.choices import ProposalAct, ProposalState


def _proposal_of(state: WorkflowState) -> Any:
    """The proposal that waits for the end of this workflow, if there is one."""
    from partners.models import Proposal

    record = state.content_object
    return Proposal.objects.about(record).filter(state=ProposalState.SUBMITTED).first() if record else None


def _decide(proposal: Any, state: ProposalState, act: ProposalAct, user: Any, note: str) -> None:
    from partners.services.proposal_steps import add_step

    proposal.state, proposal.decided_at = state, timezone.now()
    proposal.save(update_fields=["state", "decided_at"])
    add_step(proposal, act, by=user, by_staff=True, note=note)


def note_acceptance(sender: type[WorkflowState], instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """Approved: the revision has just been published."""
    if proposal := _proposal_of(instance):
        comment = instance.current_task_state.comment if instance.current_task_state else ""
        _decide(proposal, ProposalState.ACCEPTED, ProposalAct.ACCEPTED, user, comment)


def note_return(sender: type[WorkflowState], instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """Rejected: the members go on from what lies there now, which staff may have changed."""
    if proposal := _proposal_of(instance):
        _take_over_staff_changes(proposal)
        _decide(proposal, ProposalState.SENT_BACK, ProposalAct.SENT_BACK, user, instance.current_task_state.comment)


def note_end(sender: type[WorkflowState], instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """Cancelled by staff: published past the workflow, or simply stopped."""
    proposal = _proposal_of(instance)
    if proposal is None:
        return
    record = type(instance.content_object).objects.get(pk=instance.content_object.pk)
    if record.live and record.live_revision_id == record.latest_revision_id:
        _decide(proposal, ProposalState.ACCEPTED, ProposalAct.ACCEPTED, user, "")
    else:
        _take_over_staff_changes(proposal)
        _decide(proposal, ProposalState.SENT_BACK, ProposalAct.SENT_BACK, user, "")


def _take_over_staff_changes(proposal: Any) -> None:
    """If staff changed the draft while they had it, that is what the form shows next."""
    from partners.portal.proposals_drafts import content_of

    record = proposal.record
    if record.latest_revision_id == proposal.revision_id:
        return
    draft = record.latest_revision.as_object()
    proposal.content, proposal.picture = content_of(proposal, draft), draft.image
    proposal.revision_id = record.latest_revision_id
    proposal.version += 1
    proposal.save(update_fields=["content", "picture", "revision", "version"])


def connect() -> None:
    """Listen to the workflow."""
    workflow_approved.connect(note_acceptance, sender=WorkflowState, dispatch_uid="partners.note_acceptance")
    workflow_rejected.connect(note_return, sender=WorkflowState, dispatch_uid="partners.note_return")
    workflow_cancelled.connect(note_end, sender=WorkflowState, dispatch_uid="partners.note_end")
