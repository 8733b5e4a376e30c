"""Where pages and records are found: one reading of the site's upper pages for each request.

A record is served by the index page of its type, one for each language. Lists, cards, menus and feeds all
ask for those addresses. Inside a request one small query says whether the book in memory is still right, outside of one
it is read each time, so that a long-running worker never answers from yesterday's tree.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils import timezone
from wagtail.signals import post_page_move

from hub.held import Held, look_again


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A public page of the upper levels (home and its children), in one language.

    ``record_label`` is the record type that the page serves, as ``app.model``; empty for other pages.
    """

    page_id: int
    model: type[Any]
    title: str
    url: str
    locale: Any
    in_menu: bool
    is_home: bool
    translation_key: str
    path: str
    language: str
    record_label: str


@dataclass(slots=True)
class AddressBook:
    """The public home and its public children in every language."""

    entries: list[TreeEntry] = field(default_factory=list)
    good_until: dt.datetime | None = None  # when the first of the pages expires
    _indexes: dict[tuple[str, str], TreeEntry] = field(default_factory=dict)

    def add(self, entry: TreeEntry) -> None:
        """Add a page below those that are there."""
        self.entries.append(entry)
        if entry.record_label:
            self._indexes.setdefault((entry.record_label, entry.language), entry)

    def menu(self, language: str) -> list[TreeEntry]:
        """What the navigation shows in ``language``, in tree order."""
        return [entry for entry in self.entries if entry.language == language and entry.in_menu and not entry.is_home]

    def index_of(self, record_label: str, language: str) -> TreeEntry | None:
        """The page that serves a record type in ``language``."""
        return self._indexes.get((record_label, language))

    def at(self, url: str) -> TreeEntry | None:
        """The page at an address."""
        return next((entry for entry in self.entries if entry.url == url), None)

    def page(self, page_id: int) -> TreeEntry | None:
        """The page with an identity."""
        return next((entry for entry in self.entries if entry.page_id == page_id), None)

    def translations(self, entry: TreeEntry) -> list[TreeEntry]:
        """The same page in the other languages."""
        return [e for e in self.entries if e.translation_key == entry.translation_key and e is not entry]

    def in_language(self, page_id: int | None, language: str) -> TreeEntry | None:
        """The page with an identity, as it is in ``language``; as it is if there is no such translation."""
        entry = self.page(page_id) if page_id else None
        return self.by_language(entry.translation_key).get(language, entry) if entry else None

    def by_language(self, translation_key: str) -> dict[str, TreeEntry]:
        """The pages that say the same, by language."""
        return {entry.language: entry for entry in self.entries if entry.translation_key == translation_key}

    def home(self, language: str) -> TreeEntry | None:
        """The public home in ``language``."""
        return next((entry for entry in self.entries if entry.is_home and entry.language == language), None)

    def page_of(self, model: type[Any], language: str) -> TreeEntry | None:
        """The first public page of a type in ``language``."""
        return next((e for e in self.entries if e.language == language and e.model is model), None)

    def indexes(self, language: str) -> list[TreeEntry]:
        """The public lists of records in ``language``, in tree order."""
        return [entry for entry in self.entries if entry.language == language and entry.record_label]

    def above(self, path: str) -> list[TreeEntry]:
        """The pages above tree position ``path``, uppermost first."""
        return [entry for entry in self.entries if path != entry.path and path.startswith(entry.path)]


_current: ContextVar[list[AddressBook] | None] = ContextVar("address_book", default=None)


def public_pages() -> QuerySet[Any]:
    """The pages that a visitor may see: live, unexpired, behind no privacy wall; the walls are one subquery."""
    from wagtail.models import Page, PageViewRestriction

    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    walls = PageViewRestriction.objects.annotate(below=path).filter(below__startswith=F("page__path"))
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    return Page.objects.live().filter(unexpired).exclude(Exists(walls))


def _public_upper_pages() -> QuerySet[Any]:
    """Home pages of the site in all languages and their children, as far as they are public."""
    from wagtail.models import Site

    homes = Site.objects.filter(is_default_site=True, root_page__translation_key=OuterRef("translation_key"))
    return (
        public_pages()
        .filter(depth__in=(2, 3))
        .annotate(is_home=Exists(homes))
        .select_related("locale")
        .order_by("path")
        .only(
            "title",
            "path",
            "depth",
            "url_path",
            "expire_at",
            "locale",
            "content_type",
            "show_in_menus",
            "translation_key",
        )
    )


def _read_book() -> AddressBook:
    from django.contrib.contenttypes.models import ContentType

    book = AddressBook()
    homes: dict[str, Any] = {}
    for page in _public_upper_pages():
        if page.is_home:
            homes[page.path] = page
        home = page if page.is_home else homes.get(page.path[: -page.steplen])
        model = ContentType.objects.get_for_id(page.content_type_id).model_class()
        if home is None or model is None:
            continue
        code = page.locale.language_code
        if page.expire_at and (book.good_until is None or page.expire_at < book.good_until):
            book.good_until = page.expire_at
        book.add(
            TreeEntry(
                page_id=page.pk,
                model=model,
                title=page.title,
                url=f"{get_script_prefix()}{code}/{page.url_path[len(home.url_path) :]}",
                locale=page.locale,
                in_menu=page.show_in_menus,
                is_home=page.is_home,
                translation_key=str(page.translation_key),
                path=page.path,
                language=code,
                record_label=_record_label(model),
            )
        )
    return book


def _record_label(model: type[Any]) -> str:
    """The record type that pages of ``model`` serve, as ``app.model``; empty for other pages."""
    label = getattr(model, "record_label", None)
    return str(label()) if label else ""


@contextmanager
def one_reading() -> Iterator[None]:
    """Within the block the address book is read at most once."""
    token = _current.set([])
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def fresh_reading() -> Iterator[None]:
    """Within the block the address book is the one of this transaction, read now and not taken from memory.

    For what is written because the tree has just changed: of two receivers of one change, one may be told before the
    other that renews what is held.
    """
    token = _current.set([_read_book()])
    try:
        yield
    finally:
        _current.reset(token)


_held_book: Held[AddressBook] = Held(
    "address book", _read_book, "wagtailcore.page", "wagtailcore.pageviewrestriction", "wagtailcore.site"
)
_held_book.renew_on(post_page_move)


def _book_in_memory() -> AddressBook:
    book = _held_book.get()
    if book.good_until is not None and book.good_until <= timezone.now():
        _held_book.forget()
        book = _held_book.get()
    return book


@contextmanager
def held_reading() -> Iterator[None]:
    """Within the block the address book comes from memory: for pages that show menus from it, but nothing private."""
    token = _current.set([_book_in_memory()])
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
        look_again()
        held.append(_book_in_memory())
    return held[0]


def index_url(model: type[Model], language: str) -> str | None:
    """The address of the public index page that serves ``model`` in ``language``, or ``None``."""
    entry = address_book().index_of(model._meta.label_lower, language)
    return entry.url if entry else None


class AddressBookMiddleware:
    """Reads the address book once for each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_reading():
            return self.get_response(request)
