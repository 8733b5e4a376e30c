"""How pages are found: content pages and stories."""

from typing import Any

from hub.bilingual import BilingualText
from hub.models import ContentPage, StoryPage
from hub.search_documents import picture_of, plain_text
from hub.searchable import SearchableType, SearchDocument, register


def _written_in(page: Any, language: str) -> str:
    """The language of a page's text: an alias shows the text of its source until somebody translates it."""
    source = page.alias_of
    return str(source.locale.language_code) if source is not None else language


def page_document(page: Any, language: str, **facts: Any) -> SearchDocument:
    """The document of a page with a body of blocks."""
    written = _written_in(page, language)
    body = " ".join(plain_text(text) for text in page.body.stream_block.get_searchable_content(page.body))
    return SearchDocument(
        title=BilingualText(page.title, written),
        lead=BilingualText(page.lead, written),
        body=BilingualText(body, written),
        url=page.get_url() or "",
        kicker=str(page._meta.verbose_name),
        expires_at=page.expire_at,
        picture=picture_of(page.image),
        drawing=page.slug,
        **facts,
    )


def build_content_page(page: ContentPage, language: str) -> SearchDocument:
    """A content page."""
    return page_document(page, language)


def build_story(page: StoryPage, language: str) -> SearchDocument:
    """A story, with its day."""
    return page_document(page, language, start=page.date, facets={"year": (str(page.date.year),)})


register(SearchableType(model="hub.StoryPage", build=build_story, order=6))
register(SearchableType(model="hub.ContentPage", build=build_content_page, order=7))
