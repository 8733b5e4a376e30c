"""The results page and the suggestions while typing."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hub.addresses import held_reading
from hub.bilingual import active_language
from search.forms import SearchQuery
from search.listing import Listing
from search.statistics import statistics
from search.suggestions import suggestions


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What was found, rendered from the index alone."""
    with held_reading():
        listing = Listing(request.GET)
        if listing.text and listing.page_asked == 1:
            statistics.note(listing.text, active_language(), found=listing.results.matched)
        return render(request, "search/results.html", _context(request, listing))


def _context(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    page_url, query = reverse("search:results"), listing.query_for_page(listing.page.number)
    feed = reverse("search:feed")
    return {
        "listing": listing,
        "page_url": page_url,
        "canonical": request.build_absolute_uri(f"{page_url}?{query}" if query else page_url),
        "feed_url": f"{feed}?{listing.query_string}" if listing.query_string else feed,
    }


@require_safe
@cache_control(private=True, no_cache=True)
def suggest(request: HttpRequest) -> JsonResponse:
    """What the words typed so far may lead to, grouped by kind. Kept by nobody: it ends with what it names."""
    with held_reading():
        return JsonResponse(suggestions(SearchQuery(request.GET).text))
