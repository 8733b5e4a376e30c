"""The sitemap: an index of sections, one for pages, one for each type of record, and for tags and themes."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.db.models import CharField, QuerySet, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from hub.addresses import index_url, public_pages
from hub.choices import Language
from hub.models import Record
from hub.querysets import public_q
from hub.relatives import with_default
from hub.subjects import record_types


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """An address, when it last changed, and the same in every language."""

    location: str
    lastmod: dt.datetime | None
    alternates: dict[str, str]


class HubSitemap(Sitemap[SitemapEntry]):
    """A section made of entries that know their alternates."""

    limit = 10_000

    @cached_property
    def entries(self) -> list[SitemapEntry]:
        """What the section lists; read once."""
        raise NotImplementedError

    def items(self) -> list[SitemapEntry]:
        return self.entries

    def location(self, item: SitemapEntry) -> str:
        return item.location

    def lastmod(self, item: SitemapEntry) -> dt.datetime | None:
        return item.lastmod

    def get_latest_lastmod(self) -> dt.datetime | None:
        """When the newest of its entries changed."""
        return max((entry.lastmod for entry in self.entries if entry.lastmod), default=None)

    def _urls(self, page: int | str, protocol: str, domain: str) -> list[dict[str, Any]]:
        # Django's own alternates would render every location once for each language and invent an x-default.
        urls: list[dict[str, Any]] = super()._urls(page, protocol, domain)  # type: ignore[misc]
        for url in urls:
            alternates = with_default(url["item"].alternates)
            url["alternates"] = [
                {"lang_code": code, "location": f"{protocol}://{domain}{location}"} for code, location in alternates
            ]
        return urls


class RecordSitemap(HubSitemap):
    """Every public record of one type, in every language with a public index page; one query."""

    def __init__(self, model: type[Record]) -> None:
        self.model = model

    @cached_property
    def entries(self) -> list[SitemapEntry]:
        bases = {code: index_url(self.model, code) for code in Language.values}
        found = self.model.objects.filter(public_q()).order_by("pk")
        rows = found.values_list("slug", "last_published_at", "first_published_at")
        entries = []
        for slug, last, first in rows if any(bases.values()) else ():
            urls = {code: f"{base}{slug}/" for code, base in bases.items() if base}
            entries += [SitemapEntry(url, last or first, urls) for url in urls.values()]
        return entries


class SubjectSitemap(HubSitemap):
    """Every tag or theme that a public record has, in the languages in which such a record is public; one query."""

    def __init__(self, url_name: str, *paths: str) -> None:
        self.url_name, self.paths = url_name, paths

    @cached_property
    def entries(self) -> list[SitemapEntry]:
        entries = []
        for key, labels in sorted(self._types_of_each().items()):
            urls = {code: self._url(key, code) for code in Language.values if labels & _labels_in(code)}
            entries += [SitemapEntry(url, None, urls) for url in urls.values()]
        return entries

    def _types_of_each(self) -> dict[str, set[str]]:
        """The types of the public records that each subject has, as labels."""
        found: dict[str, set[str]] = defaultdict(set)
        queries = [self._keys(model, path) for model in record_types() for path in self.paths]
        for key, label in queries[0].union(*queries[1:]) if queries else ():
            if key is not None:
                found[key].add(label)
        return found

    @staticmethod
    def _keys(model: type[Record], path: str) -> QuerySet[Any, Any]:
        label = Value(model._meta.label, CharField())
        public = model.objects.filter(public_q()).order_by()
        return public.annotate(subject_type=label).values_list(path, "subject_type").distinct()

    def _url(self, key: str, language: str) -> str:
        with translation.override(language):
            return reverse(self.url_name, args=[key])


def _labels_in(language: str) -> set[str]:
    return {model._meta.label for model in record_types() if index_url(model, language)}


class PageSitemap(HubSitemap):
    """Every public page of all languages; one query."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def entries(self) -> list[SitemapEntry]:
        urls: dict[Any, dict[str, str]] = {}
        pages = []
        for page in public_pages().filter(depth__gt=1).select_related("locale").order_by("path"):
            # A page of another site has an address of its own, with a host.
            if (url := page.get_url(self.request)) and url.startswith("/"):
                pages.append((url, page))
                urls.setdefault(page.translation_key, {})[page.locale.language_code] = url
        return [
            SitemapEntry(url, page.last_published_at or page.latest_revision_created_at, urls[page.translation_key])
            for url, page in pages
        ]


def sections(request: HttpRequest) -> dict[str, type[Sitemap[Any]] | Sitemap[Any]]:
    """Every section of the sitemap, by the word in its address."""
    records = {model._meta.model_name: RecordSitemap(model) for model in record_types()}
    subjects = {
        "tag": SubjectSitemap("hub:tag", "tagged_items__tag__slug"),
        "theme": SubjectSitemap("hub:theme", "themes__key", "tagged_items__tag__theme__key"),
    }
    return {"page": PageSitemap(request), **records, **subjects}


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """``/sitemap.xml``: where the sections are."""
    return views.index(request, sections(request), sitemap_url_name="web:sitemap_section")


def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """One section; 404 if there is none of that name."""
    found = sections(request)
    if section not in found:
        raise Http404
    return views.sitemap(request, {section: found[section]}, section=section)
