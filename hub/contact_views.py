"""The page behind the link that contact persons get."""

from allauth.decorators import rate_limit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hub.contacts import contact_of_link, give_consent, withdraw_consent


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="hub_signed_link")
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what would be, or is, shown; takes the answer. Looking changes nothing: mail programs open links."""
    person = contact_of_link(token)
    if person is None or person.withdrawn_at is not None or person.record is None:
        return render(request, "hub/contact_link_gone.html", status=410 if person else 404)
    if request.method == "POST":
        if request.POST.get("answer") == "yes":
            give_consent(person)
            messages.success(request, _("Thank you. You are named as contact person now."))
        elif request.POST.get("answer") == "no":
            withdraw_consent(person)
            messages.success(request, _("You are not named any more, and what was held on you is gone."))
        return redirect(request.path)
    return render(request, "hub/contact_consent.html", {"person": person, "record_title": person.record.title})
