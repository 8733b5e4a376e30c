"""The partners app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub.searchable import SearchableType, register


class PartnersConfig(AppConfig):
    """Registers partners, cities and projects with what can be found."""

    name = "partners"
    verbose_name = _("Partners, cities and projects")

    def ready(self) -> None:
        for order, model in enumerate(("partners.Partner", "partners.City", "partners.Project"), start=1):
            register(SearchableType(model=model, order=order))
        from partners import personal_data, proposable, signals, structured_data
        from partners.desk import queue

        structured_data.register_all()
        personal_data.register_all()
        proposable.register_all()
        signals.connect()
        queue.register_all()
