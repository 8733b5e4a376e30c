"""Start-up checks of the base app."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from hub.role_sync import unknown_rights


@register()
def check_roles(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The table of roles names only permissions that exist."""
    return [
        Error(
            f"hub/roles.py names the permission “{right}”, which no installed model has.",
            hint="Correct the name in the table, or install the app it belongs to.",
            id="hub.E001",
        )
        for right in unknown_rights()
    ]
