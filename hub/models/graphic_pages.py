"""Pages that are pictures: the map of cities and the network of partners. The query string is their state."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.models.pages import BasePage
from hub.models.site_settings import SiteSettings


class GraphicPage(BasePage):
    """What both share: one of each, right below the home page."""

    parent_page_types = ["hub.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        abstract = True


class MapPage(GraphicPage):
    """The map of cities and what is done with them, with the same as a list."""

    template = "hub/map_page.html"

    class Meta:
        verbose_name = _("map")
        verbose_name_plural = _("maps")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The cities that the query string asks for."""
        from hub.atlas import Atlas

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"atlas": Atlas(request.GET, SiteSettings.for_request(request))}


class NetworkPage(GraphicPage):
    """The network of partners, with its measures and the same as a table."""

    template = "hub/network_page.html"

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The part of the network that the query string asks for."""
        from hub.network.view import NetworkView

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"network": NetworkView(request.GET)}
