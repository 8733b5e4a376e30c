"""The events app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub.searchable import SearchableType, register


class EventsConfig(AppConfig):
    """Registers events and venues with what can be found."""

    name = "events"
    verbose_name = _("Events and venues")

    def ready(self) -> None:
        register(SearchableType(model="events.Event", card="components/event_card.html", order=4))
        register(SearchableType(model="events.Venue", order=5))
        from events import proposable, structured_data

        structured_data.register_all()
        proposable.register_all()
