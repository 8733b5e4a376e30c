"""The partners app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    """Partners, cities and projects; ``search_index`` says how they are found."""

    name = "partners"
    verbose_name = _("Partners, cities and projects")

    def ready(self) -> None:
        from partners import structured_data

        structured_data.register_all()
