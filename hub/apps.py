"""The hub app: the base every other app stands on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HubConfig(AppConfig):
    """The base app."""

    name = "hub"
    verbose_name = _("Hub")

    def ready(self) -> None:
        """Load the start-up checks and the receivers."""
        from hub import checks, own_data, retention  # noqa: F401
        from hub.accounts import second_factor, signals  # noqa: F401

        own_data.register_all()
        retention.register_all()
