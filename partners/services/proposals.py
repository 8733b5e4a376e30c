"""What happens to proposals: begun, saved, handed in, withdrawn, sent back, accepted, declined.

A member's words lie in the proposal until it is handed in; then they are a draft revision of the record, in Wagtail's
workflow. What Wagtail does to that workflow, here or in its own admin, comes back through ``partners.signals``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from hub.bilingual import active_language
from hub.forms import picture_refusal
from hub.member_pictures import drop_picture, keep_picture, with_texts
from hub.proposals import ProposableType, ProposalData, kind_of
from hub.services import apply_proposal
from partners.choices import ProposalAct, ProposalState
from partners.membership import answers_for, may_edit
from partners.models import Proposal, ProposalStep

if TYPE_CHECKING:
    from hub.models import Record, User

Content = dict[str, list[str]]


class ProposalRefusedError(Exception):
    """What was asked for can't be done now; the message says why. Nothing was written."""


class StaleDraftError(Exception):
    """Somebody else has saved since; nothing was written. ``proposal`` is as it is now."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(proposal.version)
        self.proposal = proposal


class RecordMovedError(Exception):
    """The published record is no longer what the draft started from; nothing was written."""

    def __init__(self, record: "Record") -> None:
        super().__init__(record.pk)
        self.record = record


@dataclass(frozen=True, slots=True)
class DraftData:
    """What was typed, and which version it was typed over.

    ``picture`` is an uploaded file that was checked; ``base_revision_id`` says that the draft now builds on that
    published version.
    """

    content: Mapping[str, list[str]]
    title: str
    version: int
    picture: Any = None
    removes_picture: bool = False
    base_revision_id: int | None = None


def add_step(
    proposal: Proposal, act: ProposalAct, *, by: "User | None", by_staff: bool, note: str = ""
) -> ProposalStep:
    """Write a line of the timeline; members, and of what is handed in moderators, are told once it is certain."""
    from partners.notifications import announce_step

    step = ProposalStep.objects.create(proposal=proposal, act=act, by=by, by_staff=by_staff, note=note)
    if act not in (ProposalAct.BEGUN, ProposalAct.REOPENED):
        transaction.on_commit(lambda: announce_step(step.pk))
    return step


def _locked(proposal: Proposal) -> Proposal:
    found: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    return found


def kind_of_proposal(proposal: Proposal) -> ProposableType:
    """The registered kind of a proposal. Raises ``ProposalRefusedError`` if its app is not installed any more."""
    kind = kind_of(proposal.kind)
    if kind is None:
        raise ProposalRefusedError(_("This kind of proposal can’t be handed in any more."))
    return kind


# Members


@transaction.atomic
def start_proposal(
    *,
    kind: ProposableType,
    organisation: Any,
    record: "Record | None",
    content: Content,
    started_by: "User",
) -> Proposal:
    """Begin a proposal, or go on with the one that is open.

    For a record that is the one open proposal about it, whoever began it in the same organisation; for something
    new the member's own draft in which nothing has been written yet, so that clicking twice begins one.
    Raises ``ProposalRefusedError`` if another organisation has an open proposal about the record.
    """
    from django.contrib.contenttypes.models import ContentType

    place = {str(organisation._meta.model_name): organisation}
    content_type = ContentType.objects.get_for_model(kind.model_class())
    if record is not None:
        found = Proposal.objects.select_for_update().about(record).filter(state__in=ProposalState.open_values()).first()
        if found is not None and found.organisation != organisation:
            raise ProposalRefusedError(_("Somebody else is proposing changes to this already."))
    else:
        untouched = {"kind": kind.key, "state": ProposalState.DRAFT, "version": 0, "object_id": None}
        found = Proposal.objects.filter(proposed_by=started_by, **untouched, **place).first()
    if found is not None:
        return found
    proposal = Proposal(
        kind=kind.key, content_type=content_type, proposed_by=started_by, changed_by=started_by, **place
    )
    proposal.content, proposal.language = content, active_language()
    if record is not None:
        proposal.object_id, proposal.title = record.pk, str(record)
        proposal.base_revision_id, proposal.picture = record.live_revision_id, record.image
    proposal.save()
    add_step(proposal, ProposalAct.BEGUN, by=started_by, by_staff=False)
    return proposal


@transaction.atomic
def save_draft(proposal: Proposal, draft: DraftData, *, saved_by: "User") -> Proposal:
    """Keep what was typed, however unfinished.

    Raises ``StaleDraftError`` if it was typed over another version than the one that is kept, unless both say the
    same; ``ProposalRefusedError`` if it can't be edited now.
    """
    proposal = _locked(proposal)
    if not proposal.can_be_edited:
        raise ProposalRefusedError(_("This proposal can’t be changed any more."))
    content = dict(draft.content)
    if draft.version != proposal.version and content != proposal.content:
        raise StaleDraftError(proposal)
    former = proposal.picture
    if draft.picture is not None:
        proposal.picture = keep_picture(draft.picture, title=draft.title, uploaded_by=saved_by)
    elif draft.removes_picture:
        proposal.picture = None
    if draft.base_revision_id is not None:
        proposal.base_revision_id = draft.base_revision_id
    is_same = content == proposal.content and former == proposal.picture and draft.base_revision_id is None
    if is_same and proposal.version:
        return proposal
    proposal.content, proposal.title = content, draft.title[:200]
    proposal.version += 1
    proposal.changed_at, proposal.changed_by, proposal.language = timezone.now(), saved_by, active_language()
    proposal.save()
    if former != proposal.picture:
        drop_picture(former)
    return proposal


@transaction.atomic
def submit_proposal(
    proposal: Proposal, data: ProposalData, picture_texts: dict[str, str], *, submitted_by: "User"
) -> Proposal:
    """Hand in what is kept: a draft revision of the record, in Wagtail's workflow. The live record stays as it is.

    Doing it twice is harmless. Raises ``RecordMovedError`` if the record was published anew since the draft began,
    ``ProposalRefusedError`` if it can't be handed in now, ``ValidationError`` if the record's own rules object.
    """
    proposal = _locked(proposal)
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


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, withdrawn_by: "User") -> Proposal:
    """Take a proposal back; what was typed is kept, and it can be taken up again. Doing it twice is harmless."""
    proposal = _locked(proposal)
    if proposal.state == ProposalState.WITHDRAWN:
        return proposal
    if not proposal.can_be_withdrawn:
        raise ProposalRefusedError(_("This proposal has been decided on already."))
    _close(proposal, ProposalState.WITHDRAWN, by=withdrawn_by)
    add_step(proposal, ProposalAct.WITHDRAWN, by=withdrawn_by, by_staff=False)
    return proposal


@transaction.atomic
def reopen_proposal(proposal: Proposal, *, reopened_by: "User") -> Proposal:
    """Take up a withdrawn proposal again. Raises ``ProposalRefusedError`` if another one is open by now."""
    proposal = _locked(proposal)
    if proposal.can_be_edited:
        return proposal
    if proposal.state != ProposalState.WITHDRAWN:
        raise ProposalRefusedError(_("This proposal has been decided on already."))
    record = proposal.record
    if record is not None and Proposal.objects.about(record).filter(state__in=ProposalState.open_values()).exists():
        raise ProposalRefusedError(_("Somebody else is proposing changes to this already."))
    proposal.state, proposal.decided_at = ProposalState.DRAFT, None
    proposal.save(update_fields=["state", "decided_at"])
    add_step(proposal, ProposalAct.REOPENED, by=reopened_by, by_staff=False)
    return proposal


# Moderators


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
    proposal = _locked(proposal)
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
    _close(proposal, ProposalState.DECLINED, by=declined_by)
    add_step(proposal, ProposalAct.DECLINED, by=declined_by, by_staff=True, note=reason)
    return proposal


@transaction.atomic
def assign_proposal(proposal: Proposal, *, owner: "User | None") -> Proposal:
    """Say who of the moderators takes care of it."""
    proposal = _locked(proposal)
    proposal.owner = owner
    proposal.save(update_fields=["owner"])
    return proposal


def _close(proposal: Proposal, state: ProposalState, *, by: "User") -> None:
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
