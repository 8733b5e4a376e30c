"""Index pages: where events and venues are listed and served."""

from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_exempt
from wagtail.contrib.routable_page.models import path

from events import outgoing
from events.calendar_entries import changed_at
from events.filters import EventDirectory, VenueDirectory
from events.visitor_clock import clock_of
from hub.conditional import answer_if_changed
from hub.models import RecordIndexPage, SiteSettings
from hub.models.pages import refusal_text

EMBEDDED = 6


def _framed(request: HttpRequest, context: dict[str, Any]) -> HttpResponseBase:
    """What other sites may show in a frame: it has no form, no session and no script."""

    @xframe_options_exempt
    @csp_replace({"frame-ancestors": ["*"]})
    def page(request: HttpRequest) -> HttpResponseBase:
        response = render(request, "events/embed.html", context)
        response["X-Robots-Tag"] = "noindex"
        return response

    return page(request)


class EventIndexPage(RecordIndexPage):
    """The directory of events, its calendar feeds, and what other sites embed of it."""

    record_model = "events.Event"
    directory_class = EventDirectory

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Events are listed as a month, too."""
        return "events/event_index_page.html"

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    @path("")
    def list_records(self, request: HttpRequest) -> HttpResponse:
        """The directory, with what it takes to subscribe to it and the clock of whoever reads."""
        directory: Any = self.directory(request)
        feed = outgoing.subscription_address(request, self._address("feed.ics", directory))
        clock = clock_of(request, directory.fitting_city)
        context = {
            "directory": directory,
            "subscription": feed,
            "clock": clock,
            "embed": self._frame(request, directory),
        }
        if directory.is_map:
            context["map"] = self._map(request, directory)
        response: HttpResponse = self.render(request, context_overrides=context)
        patch_vary_headers(response, ["Cookie"])
        return response

    def _map(self, request: HttpRequest, directory: Any) -> Any:
        settings = SiteSettings.for_request(request)
        home = (float(settings.longitude), float(settings.latitude))
        return directory.drawn_map(home, str(settings.city), self.address)

    def _frame(self, request: HttpRequest, directory: Any) -> str:
        return request.build_absolute_uri(self._address("embed.html", directory))

    # Feeds

    @path("feed.ics/")
    def feed_ics(self, request: HttpRequest) -> HttpResponseBase:
        """The list as a calendar."""
        return self._feed(request, self._calendar)

    @path("feed.atom/")
    def feed_atom(self, request: HttpRequest) -> HttpResponseBase:
        """The first events of the list for readers of feeds."""
        return self._feed(request, self._atom)

    def _feed(self, request: HttpRequest, make: Any) -> HttpResponseBase:
        directory = self.directory(request)
        if directory.refused:
            text = refusal_text(directory.refused)
            return HttpResponse(f"{text}\n", status=400, content_type="text/plain; charset=utf-8")
        return self.answer(request, directory, lambda: make(request, directory))

    def _address(self, file: str, directory: Any) -> str:
        query = directory.feed_query
        return f"{self.address}{file}?{query}" if query else f"{self.address}{file}"

    def _calendar(self, request: HttpRequest, directory: Any) -> HttpResponse:
        events = directory.all_records(directory.records.for_calendar())
        address = self._address("", directory)
        return outgoing.calendar_response(request, events, address=address, name=self.slug)

    def _atom(self, request: HttpRequest, directory: Any) -> HttpResponse:
        events = directory.first_records(directory.records.for_calendar(), outgoing.ATOM_LIMIT)
        addresses = {"address": self._address("", directory), "own_address": self._address("feed.atom", directory)}
        return outgoing.atom_response(request, events, title=self.title, **addresses)

    @path("qr.svg/")
    def qr(self, request: HttpRequest) -> HttpResponse:
        """The address to subscribe to, for telephones."""
        directory = self.directory(request)
        return outgoing.qr_response(outgoing.subscription_address(request, self._address("feed.ics", directory)))

    @path("<slug:slug>/event.ics/")
    def event_ics(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """One event as a calendar file."""
        event = self._public_event(slug)
        made = outgoing.event_response(request, event)
        return answer_if_changed(
            request, fingerprint=made.content.hex(), changed_at=changed_at(event), build=lambda: made
        )

    def _public_event(self, slug: str) -> Any:
        found = self.record_class().objects.public(self.language).filter(slug=slug).for_page()
        event = found.prefetch_related("tags").first()
        if event is None:
            raise Http404
        return event

    # For other sites

    @path("embed.html/")
    def embed(self, request: HttpRequest) -> HttpResponseBase:
        """The next events of the list, small, for a frame on another site."""
        directory: Any = self.directory(request)
        events = directory.coming_records(directory.records.for_cards(), EMBEDDED)
        return _framed(request, {"page": self, "events": events, "list_url": self._address("", directory)})

    @path("<slug:slug>/embed.html/")
    def embed_event(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """One event, small, for a frame on another site."""
        return _framed(request, {"page": self, "events": [self._public_event(slug)], "list_url": self.address})


class VenueIndexPage(RecordIndexPage):
    """The directory of venues."""

    record_model = "events.Venue"
    directory_class = VenueDirectory

    class Meta:
        verbose_name = _("list of venues")
        verbose_name_plural = _("lists of venues")
