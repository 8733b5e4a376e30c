"""The page that shows how exchange is spread over the world."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.models.graphic_pages import GraphicPage
from hub.models.site_settings import SiteSettings


class ExchangePage(GraphicPage):
    """Visits, events and projects by UNESCO region, country and city, in and out; the query string is its state."""

    template = "events/exchange_page.html"

    class Meta:
        verbose_name = _("exchange balance")
        verbose_name_plural = _("exchange balances")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The balance that the query string asks for, and the list behind one of its numbers."""
        from events.exchange_view import ExchangeView

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"exchange": ExchangeView(request.GET, SiteSettings.for_request(request))}
