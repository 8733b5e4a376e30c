"""What administrators do for people who sign in, beside Wagtail's own forms."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from hub.accounts.resetting import reset_second_factor
from hub.models import User


def may_reset(user: Any, person: User) -> bool:
    """Whether ``user`` may take away the second factor of ``person``: of superusers only superusers may."""
    return bool(user.has_perm("hub.change_user") and (user.is_superuser or not person.is_superuser))


@require_http_methods(["GET", "POST"])
def reset_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then remove."""
    if not request.user.has_perm("hub.change_user"):
        raise PermissionDenied
    person = get_object_or_404(User, pk=pk)
    if not may_reset(request.user, person):
        raise PermissionDenied
    if request.method == "POST":
        if reset_second_factor(person, reset_by=request.user):  # type: ignore[arg-type]
            text = _("The second factor of %(name)s is removed. They set up a new one at the next sign-in.")
            messages.success(request, text % {"name": person})
        else:
            messages.info(request, _("There was no second factor to remove."))
        return redirect("wagtailusers_users:edit", person.pk)
    title = _("Reset the second factor")
    frame = {"header_title": title, "header_icon": "key", "breadcrumbs_items": [{"url": "", "label": title}]}
    return render(request, "hub/admin/reset_factor.html", frame | {"person": person})
