"""What the walk goes to: every type of page and record, every named view, and states that look different.

Found in Django's own registries, so that a new type or view is walked without a line here. A kind is a word such as
``page hub.HomePage``; the atlas knows its address. Nothing here asks the database: pytest calls it while collecting.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern
from wagtail.models import Page

from hub.choices import Language
from hub.models import Record
from hub.searchable import all_types

LANGUAGES = tuple(Language.values)
# What other software serves (Wagtail's admin has tests of its own), and what only machines read.
OTHERS = ("/admin/", "/documents/", "/api/", "/media/", "/static/", "/_util/", "/.well-known/", "/__")
# Pages are walked by their types, not by the views that serve them.
MACHINES = (
    "web:",
    "hub:serve",
    "wagtail_serve",
    "set_language",
    "search:suggest",
    "search:feed",
)
# They take what a form sends, or answer scripts: no page belongs to them. ``preview_page`` is walked in its frame.
ACTIONS = tuple(
    f"portal:{name}"
    for name in (
        "autosave",
        "contact_remove",
        "invitation_withdraw",
        "join_withdraw",
        "leave",
        "member_role",
        "preview_page",
        "remove_answer_file",
        "reopen",
        "suggest",
        "withdraw",
    )
)
# Files that go with a page: downloads, calendars, PDFs.
FILES = (
    "portal:answer_file",
    "visits:csv",
    "visits:link_pack_ics",
    "visits:link_pack_pdf",
    "visits:pack_ics",
    "visits:pack_pdf",
    "visits:workbook",
)
# Views with arguments that the atlas finds an example for.
WITH_EXAMPLE = (
    "account_reset_password_from_key",
    "hub:contact_consent",
    "hub:suggest_correction",
    "hub:tag",
    "hub:theme",
    "portal:answer",
    "portal:answer_call",
    "portal:contacts",
    "portal:host_answer",
    "portal:host_answers",
    "portal:invitation",
    "portal:join_claim",
    "portal:member_remove",
    "portal:members",
    "portal:notice",
    "portal:preview",
    "portal:proposal",
    "visits:by_link",
    "visits:came",
    "visits:delegation",
    "visits:delegations",
    "visits:link_pack_html",
    "visits:pack_html",
    "visits:register",
)


@dataclass(frozen=True, slots=True)
class State:
    """A page that looks different with a query string: the kind it belongs to, and the query."""

    kind: str
    query: str


STATES = {
    "directory narrowed": State("page partners.PartnerIndexPage", "?sector=education&sector=business&sort=newest"),
    "directory, wrong value": State("page partners.PartnerIndexPage", "?sector=nonsense&sector=education"),
    "directory finds nothing": State("page events.EventIndexPage", "?year=1999&status=cancelled"),
    "directory, later page": State("page partners.CityIndexPage", "?page=2"),
    "calendar of a month": State("page events.EventIndexPage", "?view=month"),
    "search with hits": State("view search:results", "?q=animation"),
    "search without hits": State("view search:results", "?q=qzxwvk"),
}
ERRORS = ("error 404", "error 410")


def page_kinds() -> list[str]:
    """Every page type of ours."""
    models = [model for model in apps.get_models() if issubclass(model, Page)]
    return [f"page {model._meta.label}" for model in models if model._meta.app_label in settings.HUB_APPS]


def record_kinds() -> list[str]:
    """Every type of record twice: the one with most to show, and the one with least."""
    labels = [found.model for found in all_types() if issubclass(found.model_class(), Record)]
    return [f"{which} record {label}" for label in labels for which in ("fullest", "barest")]


def _named_routes(resolver: URLResolver, namespace: str = "", before: str = "/") -> Iterator[tuple[str, str]]:
    """Every named route as name and pattern, the language left out of the pattern."""
    for entry in resolver.url_patterns:
        prefix = "" if isinstance(entry.pattern, LocalePrefixPattern) else str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _named_routes(entry, inner, before + prefix)
        elif entry.name:
            yield namespace + entry.name, before + prefix


def _has_address(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def _our_views() -> set[str]:
    routes = _named_routes(get_resolver())
    skipped = (*MACHINES, *ACTIONS, *FILES)
    return {name for name, pattern in routes if not (pattern.startswith(OTHERS) or name.startswith(skipped))}


def view_kinds() -> list[str]:
    """Every named view that people may open: those without arguments, and those with an example."""
    return [f"view {name}" for name in sorted(_our_views()) if name in WITH_EXAMPLE or _has_address(name)]


def views_left_out() -> list[str]:
    """Named views that need an argument nobody gives: nothing walks them."""
    return [name for name in sorted(_our_views()) if name not in WITH_EXAMPLE and not _has_address(name)]


def state_kinds() -> list[str]:
    """The states of pages and views that exist."""
    known = {*page_kinds(), *view_kinds()}
    return [f"state {name}" for name, state in STATES.items() if state.kind in known]


def all_kinds() -> list[str]:
    """Everything to walk to."""
    return [*page_kinds(), *record_kinds(), *view_kinds(), *state_kinds(), *ERRORS]
