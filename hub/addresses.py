"""Where pages and records are found: one reading of the site's upper pages for each request.

A record is served by the index page of its type, one for each language. Lists, cards, menus and feeds all
ask for those addresses; inside a request they are read once (two queries), outside of one each time, so that a
long-running worker never answers from yesterday's tree.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, cast

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A page of the upper levels, in one language."""

    page_id: int
    title: str
    url: str
    language: str
    in_menu: bool
    record_label: str = ""


@dataclass(slots=True)
class AddressBook:
    """The public home and its public children in every language."""

    entries: list[MenuEntry] = field(default_factory=list)
    index_urls: dict[tuple[str, str], str] = field(default_factory=dict)

    def menu(self, language: str) -> list[MenuEntry]:
        """What the navigation shows in ``language``, in tree order."""
        return [entry for entry in self.entries if entry.language == language and entry.in_menu]


_current: ContextVar[list[AddressBook] | None] = ContextVar("address_book", default=None)


def _read_book() -> AddressBook:
    from django.apps import apps
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Locale, Page

    from hub.models.pages import RecordIndexPage

    index_models = [model for model in apps.get_models() if issubclass(model, RecordIndexPage)]
    types = ContentType.objects.get_for_models(*index_models)
    labels = {content_type.id: cast(Any, model).record_label() for model, content_type in types.items()}
    languages = {locale.id: locale.language_code for locale in Locale.objects.all()}
    book = AddressBook()
    pages = Page.objects.live().public().filter(depth__lte=3).order_by("path")
    for page in pages.only(
        "title", "path", "depth", "url_path", "locale_id", "content_type_id", "show_in_menus", "expire_at"
    ):
        if page.expire_at and page.expire_at <= timezone.now():
            continue
        url = page.get_url()
        if not url:
            continue
        label = labels.get(page.content_type_id, "")
        language = languages[page.locale_id]
        book.entries.append(MenuEntry(page.id, page.title, url, language, page.show_in_menus, label))
        if label:
            book.index_urls.setdefault((label, language), url)
    return book


@contextmanager
def one_reading() -> Iterator[None]:
    """Within the block the address book is read at most once."""
    token = _current.set([])
    try:
        yield
    finally:
        _current.reset(token)


def address_book() -> AddressBook:
    """The address book of this request, or a fresh one outside of a request."""
    held = _current.get()
    if held is None:
        return _read_book()
    if not held:
        held.append(_read_book())
    return held[0]


def index_url(model: type[Model], language: str) -> str | None:
    """The address of the public index page that serves ``model`` in ``language``, or ``None``."""
    return address_book().index_urls.get((model._meta.label_lower, language))


class AddressBookMiddleware:
    """Reads the address book once for each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_reading():
            return self.get_response(request)
