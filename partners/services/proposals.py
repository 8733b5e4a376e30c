"""What happens to proposals: begun, saved, withdrawn, taken up again. Handing in and deciding stand beside.

A member's words lie in the proposal until it is handed in; then they are a draft revision of the record, in Wagtail's
workflow. What Wagtail does to that workflow, here or in its own admin, comes back through ``partners.signals``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.bilingual import active_language
from hub.member_pictures import drop_picture, keep_picture
from hub.proposals import ProposableType
from partners.choices import ProposalAct, ProposalState
from partners.models import Proposal

if TYPE_CHECKING:
    from hub.models import Record, User

from partners.services.proposal_steps import ProposalRefusedError, add_step, close_proposal, locked

Content = dict[str, list[str]]


class StaleDraftError(Exception):
    """Somebody else has saved since; nothing was written. ``proposal`` is as it is now."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(proposal.version)
        self.proposal = proposal


@dataclass(frozen=True, slots=True)
class DraftData:
    """What was typed, and which version it was typed over.

    ``picture`` is an uploaded file that was checked; ``base_revision_id`` says that the draft now builds on that
    published version. ``unchosen`` is what was left out when two versions were put together: the timeline keeps it.
    """

    content: Mapping[str, list[str]]
    title: str
    version: int
    picture: Any = None
    removes_picture: bool = False
    base_revision_id: int | None = None
    unchosen: str = ""


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
    proposal = locked(proposal)
    if not proposal.can_be_edited:
        raise ProposalRefusedError(_("This proposal can’t be changed any more."))
    content = dict(draft.content)
    if draft.version != proposal.version and content != proposal.content:
        raise StaleDraftError(proposal)
    if draft.unchosen:
        _keep_unchosen(proposal, draft.unchosen, saved_by)
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


def _keep_unchosen(proposal: Proposal, text: str, user: "User") -> None:
    """A line of the timeline with what was not chosen; sending the choice twice writes it once."""
    last = proposal.steps.last()
    if last is None or (last.act, last.note) != (ProposalAct.COMPARED, text):
        add_step(proposal, ProposalAct.COMPARED, by=user, by_staff=False, note=text)


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, withdrawn_by: "User") -> Proposal:
    """Take a proposal back; what was typed is kept, and it can be taken up again. Doing it twice is harmless."""
    proposal = locked(proposal)
    if proposal.state == ProposalState.WITHDRAWN:
        return proposal
    if not proposal.can_be_withdrawn:
        raise ProposalRefusedError(_("This proposal has been decided on already."))
    close_proposal(proposal, ProposalState.WITHDRAWN, by=withdrawn_by)
    add_step(proposal, ProposalAct.WITHDRAWN, by=withdrawn_by, by_staff=False)
    return proposal


@transaction.atomic
def reopen_proposal(proposal: Proposal, *, reopened_by: "User") -> Proposal:
    """Take up a withdrawn proposal again. Raises ``ProposalRefusedError`` if another one is open by now."""
    proposal = locked(proposal)
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
