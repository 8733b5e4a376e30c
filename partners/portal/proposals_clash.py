"""Two wrote at once: both texts side by side, to choose from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partners.models import Proposal
from partners.portal.proposals_digests import digests
from partners.portal.proposals_drafts import (
    clashing_fields,
    content_of,
    shown_form,
)
from partners.portal.proposals_fields import Raw
from partners.portal.proposals_forms import ProposalForm
from partners.portal.proposals_requests import proposal_frame


def choices_in(request: HttpRequest) -> dict[str, str]:
    """Which side was chosen, field by field."""
    start = "choice-"
    return {name[len(start) :]: str(value) for name, value in request.POST.items() if name.startswith(start)}


def other_side(found: Proposal, form: ProposalForm, request: HttpRequest) -> Raw:
    """The other side of a clash: what a colleague saved, or the record as it was published meanwhile."""
    record = found.record
    if request.POST.get("base_revision") and record is not None:
        return content_of(found, record)
    return dict(found.content)


def show_clash(
    request: HttpRequest, found: Proposal, *, mine: Raw, theirs: Raw, base_revision: int | None = None
) -> HttpResponse:
    """Both texts side by side, to choose from field by field."""
    form = shown_form(found, request.user)
    base = request.POST.get("base", "")
    if base_revision and found.base_revision_id and found.base_revision:
        base = digests(content_of(found, found.base_revision.as_object()))
    context = {
        "clashes": clashing_fields(form, mine=mine, theirs=theirs, base=base),
        "kept": _hidden_inputs(form, mine),
        "base_revision": base_revision,
        "base": digests(theirs),
        "by": found.changed_by if not base_revision else None,
    }
    return render(request, "partners/portal/proposal_clash.html", proposal_frame(found) | context, status=409)


def _hidden_inputs(form: ProposalForm, content: Raw) -> list[tuple[str, str]]:
    """``content`` as names and values, as the form itself would send it."""
    found = []
    for name, values in content.items():
        for value in values:
            if hasattr(form.fields.get(name), "roles"):
                role, _bar, said = value.partition("|")
                found += [(f"{name}-name", said), (f"{name}-role", role)]
            else:
                found.append((name, value))
    return found
