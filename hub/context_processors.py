"""What every page's template knows: the menu and the other languages."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from hub.addresses import TreeEntry, address_book
from hub.bilingual import active_language


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A menu entry on one page."""

    title: str
    url: str
    is_here: bool
    is_exact: bool


def _shown(entry: TreeEntry, path: str) -> ShownEntry:
    return ShownEntry(entry.title, entry.url, path.startswith(entry.url), path == entry.url)


def hub(request: HttpRequest) -> dict[str, Any]:
    """``menu_entries``; read only where a template asks."""
    path = getattr(request, "path", "")
    return {
        "menu_entries": SimpleLazyObject(
            lambda: [_shown(entry, path) for entry in address_book().menu(active_language())]
        )
    }
