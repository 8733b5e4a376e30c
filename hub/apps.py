"""The hub app: the base every other app stands on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HubConfig(AppConfig):
    """The base app."""

    name = "hub"
    verbose_name = _("Hub")

    def ready(self) -> None:
        """Load the start-up checks; notice what changes."""
        from hub import (
            checks,  # noqa: F401
            held,
        )

        held.connect()
