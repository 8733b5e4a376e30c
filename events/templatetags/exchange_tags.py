"""Where the exchange balance is."""

from django import template

from events.models import ExchangePage
from hub.addresses import address_book
from hub.bilingual import active_language

register = template.Library()


@register.simple_tag
def exchange_url() -> str:
    """Its address in the reader's language, or nothing."""
    entry = address_book().page_of(ExchangePage, active_language())
    return entry.url if entry else ""
