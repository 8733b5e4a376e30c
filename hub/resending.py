"""What somebody sent who is not signed in any more: nothing is saved, and nothing of it is lost."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

PORTAL = "portal"
TOKEN, CAME_FROM = "csrfmiddlewaretoken", "came_from"
GetResponse = Callable[[HttpRequest], HttpResponse]


class SignedOutMiddleware:
    """Answers what is sent to the portal by nobody: after the token was checked, before a view leads to the sign-in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """For a POST to the portal without a user: a page that keeps what was written; the sign-in for mere buttons."""
        if request.method != "POST" or request.user.is_authenticated or not is_for_portal(request):
            return None
        wants_json = "application/json" in request.headers.get("Accept", "")
        if fields_to_resend(request) or request.FILES or wants_json:
            return signed_out(request)
        return redirect_to_login(came_from(request, otherwise=request.get_full_path()))


def is_for_portal(request: HttpRequest) -> bool:
    """Whether the address is one of the portal's."""
    return request.resolver_match is not None and PORTAL in request.resolver_match.namespaces


def fields_to_resend(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of everything that was written, whole; files can't be given back."""
    return [
        (name, value) for name, values in request.POST.lists() for value in values if name not in (TOKEN, CAME_FROM)
    ]


def came_from(request: HttpRequest, *, otherwise: str) -> str:
    """The page of this host on which the form stands: where a sign-in may lead."""
    for address in (request.POST.get(CAME_FROM, ""), request.headers.get("Referer", "")):
        if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
            return address.removeprefix(f"{request.scheme}://{request.get_host()}")
    return otherwise


@never_cache
def signed_out(request: HttpRequest) -> HttpResponse:
    """401: that nothing was saved, the way to the sign-in in another tab, and what was written, to be sent again."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"message": _("You are signed out.")}, status=401)
    context = {
        "fields": fields_to_resend(request),
        "had_files": bool(request.FILES),
        "send_to": request.get_full_path(),
        "came_from": came_from(request, otherwise=reverse("portal:home")),
    }
    return render(request, "401.html", context, status=401)
