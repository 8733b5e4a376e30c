"""From a record or page to its entries: asked of the database each time, so that it may be done again at will."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.utils import timezone, translation
from wagtail.models import Page

from hub.bilingual import BilingualText
from hub.choices import Language
from hub.models import Record
from hub.searchable import SearchableType, SearchDocument, type_with_key
from search.analysis.tokens import analysed
from search.engines.base import BODY, LEAD, NAMES, TAGS, TITLE
from search.keys import instances_of
from search.models import SearchEntry

LONGEST_BODY = 20_000  # characters kept for snippets


def entries_of(key: str) -> list[SearchEntry]:
    """The entries that ``key`` should have now, unsaved; none if it is not public in any language.

    Asked within a ``fresh_reading``, so that addresses and walls are those of this transaction.
    """
    described = [
        (searchable, language, document)
        for searchable, instance in instances_of(key)
        for language in _public_languages(instance)
        if (document := _describe(searchable, instance, language)) is not None
    ]
    own_languages = sorted({document.title.language for _, _, document in described})
    return [entry_of(key, *description, own_languages) for description in described]


def _public_languages(instance: Any) -> Iterator[str]:
    if isinstance(instance, Record):
        yield from (
            code for code in Language.values if type(instance).objects.public(code).filter(pk=instance.pk).exists()
        )
    elif _is_public_page(instance):
        yield instance.locale.language_code


def _is_public_page(page: Page) -> bool:
    unexpired = page.expire_at is None or page.expire_at > timezone.now()
    return page.live and unexpired and not page.get_view_restrictions().exists() and page.get_url() is not None


def _describe(searchable: SearchableType, instance: Model, language: str) -> SearchDocument | None:
    if searchable.build is None:
        return None
    with translation.override(language):
        return searchable.build(instance, language)


def entry_of(
    key: str, searchable: SearchableType, language: str, document: SearchDocument, own_languages: list[str]
) -> SearchEntry:
    """The entry, unsaved, of a thing in one language; ``own_languages`` are those that it has texts in."""
    facets = {name: sorted(values) for name, values in document.facets.items() if values}
    shown_as = searchable.shown_as or searchable.key
    facets |= {"type": [shown_as], "language": own_languages}
    return SearchEntry(
        key=key,
        language=language,
        type=shown_as,
        title=str(document.title),
        lead=str(document.lead),
        body=str(document.body)[:LONGEST_BODY],
        url=document.url,
        place=document.place,
        start=document.start,
        end=document.end,
        latitude=document.latitude,
        longitude=document.longitude,
        expires_at=document.expires_at,
        facets=facets,
        words=_words(document, searchable),
        card=_card(document),
    )


def _words(document: SearchDocument, searchable: SearchableType) -> dict[str, list[list[str]]]:
    """The analysed text by part, each piece with its language (empty: any), as JSON keeps it.

    What kind of thing it is and the one place where it is say what it is about, as tags do (“Danish cities”); its
    years are names (“animation festival 2027”).
    """
    tag_texts = dict.fromkeys(word for tag in document.tags for word in tag.words)
    tag_texts |= dict.fromkeys((*_kinds(searchable), document.place))
    names = dict.fromkeys((*document.names, *_years(document)))
    parts = {
        TITLE: [] if document.is_modest else _pieces([document.title]),
        TAGS: _in_any_language(tag_texts),
        NAMES: _in_any_language(names),
        LEAD: _pieces([document.lead, *([document.title] if document.is_modest else [])]),
        # Names of other things are in any language: in one piece with the body, words of theirs were taken for its own.
        BODY: [*_pieces([document.body]), *_in_any_language(document.related)],
    }
    return {part: kept for part, pieces in parts.items() if (kept := [piece for piece in pieces if piece[1]])}


def _years(document: SearchDocument) -> list[str]:
    """The years in which it happens; of what goes on for long the first and the last."""
    return sorted({str(day.year) for day in (document.start, document.end) if day})


def _kinds(searchable: SearchableType) -> list[str]:
    """What a record of the type and several are called, in both languages; a page is looked for by what it says."""
    if type_with_key(searchable.key) is None or not issubclass(model := searchable.model_class(), Record):
        return []
    names = []
    for language in Language.values:
        with translation.override(language):
            names += [str(model._meta.verbose_name), str(model._meta.verbose_name_plural)]
    return names


def _pieces(texts: Iterable[BilingualText]) -> list[list[str]]:
    return [[text.language, analysed(text, text.language)] for text in texts]


def _in_any_language(texts: Iterable[str]) -> list[list[str]]:
    return [["", analysed(text, "")] for text in dict.fromkeys(texts)]


def _card(document: SearchDocument) -> dict[str, Any]:
    return {
        "text_language": document.title.language,
        "kicker": document.kicker,
        "status": document.status,
        "tags": [{"slug": tag.slug, "label": tag.label} for tag in document.tags],
        "image": dict(document.picture),
        "drawing": document.drawing,
        "is_sample": document.is_sample,
        "precision": document.precision,
    }
