"""Handing in: what was typed becomes a draft revision of the record, in Wagtail's workflow."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.bilingual import active_language
from hub.forms import picture_refusal
from hub.member_pictures import with_texts
from hub.proposals import ProposalData
from hub.services import apply_proposal
from partners.choices import ProposalAct, ProposalState
from partners.membership import answers_for, may_edit
from partners.models import Proposal

if TYPE_CHECKING:
    from hub.models import Record, User

from partners.services.proposal_steps import ProposalRefusedError, add_step, kind_of_proposal, locked


class RecordMovedError(Exception):
    """The published record is no longer what the draft started from; nothing was written."""

    def __init__(self, record: "Record") -> None:
        super().__init__(record.pk)
        self.record = record


@transaction.atomic
def submit_proposal(
    proposal: Proposal, data: ProposalData, picture_texts: dict[str, str], *, submitted_by: "User"
) -> Proposal:
    """Hand in what is kept: a draft revision of the record, in Wagtail's workflow. The live record stays as it is.

    Doing it twice is harmless. Raises ``RecordMovedError`` if the record was published anew since the draft began,
    ``ProposalRefusedError`` if it can't be handed in now, ``ValidationError`` if the record's own rules object.
    """
    proposal = locked(proposal)
    if proposal.state == ProposalState.SUBMITTED:
        return proposal
    if not proposal.can_be_edited:
        raise ProposalRefusedError(_("This proposal can’t be changed any more."))
    record = _record_to_change(proposal, submitted_by)
    apply_proposal(record, data)
    if proposal.picture is not None:
        proposal.picture = with_texts(proposal.picture, picture_texts, changed_by=submitted_by)
    record.image = proposal.picture
    if refusal := picture_refusal(record.image):
        raise refusal
    _save_as_draft(record, submitted_by)
    proposal.object_id = record.pk
    proposal.revision_id = record.latest_revision_id
    proposal.title = str(record)[:200]
    proposal.state, proposal.submitted_at, proposal.decided_at = ProposalState.SUBMITTED, timezone.now(), None
    proposal.changed_by, proposal.language = submitted_by, active_language()
    proposal.save()
    _start_workflow(record, submitted_by)
    add_step(proposal, ProposalAct.SUBMITTED, by=submitted_by, by_staff=False)
    return proposal


def _record_to_change(proposal: Proposal, user: "User") -> "Record":
    """The record as the proposal goes on from it: its live row, or the draft of one that is not public yet."""
    model = kind_of_proposal(proposal).model_class()
    if proposal.object_id is None:
        made: Record = model(live=False, **kind_of_proposal(proposal).defaults())
        return made
    record: Record | None = model.objects.filter(pk=proposal.object_id).first()
    if record is None or record.merged_into_id:
        raise ProposalRefusedError(_("What this proposal changes is not in the catalogue any more."))
    if record.workflow_in_progress:
        raise ProposalRefusedError(
            _("Staff are working on this record right now. Your draft is kept: try again later.")
        )
    if record.first_published_at is None:
        draft: Record = record.get_latest_revision_as_object()
        return draft
    if not (may_edit(user, record) and answers_for(proposal.organisation, record)):
        raise ProposalRefusedError(_("Your organisation no longer answers for this record."))
    if record.live and record.live_revision_id != proposal.base_revision_id:
        raise RecordMovedError(record)
    if proposal.revision_id and record.latest_revision_id == proposal.revision_id:
        # Sent back: what staff added to the draft outside of the form stays.
        sent_back: Record = record.latest_revision.as_object()
        return sent_back
    return record


def _save_as_draft(record: "Record", user: "User") -> None:
    if record.pk is None:
        record.full_clean()
        record.save()
        record.save_revision(user=user, log_action="wagtail.create")
    else:
        record.save_revision(user=user, log_action=True)


def _start_workflow(record: "Record", user: "User") -> None:
    workflow = record.get_workflow()
    if workflow is None:
        raise ProposalRefusedError(_("There is no moderation yet: staff have to run sync_roles."))
    if (state := record.current_workflow_state) is not None:
        state.resume(user=user)
        return
    try:
        workflow.start(record, user)
    except (IntegrityError, ValidationError) as error:
        raise ProposalRefusedError(_staff_are_at_it()) from error


def _staff_are_at_it() -> str:
    return _("Staff are working on this record right now. Your draft is kept: try again later.")
