"""The portal's front page: what the member belongs to."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partners.membership import organisations_of


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The member's partners and cities."""
    return render(request, "partners/portal/home.html", {"organisations": organisations_of(request.user)})
