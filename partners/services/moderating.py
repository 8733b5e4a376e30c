"""What moderators decide on proposals: accept, send back, decline."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from hub.forms import picture_refusal
from partners.choices import ProposalAct, ProposalState
from partners.models import Proposal

if TYPE_CHECKING:
    from hub.models import Record, User

from partners.services.proposal_steps import ProposalRefusedError, add_step, close_proposal, kind_of_proposal, locked


def may_moderate(user: Any, record: Any) -> bool:
    """Whether ``user`` may decide on proposals about records of that type: asks rights and the workflow's groups."""
    meta = record._meta
    return bool(
        user.is_authenticated
        and user.is_active
        and user.has_perm("wagtailadmin.access_admin")
        and user.has_perm(f"{meta.app_label}.publish_{meta.model_name}")
    )


def _waiting(proposal: Proposal, user: "User") -> Proposal:
    proposal = locked(proposal)
    if not may_moderate(user, kind_of_proposal(proposal).model_class()):
        raise PermissionDenied
    if proposal.state != ProposalState.SUBMITTED or proposal.record is None:
        raise ProposalRefusedError(_("“%(title)s” has been decided on or withdrawn already.") % {"title": proposal})
    return proposal


def _task_state(record: "Record", user: "User", action: str) -> TaskState:
    state = record.current_workflow_task_state
    if state is None or action not in [name for name, *_rest in state.task.specific.get_actions(record, user)]:
        raise PermissionDenied
    return state


@transaction.atomic
def accept_proposal(proposal: Proposal, *, accepted_by: "User", note: str = "") -> Proposal:
    """Publish what was handed in, by Wagtail's ordinary way.

    Raises ``ProposalRefusedError`` if it waits no longer or may not be published as it is.
    """
    proposal = _waiting(proposal, accepted_by)
    record: Any = proposal.record
    if record.merged_into_id:
        raise ProposalRefusedError(_("“%(title)s” was merged into another record.") % {"title": proposal})
    try:
        draft = record.get_latest_revision().as_object()
        draft.full_clean()
        if refusal := picture_refusal(draft.image):
            raise refusal
    except ValidationError as error:
        reason = " ".join(error.messages)
        raise ProposalRefusedError(f"“{proposal}”: {reason}") from error
    state = _task_state(record, accepted_by, "approve")
    state.task.specific.on_action(state, accepted_by, "approve", comment=note)
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def send_back_proposal(proposal: Proposal, *, sent_back_by: "User", note: str) -> Proposal:
    """Ask the members to mend something; ``note`` says what. Raises ``ProposalRefusedError`` without a note."""
    proposal = _waiting(proposal, sent_back_by)
    if not note.strip():
        raise ProposalRefusedError(_("Write what has to be mended."))
    record: Any = proposal.record
    state = _task_state(record, sent_back_by, "reject")
    state.task.specific.on_action(state, sent_back_by, "reject", comment=note)
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def decline_proposal(proposal: Proposal, *, declined_by: "User", reason: str) -> Proposal:
    """Decline for good; ``reason`` is told to the members. Raises ``ProposalRefusedError`` without a reason."""
    proposal = _waiting(proposal, declined_by)
    if not reason.strip():
        raise ProposalRefusedError(_("Write why."))
    close_proposal(proposal, ProposalState.DECLINED, by=declined_by)
    add_step(proposal, ProposalAct.DECLINED, by=declined_by, by_staff=True, note=reason)
    return proposal


@transaction.atomic
def assign_proposal(proposal: Proposal, *, owner: "User | None") -> Proposal:
    """Say who of the moderators takes care of it."""
    proposal = locked(proposal)
    proposal.owner = owner
    proposal.save(update_fields=["owner"])
    return proposal
