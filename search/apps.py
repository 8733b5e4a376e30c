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
        from hub import search_statistics
        from hub.health import register
        from search import checks, labels, promotions, signals, synonyms  # noqa: F401
        from search.health import search_health
        from search.statistics import searches_for_tags

        signals.connect()
        register("search", search_health)
        search_statistics.register(searches_for_tags)
