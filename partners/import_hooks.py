"""The import's place in the admin: its addresses and its menu item."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from partners.import_views import import_address, may_import


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern | URLResolver]:
    """Upload, preview, template."""
    return [path("partners/import/", include("partners.urls_admin", namespace="partners_admin"))]


class ImportMenuItem(MenuItem):
    """Seen by those who may import."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


@hooks.register("register_catalogue_menu_item")
def import_menu_item() -> MenuItem:
    """Among the records, below partners."""
    return ImportMenuItem(_("Import partners"), import_address(), name="import-partners", icon_name="upload", order=900)
