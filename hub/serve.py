"""Serving pages. Home, index pages, map and network are found in the address book; all else goes Wagtail's own way.

Wagtail's routing walks the tree with a query for each step and asks for privacy walls again. The address book has
read the upper tree already, without what is private, so the pages with most visits are loaded with one query.
"""

from django.http import HttpRequest, HttpResponse
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from hub.addresses import address_book
from hub.bilingual import active_language
from hub.models.graphic_pages import GraphicPage
from hub.models.pages import HomePage, RecordIndexPage

SERVED_FROM_THE_BOOK = (HomePage, RecordIndexPage, GraphicPage)


def serve(request: HttpRequest, path: str = "") -> HttpResponse:
    """The page at ``path`` below the language prefix."""
    components = [component for component in path.split("/") if component]
    home = f"/{active_language()}/"
    entry = address_book().at(f"{home}{components[0]}/" if components else home)
    if entry is None or not issubclass(entry.model, SERVED_FROM_THE_BOOK):
        return wagtail_serve(request, path)
    page = entry.model.objects.get(pk=entry.page_id)
    page.locale = entry.locale
    result: RouteResult = page.route(request, components[1:])
    response: HttpResponse = result.page.serve(request, *result.args, **result.kwargs)
    return response
