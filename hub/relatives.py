"""The relatives of a page or record: itself in the other language, and what lies above it.

Upper pages come from the address book, which a request has read anyway; only pages below those levels ask the
database, once.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import translate_url
from wagtail.models import Page

from hub.addresses import TreeEntry, address_book, public_pages
from hub.bilingual import active_language, text_in
from hub.choices import Language
from hub.models import Record, Tag, Theme


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way from the home page."""

    title: str
    url: str
    translation_key: str = ""


@dataclass(frozen=True, slots=True)
class Relatives:
    """``translations``: address by language, the own one included; ``above``: from home down to the parent."""

    translations: dict[str, str]
    above: list[Crumb]


def relatives_of_record(record: Record) -> Relatives:
    """The addresses of ``record`` in every language, and home and list above it; no query of its own."""
    urls = {language: record.get_url(language) for language in Language.values}
    book, language = address_book(), active_language()
    above = [entry for entry in (book.home(language), book.index_of(record._meta.label_lower, language)) if entry]
    return Relatives({code: url for code, url in urls.items() if url}, [_crumb(entry) for entry in above])


def relatives_of_page(page: Page, request: HttpRequest) -> Relatives:
    """The public translations of ``page`` and the public pages above it; one query below the upper levels."""
    book = address_book()
    languages = {entry.locale.pk: entry.language for entry in book.entries}
    translations = {code: entry.url for code, entry in book.by_language(str(page.translation_key)).items()}
    crumbs = {entry.path: _crumb(entry) for entry in book.above(page.path)}
    depth_of_book = 3
    if page.depth > depth_of_book:
        steps = range(depth_of_book + 1, page.depth)
        paths = [page.path[: depth * Page.steplen] for depth in steps]
        for found in public_pages().filter(Q(translation_key=page.translation_key) | Q(path__in=paths)):
            if (url := found.get_url(request)) and found.locale_id in languages:
                if found.translation_key == page.translation_key:
                    translations[languages[found.locale_id]] = url
                else:
                    crumbs[found.path] = Crumb(found.title, url, str(found.translation_key))
    return Relatives(translations, [crumbs[path] for path in sorted(crumbs)])


def relatives_of_view(request: HttpRequest) -> Relatives:
    """The same view in every language, for addresses that are neither page nor record."""
    match = getattr(request, "resolver_match", None)
    home = address_book().home(active_language())
    above = [_crumb(home)] if home else []
    if match is None or match.url_name in ("serve", "serve_file", "wagtail_serve"):
        return Relatives({}, above)
    if request.path.startswith("/account/"):  # the one part whose addresses carry no language
        return Relatives({code: f"{request.path}?language={code}" for code in Language.values}, above)
    urls = {code: translate_url(request.path, code) for code in Language.values}
    return Relatives({code: url for code, url in urls.items() if url.startswith(f"/{code}/")}, above)


def relatives(context: Any) -> Relatives:
    """The relatives of what the template ``context`` shows: its ``record``, else its ``page``, else its view."""
    request = context["request"]
    known: Relatives | None = getattr(request, "_hub_relatives", None)
    if known is None:
        record, page = context.get("record"), context.get("page")
        if isinstance(record, Record):
            known = relatives_of_record(record)
        elif isinstance(page, Page):
            known = relatives_of_page(page, request)
        else:
            known = relatives_of_view(request)
        request._hub_relatives = known
    return known


def _crumb(entry: TreeEntry) -> Crumb:
    return Crumb(entry.title, entry.url, entry.translation_key)


def own_crumb(context: Any) -> Crumb | None:
    """What the template ``context`` shows, as the last step of the way."""
    record, page = context.get("record"), context.get("page")
    if isinstance(record, Record):
        return Crumb(str(text_in(record, "title", active_language())), record.url or "")
    if isinstance(subject := context.get("subject"), Tag | Theme):
        return Crumb(str(subject), subject.get_absolute_url())
    return Crumb(page.title, context["request"].path) if isinstance(page, Page) else None


def with_default(translations: dict[str, str]) -> list[tuple[str, str]]:
    """hreflang and address of every translation, and ``x-default``: the default language, as ``/`` leads to it."""
    if len(translations) < 2:
        return []
    alternates = [(code, translations[code]) for code in Language.values if code in translations]
    return [*alternates, ("x-default", translations.get(settings.LANGUAGE_CODE, alternates[0][1]))]
