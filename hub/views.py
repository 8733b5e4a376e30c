"""Views on fixed addresses: tag and theme pages."""

from django.http import HttpRequest, HttpResponse


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything public with one tag."""
    return HttpResponse(slug)


def theme(request: HttpRequest, key: str) -> HttpResponse:
    """Everything public with one theme."""
    return HttpResponse(key)
