"""Registrations of the search app with Wagtail: its menu, synonyms, promoted results, statistics."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.models import register_snippet

from search import admin_views
from search.viewsets import MENU_HOOK, SNIPPETS, SearchDayViewSet

for viewset in SNIPPETS:
    register_snippet(viewset)

search_menu = Menu(register_hook_name=MENU_HOOK)


@hooks.register("register_admin_menu_item")
def search_menu_item() -> MenuItem:
    """What people find and how."""
    return SubmenuMenuItem(_("Search"), search_menu, name="search", icon_name="search", order=130)


@hooks.register("register_admin_viewset")
def statistics_viewset() -> SearchDayViewSet:
    """What people searched for."""
    return SearchDayViewSet()


@hooks.register("register_admin_urls")
def state_url() -> list[URLPattern]:
    """The state of the index."""
    return [path("search-index/", admin_views.state, name="search_index_state")]


class StateMenuItem(MenuItem):
    """Seen by those who may see the statistics."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(admin_views.RIGHT)


@hooks.register(MENU_HOOK)
def state_menu_item() -> MenuItem:
    """Below synonyms."""
    return StateMenuItem(
        _("State of the index"), reverse("search_index_state"), name="search-index", icon_name="cogs", order=400
    )
