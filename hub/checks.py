"""Start-up checks of the base app."""

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DatabaseError

from hub.mail import is_real_address
from hub.models import SiteSettings
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


@register(deploy=True)
def check_contact(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Everybody who cannot read something finds whom to write to: the law asks for it in the statement."""
    try:
        found = SiteSettings.objects.filter(site__is_default_site=True).values_list("contact_email", flat=True).first()
    except DatabaseError:
        return []  # there is no database yet
    if is_real_address(found or ""):
        return []
    return [
        Warning(
            "The site has no contact e-mail; the accessibility statement leads readers to it.",
            hint="Fill in Settings › Site settings › Contact in the admin.",
            id="hub.W001",
        )
    ]
