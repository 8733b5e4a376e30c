"""Any search as an Atom feed: the same query string as the page."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from hub.addresses import held_reading
from hub.bilingual import active_language
from hub.models import SiteSettings
from hub.plain_text import readable
from search.documents import ShownTag
from search.forms import SearchQuery
from search.labels import label_of
from search.requests import Hit
from search.searching import search


class SearchFeed(Feed[Hit, dict[str, Any]]):
    """What a search finds, in its order."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with held_reading():
            response: HttpResponse = super().__call__(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The query, its answer, and who publishes."""
        query = SearchQuery(request.GET)
        return {
            "query": query,
            "results": search(query.request(page=1)),
            "address": request.build_absolute_uri(reverse("search:feed")),
            "name": str(SiteSettings.for_request(request).hub_name),
        }

    def title(self, feed: dict[str, Any]) -> str:
        """The words and filters, and the hub's name."""
        query: SearchQuery = feed["query"]
        chosen = [label_of(key, value) for key, values in query.chosen.items() for value in values]
        asked = " · ".join([part for part in (query.text, *chosen) if part]) or _("Everything")
        return f"{asked} · {feed['name']}"

    def subtitle(self, feed: dict[str, Any]) -> str:
        """What this is."""
        return _("Search results")

    def link(self, feed: dict[str, Any]) -> str:
        """The page with the same results."""
        return self._address("search:results", feed)

    def feed_url(self, feed: dict[str, Any]) -> str:
        """The feed's own address, canonical."""
        return self._address("search:feed", feed)

    def feed_guid(self, feed: dict[str, Any]) -> str:
        """The same, whole: it is the feed's name in the world."""
        query = feed["query"].query_string
        return f"{feed['address']}?{query}" if query else str(feed["address"])

    @staticmethod
    def _address(name: str, feed: dict[str, Any]) -> str:
        query = feed["query"].query_string
        return f"{reverse(name)}?{query}" if query else reverse(name)

    def author_name(self, feed: dict[str, Any]) -> str:
        """The hub."""
        return str(feed["name"])

    def items(self, feed: dict[str, Any]) -> tuple[Hit, ...]:
        """The first page of hits."""
        found: tuple[Hit, ...] = feed["results"].hits
        return found

    def item_title(self, item: Hit) -> str:
        """Its title."""
        return readable(item.shown.title)

    def item_description(self, item: Hit) -> str:
        """Its summary; Django's feed says that it is HTML, so a text's signs are escaped."""
        return escape(readable(item.shown.lead or item.shown.body[:300]))

    def item_link(self, item: Hit) -> str:
        """Its address."""
        return item.shown.url

    def item_updateddate(self, item: Hit) -> dt.datetime:
        """When it last changed."""
        return dt.datetime.fromisoformat(item.shown.updated) if item.shown.updated else timezone.now()

    def item_categories(self, item: Hit) -> list[str]:
        """Its tags."""
        tags: tuple[ShownTag, ...] = item.shown.tags
        return [readable(tag.label) for tag in tags]

    @property
    def language(self) -> str:
        """The reader's."""
        return active_language()
