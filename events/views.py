"""Choosing the clock by which times are shown."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events.visitor_clock import COOKIE, COOKIE_SECONDS, clock_of
from hub.geography import validate_zone, zone_choices


class ZoneForm(forms.Form):
    """A zone, or none to be shown the events' own times alone."""

    zone = forms.CharField(label=_("Time zone"), required=False, max_length=50, validators=[validate_zone])


def _way_back(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else ""


# No token, since a token is a cookie, and none is set before the choice. All that can be done here is to choose a
# zone for oneself; other sites may not even do that.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def time_zone(request: HttpRequest) -> HttpResponse:
    """Every zone to choose from; remembers the choice in a cookie, an empty one takes the cookie away."""
    if request.method != "POST":
        return _page(request, ZoneForm())
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return HttpResponseForbidden()
    form = ZoneForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    response = redirect(_way_back(request) or request.path)
    if zone := form.cleaned_data["zone"]:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(COOKIE, zone, COOKIE_SECONDS, httponly=True, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _page(request: HttpRequest, form: ZoneForm, status: int = 200) -> HttpResponse:
    clock = clock_of(request)
    typed = form.data.get("zone", "")[:60] if form.is_bound else clock.zone
    context = {
        "form": form,
        "typed": typed,
        "zones": zone_choices(),
        "clock": clock,
        "next": _way_back(request),
    }
    return render(request, "events/time_zone.html", context, status=status)
