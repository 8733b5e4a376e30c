"""Index pages: where events and venues are listed and served."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.filters import EventDirectory, VenueDirectory
from hub.models import RecordIndexPage


class EventIndexPage(RecordIndexPage):
    """The directory of events."""

    record_model = "events.Event"
    directory_class = EventDirectory

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Events are listed as a month, too."""
        return "events/event_index_page.html"

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")


class VenueIndexPage(RecordIndexPage):
    """The directory of venues."""

    record_model = "events.Venue"
    directory_class = VenueDirectory

    class Meta:
        verbose_name = _("list of venues")
        verbose_name_plural = _("lists of venues")
