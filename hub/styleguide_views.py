"""The style page: for staff, to see what there is to build with, and for the browser tests to walk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from hub.styleguide import BlockSpecimen, all_specimens, shown_cases

COLOURS = (
    "paper",
    "surface",
    "surface-2",
    "ink",
    "ink-soft",
    "line",
    "line-strong",
    "accent",
    "accent-ink",
    "accent-soft",
    "focus",
    "sector-education",
    "sector-business",
    "sector-public",
    "sector-civil",
    "positive",
    "warning",
    "danger",
)
STEPS = tuple(range(5, -2, -1))
SPACES = tuple(range(1, 9))


@require_safe
@require_admin_access
def styleguide(request: HttpRequest) -> HttpResponse:
    """Tokens, then every block and component with its least and its fullest input."""
    shown = [(specimen, shown_cases(specimen, request)) for specimen in all_specimens()]
    context = {
        "colours": COLOURS,
        "steps": STEPS,
        "spaces": SPACES,
        "groups": [
            ("blocks", [pair for pair in shown if isinstance(pair[0], BlockSpecimen)]),
            ("components", [pair for pair in shown if not isinstance(pair[0], BlockSpecimen)]),
        ],
    }
    return render(request, "hub/styleguide.html", context)


@require_safe
def in_own_language(request: HttpRequest) -> HttpResponse:
    """The style page without a language leads to the reader's."""
    return redirect(f"/{get_language()}/styleguide/")
