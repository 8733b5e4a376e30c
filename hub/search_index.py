"""How pages are found: content pages, stories, and the pages that lead to everything else."""

from hub.models import ContentPage, HomePage, MapPage, NetworkPage, StoryIndexPage, StoryPage
from hub.search_documents import leading_page, page_document
from hub.searchable import SearchableType, SearchDocument, register


def build_content_page(page: ContentPage, language: str) -> SearchDocument:
    """A content page."""
    return page_document(page, language)


def build_story(page: StoryPage, language: str) -> SearchDocument:
    """A story, with its day."""
    return page_document(page, language, start=page.date, facets={"year": (str(page.date.year),)})


def build_home(page: HomePage, language: str) -> SearchDocument:
    """The front page: it bears the name of its city, which is to come before it."""
    return page_document(page, language, text="", is_modest=True)


register(SearchableType(model="hub.StoryPage", build=build_story, order=6))
register(SearchableType(model="hub.ContentPage", build=build_content_page, order=7))
register(SearchableType(model="hub.HomePage", build=build_home, order=8, shown_as="hub.contentpage"))
for model in (StoryIndexPage, MapPage, NetworkPage):
    register(leading_page(model._meta.label))
