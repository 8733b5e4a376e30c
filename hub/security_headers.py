"""The headers by which browsers are told what the hub's pages may do; the policies are in ``settings/policies.py``."""

from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse


def is_of_the_admin(request: HttpRequest) -> bool:
    """Whether a request is for Wagtail's admin, or for a preview, which the admin shows inside itself."""
    return getattr(request, "is_preview", False) or request.path_info.startswith(reverse("wagtailadmin_home"))


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Gives the admin its own policy and everything else the strict one."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """What django-csp has for the response, with the admin's directives on the admin's addresses."""
        parts: PolicyParts = super().get_policy_parts(request=request, response=response, report_only=report_only)
        if not report_only and parts.config is None and is_of_the_admin(request):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts


class PermissionsPolicyMiddleware:
    """Says that the hub uses none of a device's powers."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response
