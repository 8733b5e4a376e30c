"""Views of the account beside allauth's own."""

from allauth.account.decorators import reauthentication_required
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import RedirectView

from hub.accounts.forms import DeleteAccountForm
from hub.bilingual import active_language
from hub.models import User
from hub.own_data import delete_account, gather, warnings_for


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What there is to care for in one's own account."""
    return render(request, "account/overview.html")


class ToAccount(RedirectView):
    """Leads one of Wagtail's own addresses to its counterpart at /account/, and keeps where one wanted to go."""

    query_string = True
    name = "account_login"

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        query = self.request.META.get("QUERY_STRING", "")
        return reverse(self.name) + (f"?{query}" if query else "")


@require_safe
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """The ways to take along or remove what is held on the user."""
    return render(request, "account/own_data.html")


@require_POST
@reauthentication_required
@rate_limit(action="hub_own_data")
def download_own_data(request: HttpRequest) -> HttpResponse:
    """Everything that is held on the user, as JSON."""
    response = JsonResponse(gather(_user(request)), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
@rate_limit(action="hub_own_data")
def delete_own_account(request: HttpRequest) -> HttpResponse:
    """Ask twice, then remove the account."""
    user = _user(request)
    form = DeleteAccountForm(request.POST if request.method == "POST" else None, warnings=warnings_for(user))
    if request.method == "POST" and form.is_valid():
        logout(request)
        delete_account(user)
        messages.success(request, _("Your account and what was held on you are gone."))
        return redirect(f"/{active_language()}/")
    context = {"form": form, "warnings": form.warnings}
    return render(request, "account/delete.html", context, status=422 if form.errors else 200)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 (the decorators have seen to it)
    return request.user
