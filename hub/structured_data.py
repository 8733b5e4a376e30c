"""Structured data (schema.org, JSON-LD): a registry that apps fill in ``ready()``, and what their builders share."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from django.db.models import Model
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from wagtail.models import Page

from hub.bilingual import text_in
from hub.models import HomePage, Record, RecordIndexPage, StoryPage, Tag, Theme
from hub.sanitising import clean_source
from hub.search_documents import plain_text

DESCRIPTION_LENGTH = 200
# As in Django's json_script: nothing in the data can end the script element.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a builder may use beside its record: the language, the site, and what the page has loaded anyway."""

    language: str
    origin: str
    site_name: str = ""
    loaded: Mapping[str, Any] = field(default_factory=dict)

    def absolute(self, url: str | None) -> str:
        """``url`` with the site before it; nothing for no address."""
        return urljoin(self.origin, url) if url else ""


Build = Callable[[Any, Surroundings], dict[str, Any]]
_builders: dict[str, Build] = {}


def register(model: str, build: Build) -> None:
    """Say how the records of ``model`` (``"partners.Partner"``) are told; registering again replaces it."""
    _builders[model.lower()] = build


def structured_data(instance: Model, surroundings: Surroundings) -> dict[str, Any] | None:
    """The data of a record or page, with its context; ``None`` if nothing is said of its type."""
    build = _builders.get(instance._meta.label_lower) or (page_facts if isinstance(instance, Page) else None)
    return {"@context": "https://schema.org", **build(instance, surroundings)} if build else None


def filled(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that are known: nothing empty is said."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def short(text: str) -> str:
    """Plain text on one line, of at most 200 characters; what looks like markup in it is words, as on the page."""
    return Truncator(" ".join(text.split())).chars(DESCRIPTION_LENGTH)


def description_of(record: Record, language: str) -> str:
    """The summary of ``record``, or the beginning of its text."""
    return short(text_in(record, "lead", language) or plain_text(clean_source(text_in(record, "body", language))))


def reference(record: Record, kind: str, surroundings: Surroundings) -> dict[str, Any]:
    """Name and address of a record that another one names."""
    url = surroundings.absolute(record.get_url(surroundings.language))
    name = str(text_in(record, "title", surroundings.language))
    return filled({"@type": kind, "@id": url, "name": name, "url": url})


def record_facts(record: Record, kind: str, surroundings: Surroundings) -> dict[str, Any]:
    """What every record says of itself."""
    website = getattr(record, "website", "")
    return reference(record, kind, surroundings) | filled(
        {
            "description": description_of(record, surroundings.language),
            "image": surroundings.absolute(surroundings.loaded.get("image_url")),
            "sameAs": [website] if website else [],
        }
    )


def coordinates(place: Any) -> dict[str, Any]:
    """Latitude and longitude of ``place``, if they are known."""
    if place.latitude is None or place.longitude is None:
        return {}
    return {"@type": "GeoCoordinates", "latitude": float(place.latitude), "longitude": float(place.longitude)}


def page_facts(page: Page, surroundings: Surroundings) -> dict[str, Any]:
    """What a page says of itself: the site, a story, a list or just a page."""
    url = surroundings.absolute(surroundings.loaded.get("canonical"))
    facts = {
        "@id": url,
        "url": url,
        "inLanguage": surroundings.language,
        "description": short(page.search_description or getattr(page, "lead", "")),
        "image": surroundings.absolute(surroundings.loaded.get("image_url")),
    }
    if isinstance(page, HomePage):
        return filled(facts | {"@type": "WebSite", "name": surroundings.site_name, "potentialAction": _search(url)})
    if isinstance(page, StoryPage):
        publisher = {"@type": "Organization", "name": surroundings.site_name}
        dates = {"datePublished": page.date.isoformat(), "dateModified": _moment(page.last_published_at)}
        return filled(facts | {"@type": "Article", "headline": page.title, "publisher": publisher} | dates)
    kind = "CollectionPage" if isinstance(page, RecordIndexPage) else "WebPage"
    return filled(facts | {"@type": kind, "name": page.title})


def subject_facts(subject: Tag | Theme, surroundings: Surroundings) -> dict[str, Any]:
    """What a page of a tag or theme says: a collection on a subject."""
    loaded = surroundings.loaded
    url = surroundings.absolute(loaded.get("canonical"))
    facts: dict[str, Any] = {"@type": "CollectionPage", "@id": url, "url": url, "inLanguage": surroundings.language}
    facts |= {"name": str(subject), "description": loaded.get("description"), "about": str(subject)}
    return filled(facts | {"image": surroundings.absolute(loaded.get("image_url"))})


for _subject in ("hub.Tag", "hub.Theme"):
    register(_subject, subject_facts)


def _moment(value: Any) -> str:
    return value.isoformat(timespec="seconds") if value else ""


def _search(home_url: str) -> dict[str, Any]:
    target = {"@type": "EntryPoint", "urlTemplate": f"{home_url}search/?q={{search_term_string}}"}
    return {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}


def breadcrumbs(steps: list[tuple[str, str]]) -> dict[str, Any] | None:
    """The way from the home page as names and absolute addresses; ``None`` where there is no way to tell."""
    if len(steps) < 2:
        return None
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def as_script_text(data: Mapping[str, Any]) -> SafeString:
    """``data`` as JSON that is safe inside a script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False, default=str).translate(_ESCAPES))
