"""Views on fixed addresses: tag and theme pages."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render

from hub.models import Tag, Theme
from hub.subjects import public_tags, records_with_tag, records_with_theme


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything public with one tag; a merged tag leads to its heir.

    A word that only drafts have is nobody's business yet: 404, but staff see the page that it will be.
    """
    found = get_object_or_404(Tag.objects.select_related("merged_into", "theme"), slug=slug)
    if found.merged_into_id:
        return HttpResponsePermanentRedirect(found.heir().get_absolute_url())
    groups = records_with_tag(found)
    if not (groups or found.withdrawn or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
    context = {
        "subject": found,
        "tag": found,
        "heading": found.label,
        "theme": found.theme,
        "groups": groups,
    }
    return render(request, "hub/subject.html", context, status=410 if found.withdrawn else 200)


def theme(request: HttpRequest, key: str) -> HttpResponse:
    """Everything public with one theme, and the tags that map to it."""
    found = get_object_or_404(Theme, key=key)
    context = {
        "subject": found,
        "heading": found.title,
        "description": found.description,
        "tags": public_tags().filter(theme=found),
        "groups": records_with_theme(found),
    }
    return render(request, "hub/subject.html", context)
