"""The desk's place in the admin: addresses, menu, styles, how its acts read in the history."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from hub.desk_queue import waiting_count
from partners.desk.views import may_see_desk

desk_menu = Menu(register_hook_name="register_desk_menu_item")


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """Queue, review, corrections, unconfirmed records."""
    return [path("moderation/", include("partners.desk.urls", namespace="desk"))]


class DeskMenu(SubmenuMenuItem):
    """Seen by those who moderate."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_desk(request.user)


class QueueMenuItem(MenuItem):
    """The queue, with how much waits."""

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if count := waiting_count():
            component.label = f"{self.label} ({count})"
        return component


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    """Before the catalogue: what others wait for comes first."""
    return DeskMenu(_("Moderation"), desk_menu, name="moderation", icon_name="tasks", order=105)


@hooks.register("register_desk_menu_item")
def queue_menu_item() -> MenuItem:
    """The queue."""
    return QueueMenuItem(_("Queue"), reverse("desk:queue"), name="desk-queue", icon_name="tasks", order=10)


@hooks.register("register_desk_menu_item")
def stale_menu_item() -> MenuItem:
    """What nobody has looked at for a year."""
    address = reverse("desk:stale_records")
    return MenuItem(_("Unconfirmed for a year"), address, name="desk-stale", icon_name="time", order=20)


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    """Two columns side by side."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))
