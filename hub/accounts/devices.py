"""When a device was last seen: written at most every ten minutes, since a write on every page would lock the others."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

PAUSE_SECONDS = 600
GetResponse = Callable[[HttpRequest], HttpResponse]


class DeviceMiddleware:
    """Keeps the list of devices at /account/sessions/ true, also for those who sign in by other means."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        # Reading the user asks the database; only a session that somebody is signed in with is worth it.
        is_due = key and "_auth_user_id" in request.session and cache.add(f"device-seen:{key}", 1, PAUSE_SECONDS)
        if is_due and request.user.is_authenticated:
            UserSession.objects.create_from_request(request)
        return self.get_response(request)
