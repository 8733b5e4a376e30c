"""The second factor of everybody who may enter the admin, asked for on every request there."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

ADDED_SESSION_KEY = "second_factor_added_by"
# The types that are a factor of their own; recovery codes only stand in for one of them.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
GetResponse = Callable[[HttpRequest], HttpResponse]


@receiver(authenticator_added)
def remember_added(sender: Any, request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    """Whoever has just set up a factor has shown it in this session."""
    if authenticator.type in FACTORS:
        request.session[ADDED_SESSION_KEY] = user.pk


def has_second_factor(user: Any) -> bool:
    """Whether ``user`` has an authenticator app or a passkey now."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def showed_second_factor(request: HttpRequest) -> bool:
    """Whether this session's user proved a second factor in it."""
    records = get_authentication_records(request, request.user)
    added = request.session.get(ADDED_SESSION_KEY) == request.user.pk
    return added or any(record.get("method") == "mfa" for record in records)


class SecondFactorMiddleware:
    """Lets nobody with the right to the admin go on there without a second factor.

    Asked on every request, so that taking the factor away, or a session that began without one, ends the access.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._refusal(request) or self.get_response(request)

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        if not settings.HUB_SECOND_FACTOR_REQUIRED or not request.path_info.startswith(reverse("wagtailadmin_home")):
            return None
        user = request.user
        if not (user.is_authenticated and user.has_perm("wagtailadmin.access_admin")):
            return None  # the admin itself turns them away
        if request.path_info == reverse("wagtailadmin_logout"):
            return None
        known = has_second_factor(user)
        if known and showed_second_factor(request):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        return self._way_back(request, known=known)

    @staticmethod
    def _way_back(request: HttpRequest, *, known: bool) -> HttpResponse:
        if not known:
            text = _("The admin asks for a second factor. Set up an authenticator app or a passkey first.")
            messages.warning(request, text)
            return redirect("mfa_index")
        types = Authenticator.objects.filter(user=request.user.pk).values_list("type", flat=True)
        by_code = Authenticator.Type.TOTP in types
        name = "mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn"
        return redirect_to_login(request.get_full_path(), login_url=reverse(name))
