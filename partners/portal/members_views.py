"""Members: who they are, inviting, promoting, removing, leaving, accepting an invitation."""

from typing import Any

from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from partners.membership import Organisation, membership_in
from partners.models import Invitation, Membership
from partners.portal.access import for_members, for_owners, may_care_for_members, signed_in
from partners.portal.members_forms import InvitationForm, RoleForm
from partners.services import (
    MemberRefusedError,
    accept_invitation,
    change_role,
    end_membership,
    invite,
    withdraw_invitation,
)
from partners.services.members import invitation_of_link, is_invited


def _address(organisation: Organisation) -> HttpResponse:
    return redirect("portal:members", kind=organisation._meta.model_name, uid=organisation.uid)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def members(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Who acts for the organisation; owners invite here."""
    if request.method == "POST":
        return _invite(request, organisation)
    return _page(request, organisation, InvitationForm())


def _page(request: HttpRequest, organisation: Organisation, form: InvitationForm) -> HttpResponse:
    user = signed_in(request)
    cares = may_care_for_members(user, organisation)
    places = Membership.objects.active().in_organisation(organisation).select_related("user")
    open_invitations = Invitation.objects.open().in_organisation(organisation) if cares else []
    context: dict[str, Any] = {
        "organisation": organisation,
        "kind": organisation._meta.model_name,
        "places": list(places),
        "own": membership_in(user, organisation),
        "cares": cares,
        "invitations": open_invitations,
        "form": form,
    }
    return render(request, "partners/portal/members.html", context, status=422 if form.errors else 200)


@rate_limit(action="hub_invite")
def _invite_once(request: HttpRequest, organisation: Organisation, form: InvitationForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        invite(organisation=organisation, email=data["email"], role=data["role"], by=signed_in(request))
    except MemberRefusedError as refusal:
        form.add_error("email", str(refusal))
        return _page(request, organisation, form)
    messages.success(request, _("The invitation is on its way."))
    return _address(organisation)


def _invite(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    if not may_care_for_members(signed_in(request), organisation):
        raise PermissionDenied
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _page(request, organisation, form)
    return _invite_once(request, organisation, form)


def _place(organisation: Organisation, pk: int) -> Membership:
    """A member of this organisation; the key of another's place is as good as none."""
    places = Membership.objects.active().in_organisation(organisation)
    return get_object_or_404(places.select_related("partner", "city", "user"), pk=pk)


@require_POST
@for_owners
def change_role_of(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Promote or demote a member."""
    place, form = _place(organisation, pk), RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the roles."))
        return _address(organisation)
    try:
        change_role(membership=place, role=form.cleaned_data["role"], by=signed_in(request))
        messages.success(request, _("The role is changed."))
    except MemberRefusedError as refusal:
        messages.error(request, str(refusal))
    return _address(organisation)


@require_http_methods(["GET", "HEAD", "POST"])
@for_owners
def remove(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Ask, then end a member's place."""
    place = _place(organisation, pk)
    if request.method != "POST":
        context = {"organisation": organisation, "kind": organisation._meta.model_name, "place": place}
        return render(request, "partners/portal/member_remove.html", context)
    _end(request, place, _("The member is removed."))
    user = signed_in(request)
    return _address(organisation) if may_care_for_members(user, organisation) else redirect("portal:home")


@require_POST
@for_members
def leave(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """End one's own place."""
    own = membership_in(signed_in(request), organisation)
    if own is None:
        raise Http404
    gone = _end(request, own, _("You are not a member any more."))
    return redirect("portal:home") if gone else _address(organisation)


def _end(request: HttpRequest, place: Membership, done: str) -> bool:
    try:
        end_membership(membership=place, by=signed_in(request))
    except MemberRefusedError as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


@require_POST
@for_owners
def withdraw(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """End an invitation that nobody has accepted yet."""
    found = get_object_or_404(Invitation.objects.in_organisation(organisation), pk=pk)
    withdraw_invitation(invitation=found, by=signed_in(request))
    messages.success(request, _("The invitation is withdrawn."))
    return _address(organisation)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="hub_signed_link")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of an invitation: looking changes nothing, accepting needs a sign-in."""
    found = invitation_of_link(token)
    if found is None or not found.is_open:
        return render(request, "partners/portal/invitation_gone.html", status=410 if found else 404)
    if request.method == "POST":
        return _accept(request, found)
    suits = is_invited(request.user, found) if request.user.is_authenticated else False
    context = {
        "organisation": found.organisation,
        "role": found.get_role_display(),
        "email": found.email,
        "suits": suits,
    }
    return render(request, "partners/portal/invitation.html", context)


@login_required
def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    try:
        accept_invitation(invitation=found, user=signed_in(request))
    except MemberRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    messages.success(request, _("Welcome! You are a member now."))
    return redirect("portal:home")
