"""What every act on a proposal needs: its row locked, its timeline, its end."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.proposals import ProposableType, kind_of
from partners.choices import ProposalAct, ProposalState
from partners.models import Proposal, ProposalStep

if TYPE_CHECKING:
    from hub.models import User


class ProposalRefusedError(Exception):
    """What was asked for can't be done now; the message says why. Nothing was written."""


def add_step(
    proposal: Proposal, act: ProposalAct, *, by: "User | None", by_staff: bool, note: str = ""
) -> ProposalStep:
    """Write a line of the timeline; members, and of what is handed in moderators, are told once it is certain."""
    from partners.notifications import announce_step

    step = ProposalStep.objects.create(proposal=proposal, act=act, by=by, by_staff=by_staff, note=note)
    if act not in (ProposalAct.BEGUN, ProposalAct.REOPENED, ProposalAct.COMPARED):
        transaction.on_commit(lambda: announce_step(step.pk))
    return step


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it is now, locked until the transaction ends where the database can."""
    found: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    return found


def kind_of_proposal(proposal: Proposal) -> ProposableType:
    """The registered kind of a proposal. Raises ``ProposalRefusedError`` if its app is not installed any more."""
    kind = kind_of(proposal.kind)
    if kind is None:
        raise ProposalRefusedError(_("This kind of proposal can’t be handed in any more."))
    return kind


def close_proposal(proposal: Proposal, state: ProposalState, *, by: "User") -> None:
    """End a proposal without publishing it: the workflow is cancelled, a live record's draft is what is live."""
    proposal.state, proposal.decided_at = state, timezone.now()
    proposal.save(update_fields=["state", "decided_at"])
    record = proposal.record
    if record is None:
        return
    workflow_state = record.current_workflow_state
    if workflow_state is not None and proposal.submitted_at is not None:
        workflow_state.cancel(user=by)
    if record.live and proposal.revision_id and record.latest_revision_id == proposal.revision_id:
        # Otherwise the next editor would go on from words that were not accepted.
        fresh = type(record).objects.get(pk=record.pk)
        fresh.save_revision(user=by, changed=False, clean=False)
        type(record).objects.filter(pk=record.pk).update(has_unpublished_changes=False)
