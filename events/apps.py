"""The events app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub import ties
from hub.searchable import SearchableType, register


class EventsConfig(AppConfig):
    """Registers events and venues with what can be found; events also with what ties partners and cities together."""

    name = "events"
    verbose_name = _("Events and venues")

    def ready(self) -> None:
        register(SearchableType(model="events.Event", card="components/event_card.html", order=4))
        register(SearchableType(model="events.Venue", order=5))
        from events import structured_data

        structured_data.register_all()
        ties.register(
            ties.TieSource(
                model="events.Event",
                partners=(ties.Part("events.EventPartner", "event", "partner"),),
                cities=(ties.Part("events.EventCity", "event", "city"), ties.Part("events.Event", "", "city")),
                start="start_date",
                end="end_date",
                goes_on=False,
            )
        )
