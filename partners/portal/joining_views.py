"""Getting in: find what is here, say “that’s us”, or register what is not."""

import uuid
from collections.abc import Callable
from typing import Any

from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners.membership import is_member
from partners.models import JoinRequest
from partners.portal.access import organisation_or_404, signed_in
from partners.portal.joining_forms import ClaimForm, NewCityForm, NewOrganisationForm, NewPartnerForm
from partners.portal.look_alikes import find_look_alikes, find_named
from partners.services import JoinData, JoinRefusedError, ask_to_join, withdraw_join_request

QUERY_LENGTH = 200


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Find one's organisation by name, website or number; works without JavaScript."""
    words = request.GET.get("q", "")[:QUERY_LENGTH].strip()
    context = {"words": words, "found": find_named(words) if words else [], "requests": waiting_requests(request)}
    return render(request, "partners/portal/join.html", context)


def waiting_requests(request: HttpRequest) -> Any:
    """What the reader asked for, the latest first."""
    rows = JoinRequest.objects.filter(user=signed_in(request)).select_related("partner", "city")
    return rows.order_by("-asked_at")[:10]


@require_safe
@login_required
@rate_limit(action="hub_look_alikes", limit_get=True)
def look_alikes(request: HttpRequest) -> JsonResponse:
    """What looks like the words typed so far, for the script beside the form."""
    words = {name: request.GET.get(name, "")[:QUERY_LENGTH] for name in ("title", "website", "cvr")}
    found = find_look_alikes(**words)
    answer = {"found": [one.as_json() for one in found], "claim": _("That’s us")}
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


def _register(request: HttpRequest, form_class: type[NewOrganisationForm], heading: str) -> HttpResponse:
    form = form_class(request.POST) if request.method == "POST" else form_class()
    if request.method == "POST" and form.is_valid():
        return _ask(request, form.to_data(), lambda refusal: _again(request, form, heading, refusal))
    return _again(request, form, heading)


def _again(request: HttpRequest, form: NewOrganisationForm, heading: str, refusal: str = "") -> HttpResponse:
    if refusal:
        form.add_error(None, refusal)
    if not form.shows_look_alikes:
        del form.fields["others_checked"]
    context = {"form": form, "heading": heading, "look_alikes": form.look_alikes}
    return render(request, "partners/portal/join_new.html", context, status=422 if form.errors else 200)


@rate_limit(action="hub_join")
def _ask_once(request: HttpRequest, data: JoinData) -> HttpResponse:
    ask_to_join(data, user=signed_in(request))
    text = _("Thank you. Somebody reads your request and answers you by e-mail, usually within two working days.")
    messages.success(request, text)
    return redirect("portal:home")


def _ask(request: HttpRequest, data: JoinData, refuse: Callable[[str], HttpResponse]) -> HttpResponse:
    try:
        return _ask_once(request, data)
    except JoinRefusedError as refusal:
        return refuse(str(refusal))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_partner(request: HttpRequest) -> HttpResponse:
    """Register an organisation."""
    return _register(request, NewPartnerForm, _("Register your organisation"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_city(request: HttpRequest) -> HttpResponse:
    """Register a city."""
    return _register(request, NewCityForm, _("Register your city"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def claim(request: HttpRequest, kind: str, uid: uuid.UUID) -> HttpResponse:
    """Ask to become a member of one that is here. Only what is public can be asked about."""
    organisation = organisation_or_404(kind, uid)
    if not organisation.is_public:
        raise Http404
    if is_member(request.user, organisation):
        messages.info(request, _("You are a member there already."))
        return redirect("portal:home")
    form = ClaimForm(request.POST) if request.method == "POST" else ClaimForm()

    def page(refusal: str = "") -> HttpResponse:
        if refusal:
            form.add_error(None, refusal)
        context = {"form": form, "organisation": organisation}
        return render(request, "partners/portal/join_claim.html", context, status=422 if form.errors else 200)

    if request.method == "POST" and form.is_valid():
        return _ask(request, form.to_data(organisation), page)
    return page()


@require_POST
@login_required
def withdraw(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take back what one asked for oneself."""
    found = get_object_or_404(JoinRequest, uid=uid, user=signed_in(request))
    try:
        withdraw_join_request(request=found)
        messages.success(request, _("Your request is withdrawn."))
    except JoinRefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:home")
