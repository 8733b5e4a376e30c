"""Tags of the page's head and of the language switch."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.utils.http import urlencode
from wagtail.admin.admin_url_finder import AdminURLFinder

from hub.addresses import address_book
from hub.bilingual import active_language
from hub.choices import Language
from hub.head import head_of
from hub.relatives import relatives

register = template.Library()
# Each language is named in itself, so that its readers find it.
NATIVE_NAMES = {Language.DANISH: "Dansk", Language.ENGLISH: "English"}


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same in another language, or the nearest thing above it that there is."""

    language: str
    name: str
    url: str
    is_same: bool


@register.inclusion_tag("components/head_links.html", takes_context=True)
def head_links(context: Any) -> dict[str, Any]:
    """Canonical address, languages, description, social card and structured data of ``record``, ``page`` or view."""
    if "request" not in context or context.get("is_preview") or getattr(context["request"], "is_preview", False):
        return {"head": None}
    return {"head": head_of(context)}


@register.simple_tag(takes_context=True)
def language_links(context: Any) -> list[LanguageLink]:
    """A link for each other language; a list keeps its query string, except the page number."""
    if "request" not in context:
        return []
    codes = [code for code, _ in settings.LANGUAGES if code != active_language()]
    return [link for code in codes if (link := _language_link(context, code))]


def _language_link(context: Any, code: str) -> LanguageLink | None:
    name = NATIVE_NAMES[Language(code)]
    family = relatives(context)
    if url := family.translations.get(code):
        kept = [
            (key, value)
            for key, values in context["request"].GET.lists()
            for value in values
            if key not in ("page", "language")
        ]
        joint = "&" if "?" in url else "?"
        query = f"{joint}{urlencode(kept)}" if kept and context.get("record") is None else ""
        return LanguageLink(code, name, url + query, is_same=True)
    book = address_book()
    for crumb in reversed(family.above):
        if entry := book.by_language(crumb.translation_key).get(code):
            return LanguageLink(code, name, entry.url, is_same=False)
    home = book.home(code)
    return LanguageLink(code, name, home.url, is_same=False) if home else None


@register.inclusion_tag("components/edit_link.html", takes_context=True)
def edit_link(context: Any) -> dict[str, Any]:
    """The way to the editor of what is shown, for those who may edit it. Wagtail's own bar needs inline code."""
    user = getattr(context.get("request"), "user", None)
    shown = context.get("record") or context.get("page")
    if shown is None or shown.pk is None or user is None or not user.has_perm("wagtailadmin.access_admin"):
        return {"url": None}
    return {"url": AdminURLFinder(user).get_edit_url(shown)}
