"""The events app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub import ties


class EventsConfig(AppConfig):
    """Events and venues; events tie partners and cities together. ``search_index`` says how they are found."""

    name = "events"
    verbose_name = _("Events and venues")

    def ready(self) -> None:
        from events import answer_privacy, personal_data, proposable, reminders, signals, structured_data
        from events.intake import queue

        structured_data.register_all()
        proposable.register_all()
        signals.connect()
        personal_data.register_all()
        reminders.register_all()
        queue.register_all()
        answer_privacy.register_all()
        ties.register(
            ties.TieSource(
                model="events.Event",
                partners=(ties.Part("events.EventPartner", "event", "partner"),),
                cities=(
                    ties.Part("events.EventCity", "event", "city"),
                    ties.Part("events.Event", "", "city"),
                    ties.Part("events.Delegation", "event", "city", (("people__came__gt", 0), ("state", "registered"))),
                ),
                start="start_date",
                end="end_date",
                goes_on=False,
            )
        )
