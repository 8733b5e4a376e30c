"""The visiting city's side: register a delegation, see it, change it, cancel it; signed in or by the mailed link."""

import uuid
from typing import Any

from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.choices import DelegationState
from events.delegation_links import delegation_of_link
from events.delegation_places import active_delegations_of, may_register, places_of
from events.models import Delegation, Event
from events.services import (
    DelegationRefusedError,
    cancel_delegation,
    change_delegation,
    register_delegation,
    register_past_delegation,
)
from events.visits.access import cities_for, for_senders, is_past_visit, public_event_or_404
from events.visits.forms import DelegationForm
from partners.models import City
from partners.portal.access import signed_in

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(READ_AND_WRITE)
@login_required
def register(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The short form. Who is no member of a city reads how to become one."""
    event = public_event_or_404(uid)
    cities = cities_for(request, event)
    if not cities:
        status = 403 if request.method == "POST" else 200
        return render(request, "events/visits/not_a_city.html", {"event": event}, status=status)
    data = request.POST if request.method == "POST" else None
    form = DelegationForm(data, event=event, cities=cities, user=request.user, day=request.GET.get("day", ""))
    if data is not None and form.is_valid() and (made := _register(request, event, form)):
        return made
    return _form_page(request, event, cities, form)


@rate_limit(action="hub_delegation")
def _register(request: HttpRequest, event: Event, form: DelegationForm) -> HttpResponse | None:
    about: dict[str, Any] = {"event": event, "city": form.to_city(), "occurrence": form.to_occurrence()}
    try:
        if is_past_visit(request.user, event):
            made = register_past_delegation(form.to_data(), registered_by=signed_in(request), **about)
        else:
            key = form.cleaned_data["form_key"]
            made = register_delegation(form.to_data(), registered_by=signed_in(request), form_key=key, **about)
    except DelegationRefusedError as refusal:
        form.refuse(str(refusal), refusal.field)
        return None
    messages.success(request, _said_of(made))
    return redirect("visits:delegation", uid=made.uid)


def _said_of(delegation: Delegation) -> str:
    if delegation.state == DelegationState.WAITING:
        return _("The delegation is on the waiting list. We write as soon as there is room for all of you.")
    return _("The delegation is registered and has its places. A confirmation is on its way.")


def _form_page(request: HttpRequest, event: Event, cities: list[City], form: DelegationForm) -> HttpResponse:
    own = active_delegations_of(event, cities[0]) if len(cities) == 1 else []
    context = {
        "event": event,
        "city": cities[0] if len(cities) == 1 else None,
        "form": form,
        "places": None if event.recurrence else places_of(event),
        "known": list(own),
        "is_open": may_register(event) or is_past_visit(request.user, event),
        "is_past": event.is_over,
    }
    return render(request, "events/visits/register.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(READ_AND_WRITE)
@for_senders
def delegation(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    """One's own delegation."""
    return _own_page(request, delegation, by=signed_in(request))


@never_cache
@require_http_methods(READ_AND_WRITE)
@rate_limit(action="hub_signed_link")
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same behind the link in the mails: looking changes nothing, since mail programs open links by themselves."""
    found = delegation_of_link(token)
    if found is None or found.is_over:
        return render(request, "events/visits/link_gone.html", status=410 if found else 404)
    return _own_page(request, found, by=None)


def _own_page(request: HttpRequest, found: Delegation, *, by: Any) -> HttpResponse:
    form = None
    if request.method == "POST" and request.POST.get("act") == "cancel":
        return _cancel(request, found, by)
    if found.is_active and not found.is_over:
        form = DelegationForm(
            request.POST if request.method == "POST" else None, event=found.event, delegation=found, user=by
        )
    if request.method == "POST" and form is not None and form.is_valid() and _change(request, found, form, by):
        return redirect("visits:delegation", uid=found.uid) if by else _by_new_link(request, found)
    found.refresh_from_db()
    context = {
        "delegation": found,
        "event": found.event,
        "form": form,
        "people": found.people.select_related("role"),
        "ahead": _ahead_of(found),
        "is_by_link": by is None,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "events/visits/delegation.html", context, status=status)


def _change(request: HttpRequest, found: Delegation, form: DelegationForm, by: Any) -> bool:
    try:
        change_delegation(found, form.to_data(), changed_by=by)
    except DelegationRefusedError as refusal:
        form.refuse(str(refusal), refusal.field)
        return False
    messages.success(request, _("The delegation is changed."))
    return True


def _by_new_link(request: HttpRequest, found: Delegation) -> HttpResponse:
    """Back to the page, unless the address was changed: then only the new address has a link."""
    key = found.link_key
    found.refresh_from_db(fields=["link_key"])
    if found.link_key == key:
        return redirect(request.path)
    return render(request, "events/visits/link_sent.html", {"event": found.event})


def _cancel(request: HttpRequest, found: Delegation, by: Any) -> HttpResponse:
    try:
        cancel_delegation(found, cancelled_by=by)
        messages.success(request, _("The delegation is cancelled."))
    except DelegationRefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect(request.path)


def _ahead_of(found: Delegation) -> int:
    """How many delegations stand before it on the waiting list."""
    if found.state != DelegationState.WAITING:
        return 0
    waiting = list(Delegation.objects.of_event(found.event, found.occurrence).waiting().values_list("pk", flat=True))
    return waiting.index(found.pk)
