"""The search app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Public search over whatever the apps' ``search_index`` modules register."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        autodiscover_modules("search_index")
        from hub.health import register
        from search import checks, labels, promotions, signals, synonyms  # noqa: F401
        from search.health import search_health

        signals.connect()
        register("search", search_health)
