"""The language of addresses that carry none: /account/ follows the page one came from."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from hub.choices import Language
from hub.mail import language_of

GetResponse = Callable[[HttpRequest], HttpResponse]
PARAMETER = "language"


def _asked_for(request: HttpRequest) -> str:
    """The language named in the address, or that of the page that ``next`` leads back to."""
    chosen = request.GET.get(PARAMETER, "")
    if chosen in Language.values:
        return chosen
    first = request.GET.get("next", "")[:4].strip("/")
    return first if first in Language.values else ""


class AccountLanguageMiddleware:
    """Chooses the language of account pages: asked for, else kept in the cookie, else the user's own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(reverse("account_overview")):
            return self.get_response(request)
        asked = _asked_for(request)
        language = asked or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if language not in Language.values and request.user.is_authenticated:
            language = language_of(request.user)
        if language in Language.values:
            translation.activate(language)
            request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers["Content-Language"] = translation.get_language() or ""
        if asked:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, asked, secure=request.is_secure(), httponly=True, samesite="Lax"
            )
        return response
