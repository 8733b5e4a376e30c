"""The search app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Public search over whatever is registered."""

    name = "search"
    verbose_name = _("Search")
