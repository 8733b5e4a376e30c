"""Registrations of the search app with Wagtail: its menu, synonyms, promoted results, statistics."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.models import register_snippet

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
