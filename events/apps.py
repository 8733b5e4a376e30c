"""The events app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Events and venues; ``search_index`` says how they are found."""

    name = "events"
    verbose_name = _("Events and venues")

    def ready(self) -> None:
        from events import structured_data

        structured_data.register_all()
