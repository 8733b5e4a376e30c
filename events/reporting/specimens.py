"""Specimens of the components that show figures, for the style page."""

from typing import Any

from django.core.paginator import Paginator

from events.reporting.figures.facts import Axis
from events.reporting.figures.lists import ListRow
from events.reporting.figures.numbers import count
from events.reporting.figures.shapes import Figure, FigureTable
from events.reporting.figures.view import FiguresPage, shown_figure, usual_period
from hub.specimens.props import LONG_TEXT, LONG_TITLE, WORD
from hub.styleguide import Specimen, register


def _figure(title: str, text: str, values: list[int], notes: tuple[str, ...]) -> dict[str, Any]:
    rows = tuple((title, count(value, "activities")) for value in values)
    figure = Figure("specimen", title, text, (FigureTable(title, (title, title), rows),), bars=1, notes=notes)
    return {"shown": shown_figure(figure, "/en/figures/list/", usual_period()), "heading": "h3"}


def _filter(problem: str) -> dict[str, Any]:
    return {"page": FiguresPage(usual_period(), Axis.PRIORITY, Axis.OBJECTIVE, (), problem)}


def _rows(titles: list[str]) -> dict[str, Any]:
    rows = [(ListRow(title, None, None, 12, None), "/en/events/") for title in titles]
    page = Paginator(rows, 200).get_page(1)
    numbers = {"count": len(rows), "total": 12 * len(rows), "has_amounts": True}
    return {"rows": rows, "page": page, "query": "", "period": "2024"} | numbers


register(
    Specimen(
        "components/figure.html",
        lambda: _figure(WORD, WORD, [], ()),
        lambda: _figure(LONG_TITLE, LONG_TEXT, [3, 0, 12], (LONG_TITLE,)),
    ),
    Specimen("components/figure_filter.html", lambda: _filter(""), lambda: _filter("period")),
    Specimen("components/figure_rows.html", lambda: _rows([]), lambda: _rows([WORD, LONG_TITLE])),
)
