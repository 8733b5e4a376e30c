"""The hub app: the base every other app stands on."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class HubConfig(AppConfig):
    """The base app."""

    name = "hub"
    verbose_name = _("Hub")

    def ready(self) -> None:
        """Load the start-up checks and the receivers; notice what changes; let every connection know the alphabet.

        Wagtail's hooks are loaded in every process: snippets are registered there, and a shell, command or worker
        that doesn't know of them would write and delete records past the reference index.
        """
        from wagtail.hooks import search_for_hooks

        from hub import checks, gone_rows, held, own_data, retention  # noqa: F401
        from hub.accounts import second_factor, signals  # noqa: F401
        from hub.directory_watch import watch_directories
        from hub.ordering import add_collation

        held.connect()
        gone_rows.forgive()
        watch_directories()
        own_data.register_all()
        retention.register_all()
        connection_created.connect(add_collation, dispatch_uid="hub.ordering")
        search_for_hooks()
