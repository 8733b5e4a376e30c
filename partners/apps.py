"""The partners app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub import ties
from hub.set_aside import register_set_aside


class PartnersConfig(AppConfig):
    """Partners, cities and projects, and what ties them together. ``search_index`` says how they are found."""

    name = "partners"
    verbose_name = _("Partners, cities and projects")

    def ready(self) -> None:
        from partners import personal_data, proposable, signals, structured_data, workflow_mails
        from partners.desk import queue
        from partners.filters import CityMapDirectory
        from partners.services.closed_proposals import came_to_nothing

        structured_data.register_all()
        personal_data.register_all()
        proposable.register_all()
        signals.connect()
        workflow_mails.connect()
        register_set_aside(came_to_nothing)
        queue.register_all()
        ties.register_actors(ties.Actors(model="partners.Partner", sector="sector"))
        ties.register_places(ties.Places(model="partners.City", directory=CityMapDirectory))
        ties.register(
            ties.TieSource(
                model="partners.Project",
                partners=(ties.Part("partners.ProjectPartner", "project", "partner"),),
                cities=(ties.Part("partners.ProjectCity", "project", "city"),),
                start="start",
                end="end",
                goes_on=True,
            )
        )
