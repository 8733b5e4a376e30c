"""Activities in the portal: members hand in what their partner or city did, and mend what was sent back."""

import uuid
from typing import Any

from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events.reporting.access import own_activities
from events.reporting.desk_views import send_private
from events.reporting.forms import ActivityForm, EvidenceFormSet, belongs_to
from events.reporting.models import Activity, Evidence
from events.reporting.services import ActivityRefusedError, delete_activity, hand_in
from partners.membership import Organisation, membership_in
from partners.portal.access import organisation_or_404, signed_in


def _own_or_404(request: HttpRequest, uid: uuid.UUID) -> Activity:
    found: Activity = get_object_or_404(own_activities(request.user), uid=uid)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def new(request: HttpRequest, kind: str, uid: uuid.UUID) -> HttpResponse:
    """Tell of something that the organisation did."""
    organisation = organisation_or_404(kind, uid)
    if membership_in(signed_in(request), organisation) is None:
        raise Http404
    activity = Activity()
    belongs_to(activity, organisation)
    return _form_page(request, activity, organisation)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def activity(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """An own activity: the form while it is with its maker, afterwards how it stands."""
    found = _own_or_404(request, uid)
    if found.is_with_its_maker:
        return _form_page(request, found, found.organisation)
    if request.method == "POST":
        messages.error(request, _("It is handed in already: nothing was changed."))
        return redirect("reporting:activity", uid)
    return render(request, "events/reporting/portal/activity.html", _shown(found))


def _shown(found: Activity) -> dict[str, Any]:
    return {"activity": found, "organisation": found.organisation, "evidence": list(found.evidence.all())}


def _form_page(request: HttpRequest, found: Activity, organisation: Organisation) -> HttpResponse:
    is_post = request.method == "POST"
    data, files = (request.POST, request.FILES) if is_post else (None, None)
    form = ActivityForm(data, files, instance=found, user=signed_in(request))
    rows = EvidenceFormSet(data, files, instance=found, prefix="evidence")
    if is_post and form.is_valid() and rows.is_valid():
        return _save(request, form, rows)
    context = _shown(found) if found.pk else {"activity": found, "organisation": organisation, "evidence": []}
    context |= {"form": form, "rows": rows}
    return render(request, "events/reporting/portal/activity_form.html", context, status=422 if is_post else 200)


@rate_limit(action="hub_invite")
def _save(request: HttpRequest, form: ActivityForm, rows: Any) -> HttpResponse:
    """Keep it; hand it in if that is asked for. What can't be handed in is kept as a draft all the same."""
    with transaction.atomic():
        found = form.save()
        found.people.set(form.people())
        found.save()
        rows.instance = found
        rows.save()
    if "hand_in" not in request.POST:
        messages.success(request, _("Your draft is kept. Hand it in when it is ready."))
        return redirect("reporting:activity", found.uid)
    try:
        hand_in(found, handed_in_by=signed_in(request))
    except ActivityRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting:activity", found.uid)
    messages.success(request, _("Thank you. It is with the focal point now; you will hear from us."))
    return redirect("portal:home")


@require_POST
@login_required
def delete(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Throw an own draft away."""
    found = _own_or_404(request, uid)
    try:
        delete_activity(found)
    except ActivityRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting:activity", uid)
    messages.success(request, _("The draft is gone."))
    return redirect("portal:home")


@require_GET
@login_required
def evidence_file(request: HttpRequest, uid: uuid.UUID, pk: int) -> FileResponse:
    """A file that proves an own activity."""
    piece = get_object_or_404(Evidence, pk=pk, activity=_own_or_404(request, uid))
    return send_private(piece, "file")
