"""The intake's place in the admin: the addresses of its desk and its menu item."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from events.intake.desk import may_decide


@hooks.register("register_admin_urls")
def feed_desk_urls() -> list[URLPattern | URLResolver]:
    """What waits, one of it, decisions, fetching."""
    return [path("calendars/", include("events.intake.urls", namespace="feed_desk"))]


class FeedDeskMenuItem(MenuItem):
    """Seen by those who decide."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_decide(request.user)


@hooks.register("register_desk_menu_item")
def feed_desk_menu_item() -> MenuItem:
    """Below the queue."""
    address = reverse("feed_desk:waiting")
    return FeedDeskMenuItem(_("Events from calendars"), address, name="desk-feeds", icon_name="calendar", order=15)
