"""Components of directories and lists."""

from types import SimpleNamespace
from typing import Any

from hub.list_query import FacetView, Link, Option
from hub.specimens.props import LONG_TITLE
from hub.styleguide import Specimen, register
from hub.templatetags.page_tags import RecordCount


def _options(count: int) -> list[Option]:
    return [
        Option(f"value-{number}", LONG_TITLE if number == 1 else f"Value {number}", 120 - number, number == 0, "a=b")
        for number in range(count)
    ]


def _directory(**more: Any) -> dict[str, Any]:
    shown = SimpleNamespace(has_other_pages=False, number=1)
    empty = {"unknown": [], "chips": [], "total": 1, "page_missing": False, "page": shown, "sort_links": []}
    return {"directory": SimpleNamespace(**{**empty, **more}), "page_url": "#"}


def _pages() -> list[Link]:
    return [Link(label, "page=1", label == "5") for label in ("1", "…", "3", "4", "5", "6", "7", "…", "19")]


def _troubled() -> dict[str, Any]:
    chips = [("Sector", option) for option in _options(3)]
    shown = SimpleNamespace(number=19)
    return _directory(unknown=[("Sector", "<aviation>")], chips=chips, total=0, page_missing=True, page=shown)


COUNTS = [("Partners", 30), ("Cities", 408), ("Projects", 1600), ("Exchange events", 26_000)]

register(
    Specimen(
        "components/facet.html",
        lambda: {"facet": FacetView("facet-least", "Sector", _options(1))},
        lambda: {"facet": FacetView("facet-fullest", LONG_TITLE, _options(14), is_open=True)},
    ),
    Specimen(
        "components/facet_options.html",
        lambda: {"key": "options-least", "options": _options(1)},
        lambda: {"key": "options-fullest", "options": _options(6)},
    ),
    Specimen("components/directory_notices.html", _directory, _troubled),
    Specimen(
        "components/directory_sort.html",
        _directory,
        lambda: _directory(sort_links=[Link("Title", "", True), Link("Newest first", "sort=newest", False)]),
    ),
    Specimen(
        "components/pagination.html",
        _directory,
        lambda: _directory(page=SimpleNamespace(has_other_pages=True), page_links=_pages()),
    ),
    Specimen(
        "components/record_counts.html",
        lambda: {"counts": []},
        lambda: {"counts": [RecordCount(label, "#", count) for label, count in COUNTS]},
    ),
)
