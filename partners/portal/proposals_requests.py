"""What every view of a proposal reads: whose it is, its page's frame, numbers that somebody sent."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest

from hub.proposals import kind_of
from partners.membership import organisations_of
from partners.models import Proposal
from partners.services.proposal_steps import kind_of_proposal


def own_proposal(request: HttpRequest, uid: uuid.UUID) -> Proposal:
    """The proposal, if the reader is a member of its organisation today; to everybody else there is none."""
    proposals = Proposal.objects.select_related("partner", "city", "content_type", "picture", "changed_by")
    found: Proposal | None = proposals.filter(uid=uid).of_organisations(organisations_of(request.user)).first()
    if found is None or kind_of(found.kind) is None:
        raise Http404
    return found


def proposal_frame(found: Proposal) -> dict[str, Any]:
    """What every page of a proposal shows around its own part."""
    return {
        "portal_here": "proposals",
        "proposal": found,
        "kind": kind_of_proposal(found),
        "organisation": found.organisation,
        "steps": found.steps.select_related("by"),
    }


def number_in(text: str | None) -> int:
    """The number that somebody sent; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0


def user_of(request: HttpRequest) -> Any:
    """Who asks; signed in, as every view of proposals makes sure."""
    return request.user
