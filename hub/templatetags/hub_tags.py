"""Template tags and filters of the base app."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hub.bilingual import BilingualText, active_language

register = template.Library()


@register.filter
def marked(text: str) -> SafeString | str:
    """``text``, within a ``lang`` span if it had to fall back to the other language."""
    language = getattr(text, "language", None)
    if isinstance(text, BilingualText) and text and language != active_language():
        return format_html('<span lang="{}">{}</span>', language, str(text))
    return str(text)
