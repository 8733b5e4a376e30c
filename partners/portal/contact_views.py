"""Contact persons of a record, as its members care for them."""

from typing import Any

from allauth.decorators import rate_limit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hub.contacts import name_contact, withdraw_consent
from hub.models import ContactPerson
from partners.portal.access import for_editors, signed_in
from partners.portal.members_forms import ContactForm


def _kept(record: Any) -> Any:
    return ContactPerson.objects.of(record).filter(withdrawn_at__isnull=True)


def _address(record: Any) -> HttpResponse:
    return redirect("portal:contacts", kind=record._meta.model_name, uid=record.uid)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def contacts(request: HttpRequest, record: Any) -> HttpResponse:
    """Who is named, who has not answered; name somebody."""
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if _kept(record).filter(email__iexact=form.cleaned_data["email"]).exists():
            form.add_error("email", _("This person is named already."))
        else:
            return _name(request, record, form)
    context = {"record": record, "kind": record._meta.model_name, "persons": _kept(record), "form": form}
    return render(request, "partners/portal/contacts.html", context, status=422 if form.errors else 200)


@rate_limit(action="hub_invite")
def _name(request: HttpRequest, record: Any, form: ContactForm) -> HttpResponse:
    person = name_contact(record=record, named_by=signed_in(request), **form.cleaned_data)
    text = _("You are named.") if person.is_shown else _("They have been asked by mail and are shown once they agree.")
    messages.success(request, text)
    return _address(record)


@require_POST
@for_editors
def remove(request: HttpRequest, record: Any, pk: int) -> HttpResponse:
    """Take a contact person off."""
    withdraw_consent(get_object_or_404(_kept(record), pk=pk), by=signed_in(request))
    messages.success(request, _("The contact person is taken off."))
    return _address(record)
