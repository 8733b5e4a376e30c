"""Rights that some of Wagtail's own admin views forget to ask for, and the answer to people without the admin."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied
from wagtail.permissions import workflow_permission_policy

GetResponse = Callable[[HttpRequest], HttpResponse]

# The dialogue of the form of workflows lists tasks to everybody who may enter the admin.
WORKFLOW_VIEWS = frozenset(
    f"wagtailadmin_workflows:{name}"
    for name in ("task_chooser", "task_chooser_results", "task_chooser_create", "task_chosen")
)


def may_set_up_workflows(user: Any) -> bool:
    """Whether ``user`` may add or change workflows."""
    return bool(workflow_permission_policy.user_has_any_permission(user, ("add", "change")))


def leads_in_a_circle(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether somebody who is signed in already is sent to sign in, from where the way leads back to this page."""
    if not response.has_header("Location") or not request.user.is_authenticated:
        return False
    sign_in = redirect_to_login(request.get_full_path(), login_url=str(settings.WAGTAILADMIN_LOGIN_URL))
    return response.headers["Location"] == sign_in.url


class AdminRightsMiddleware:
    """Turns away who may not enter the admin, and who may but not the settings that a view belongs to."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if leads_in_a_circle(request, response):
            raise PermissionDenied
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse before the view runs; visitors are led to the sign-in by the admin itself."""
        match = request.resolver_match
        if match is None or match.view_name not in WORKFLOW_VIEWS or not request.user.is_authenticated:
            return None
        if may_set_up_workflows(request.user):
            return None
        refusal: HttpResponse = permission_denied(request)
        return refusal
