"""The state of the index, for staff."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.index_state import index_state

RIGHT = "search.view_searchday"


@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """What is indexed, what waits, and how the engine is."""
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    label = _("State of the index")
    context = {
        "state": index_state(),
        "breadcrumbs_items": [{"url": "", "label": label}],
        "header_title": label,
        "header_icon": "search",
    }
    return render(request, "search/admin/state.html", context)
