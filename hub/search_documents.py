"""What builders of search documents share: texts without markup, tags with their words, pictures, days, names."""

import datetime as dt
import html
import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from babel import Locale
from django.utils.html import strip_tags
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from hub.bilingual import BilingualText, text_in
from hub.choices import Language
from hub.models import HubImage, Record, Tag
from hub.querysets import public_or_none
from hub.searchable import NO_TEXT, SearchableType, SearchDocument, TagWords

logger = logging.getLogger(__name__)
PICTURE = "fill-400x225|format-webp"
YEARS_AT_MOST = 60  # of one thing; more is a slip in a date


def plain_text(markup: str) -> str:
    """Rich text without its markup, words of neighbouring blocks apart."""
    return " ".join(html.unescape(strip_tags(markup.replace("<", " <"))).split())


def plain(text: BilingualText) -> BilingualText:
    """A bilingual rich text without its markup."""
    return BilingualText(plain_text(text), text.language)


def tag_words(tags: Iterable[Tag]) -> tuple[TagWords, ...]:
    """Tags as search sees them, in the reader's language."""
    return tuple(TagWords(tag.slug, str(tag.label), tuple(tag.words)) for tag in tags)


def picture_of(image: HubImage | None) -> Mapping[str, Any]:
    """Address and size of a small picture; nothing if there is none or its file is broken."""
    if image is None:
        return {}
    try:
        rendition = image.get_rendition(PICTURE)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        logger.warning("no rendition for picture %s", image.pk)
        return {}
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height}


def country_names(code: str) -> tuple[str, ...]:
    """What a country (ISO 3166-1) is called in the hub's languages, by the CLDR; empty for no code."""
    names = (Locale(language).territories.get(str(code), "") for language in Language.values)
    return tuple(dict.fromkeys(name for name in names if name))


def years_between(start: dt.date | None, end: dt.date | None, *, open_until: dt.date | None = None) -> tuple[str, ...]:
    """Every year from ``start`` to ``end`` (or ``open_until``, or ``start``)."""
    if start is None:
        return ()
    last = max(end or open_until or start, start)
    return tuple(str(year) for year in range(start.year, min(last.year, start.year + YEARS_AT_MOST) + 1))


def public_ones(records: Iterable[Any]) -> list[Any]:
    """The records that a page in the active language links to; a description names no others."""
    return [record for record in records if public_or_none(record)]


def both_titles(records: Iterable[Any]) -> Iterator[str]:
    """The titles of public records in both languages, for finding one thing by another that it has to do with."""
    for record in public_ones(records):
        yield from (title for title in dict.fromkeys((record.title_da, record.title_en)) if title)


def themes_of(record: Record, tags: Iterable[Tag]) -> tuple[str, ...]:
    """The keys of a record's themes: its own, and those that its tags map to."""
    own = {theme.key for theme in record.themes.all()}
    return tuple(sorted(own | {tag.theme.key for tag in tags if tag.theme}))


def page_document(page: Any, language: str, *, text: str | None = None, **facts: Any) -> SearchDocument:
    """The document of a page with a body of blocks, or with ``text`` in place of them.

    An alias shows the text of its source until somebody translates it.
    """
    written = str(page.alias_of.locale.language_code) if page.alias_of is not None else language
    if text is None:
        text = " ".join(plain_text(piece) for piece in page.body.stream_block.get_searchable_content(page.body))
    return SearchDocument(
        title=BilingualText(page.title, written),
        lead=BilingualText(page.lead, written),
        body=BilingualText(text, written),
        url=page.get_url() or "",
        kicker=str(page._meta.verbose_name),
        expires_at=page.expire_at,
        picture=picture_of(page.image),
        drawing=page.slug,
        **facts,
    )


def _build_leading_page(page: Any, language: str) -> SearchDocument:
    return page_document(page, language, text="")


def leading_page(model: str) -> SearchableType:
    """The searchable type of a page that leads to others, a list or a picture: found by its title and lead."""
    return SearchableType(model=model, build=_build_leading_page, order=8, shown_as="hub.contentpage")


def record_document(
    record: Record,
    language: str,
    *,
    facets: Mapping[str, Iterable[str]] | None = None,
    related: Iterable[str] = (),
    **facts: Any,
) -> SearchDocument:
    """The document of a record: what all types share, with the type's own ``facets`` and ``facts``.

    ``related`` are names to find it by that its text need not mention; they count as much as its text and are in no
    passage of it.
    """
    tags = list(record.tags.select_related("theme"))
    own = {"theme": themes_of(record, tags), "tag": [tag.slug for tag in tags], **(facets or {})}
    return SearchDocument(
        title=text_in(record, "title", language),
        lead=text_in(record, "lead", language),
        body=plain(text_in(record, "body", language)),
        url=record.get_url(language) or "",
        related=tuple(sorted(dict.fromkeys(related))),
        tags=tag_words(tags),
        facets={key: tuple(dict.fromkeys(v for v in values if v)) for key, values in own.items()},
        expires_at=record.expire_at,
        picture=picture_of(record.image),
        drawing=record.slug,
        is_sample=record.is_sample,
        **{"kicker": getattr(record, "kicker", "") or record.type_name, **facts},
    )


__all__ = [
    "NO_TEXT",
    "both_titles",
    "country_names",
    "leading_page",
    "page_document",
    "picture_of",
    "plain_text",
    "public_ones",
    "public_or_none",
    "record_document",
    "tag_words",
    "themes_of",
    "years_between",
]
