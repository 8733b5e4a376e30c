"""Where the accessibility statement is."""

from hub.addresses import address_book
from hub.models import SiteSettings


def statement_address(settings: SiteSettings, language: str) -> str:
    """The public page named in the settings, in ``language`` if it is translated; else its address elsewhere."""
    entry = address_book().in_language(settings.accessibility_page_id, language)
    return entry.url if entry else settings.accessibility_statement_url
