"""The portal's front page: what the member belongs to."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.membership import organisations_of
from partners.portal.joining_views import waiting_requests


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The member's partners and cities."""
    context = {"organisations": organisations_of(request.user), "requests": waiting_requests(request)}
    return render(request, "partners/portal/home.html", context)
