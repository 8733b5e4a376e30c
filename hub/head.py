"""What the head of a page says to machines: address, languages, description, social card, structured data."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page

from hub.bilingual import active_language, other_language, text_in
from hub.choices import Language
from hub.graphics.share_picture import HEIGHT, WIDTH
from hub.models import HubImage, Record, SiteSettings, StoryPage, Tag, Theme
from hub.relatives import Relatives, own_crumb, relatives, with_default
from hub.share_cards import share_card
from hub.structured_data import (
    Surroundings,
    as_script_text,
    breadcrumbs,
    description_of,
    short,
    structured_data,
)
from hub.subjects import subject_summary

SOCIAL_PICTURE = "fill-1200x630|format-jpeg"
Shown: TypeAlias = Record | Page | Tag | Theme
LOCALES = {Language.DANISH: "da_DK", Language.ENGLISH: "en_GB"}


@dataclass(frozen=True, slots=True)
class SocialPicture:
    """The picture of a social card."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Head:
    """Everything that ``components/head_links.html`` writes; addresses are absolute."""

    canonical: str
    alternates: list[tuple[str, str]]
    title: str
    site_name: str
    description: str
    kind: str
    locale: str
    other_locales: list[str]
    picture: SocialPicture | None
    scripts: list[SafeString]


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def canonical_path(request: HttpRequest) -> str:
    """The address without query string, except for the number of a list's page."""
    number = request.GET.get("page", "")
    is_later = number.isascii() and number.isdigit() and len(number) < 7 and int(number) > 1
    return f"{request.path}?page={int(number)}" if is_later else request.path


def _shown(context: Any) -> Shown | None:
    for name, kinds in (("record", Record), ("subject", Tag | Theme), ("page", Page)):
        if isinstance(shown := context.get(name), kinds):
            return shown
    return None


def _description(shown: Shown | None, context: Any, settings: SiteSettings) -> str:
    if isinstance(shown, Record):
        return description_of(shown, active_language())
    if isinstance(shown, Tag | Theme):
        return short(context.get("description") or subject_summary(shown, context.get("groups") or [], settings))
    said = (shown.search_description or getattr(shown, "lead", "")) if shown else ""
    return short(said or str(settings.claim))


def _title(shown: Shown | None, settings: SiteSettings) -> str:
    if isinstance(shown, Record):
        return str(text_in(shown, "title", active_language()))
    if isinstance(shown, Tag | Theme):
        return str(shown)
    return (shown.seo_title or shown.title) if shown else str(settings.hub_name)


def social_picture(shown: Shown, origin: str, hub_name: str) -> SocialPicture:
    """The picture of ``shown`` cut to the shape of social cards; without one, the one drawn from its words."""
    image: HubImage | None = getattr(shown, "image", None)
    if image is None:
        card = share_card(shown, hub_name, active_language())
        return SocialPicture(f"{origin}{card.address}", WIDTH, HEIGHT, card.words.title)
    rendition = get_rendition_or_not_found(image, SOCIAL_PICTURE)
    url = rendition.url if rendition.url.startswith("http") else f"{origin}{rendition.url}"
    return SocialPicture(url, rendition.width, rendition.height, str(image.default_alt_text))


def _scripts(context: Any, head_facts: dict[str, Any], family: Relatives, site_name: str) -> list[SafeString]:
    origin, shown = _origin(context["request"]), _shown(context)
    loaded = context.flatten() | head_facts
    surroundings = Surroundings(active_language(), origin, site_name, loaded)
    crumb = own_crumb(context)
    steps = [*family.above, crumb] if crumb else []
    found = [
        structured_data(shown, surroundings) if shown else None,
        breadcrumbs([(step.title, surroundings.absolute(step.url)) for step in steps]),
    ]
    return [as_script_text(data) for data in found if data]


def head_of(context: Any) -> Head:
    """The head of what the template ``context`` shows."""
    request, shown, language = context["request"], _shown(context), active_language()
    origin, settings, family = _origin(request), SiteSettings.for_request(request), relatives(context)
    canonical = origin + canonical_path(request)
    picture = social_picture(shown, origin, str(settings.hub_name)) if shown else None
    description = _description(shown, context, settings)
    facts = {
        "canonical": origin + request.path,
        "image_url": picture.url if picture else None,
        "description": description,
    }
    others = other_language(language)
    return Head(
        canonical=canonical,
        alternates=[(code, origin + url) for code, url in with_default(family.translations)],
        title=_title(shown, settings),
        site_name=str(settings.hub_name),
        description=description,
        kind="article" if isinstance(shown, StoryPage) else "website",
        locale=LOCALES[Language(language)],
        other_locales=[LOCALES[Language(others)]] if others in family.translations else [],
        picture=picture,
        scripts=_scripts(context, facts, family, str(settings.hub_name)),
    )
