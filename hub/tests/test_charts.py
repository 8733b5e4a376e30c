"""Strip, month, bars and matrix: what they count, that their tables say the same, that hostile words stay words."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.graphics.bars import Bar, BarChart, Cell, Matrix, draw_bars, draw_matrix, letter
from hub.graphics.month import Entry, last_day, month_of, month_table, moved

TODAY = dt.date(2026, 11, 24)
HOSTILE = "<script>alert(1)</script>"


def entry(name, first, last=None, **values):
    return Entry(f"event-{name}", name, f"/en/events/{name}/", first, last or first, **values)


def test_a_month_has_whole_weeks_from_monday():
    month = month_table(dt.date(2026, 11, 1), [], today=TODAY)
    assert [len(week) for week in month.weeks] == [7] * 6
    assert month.weeks[0][0].date == dt.date(2026, 10, 26)
    assert not month.weeks[0][0].is_within
    assert [day.date.weekday() for day in month.weeks[0]] == list(range(7))
    assert [day.date for week in month.weeks for day in week if day.is_today] == [TODAY]


def test_an_event_stands_on_each_of_its_days():
    month = month_table(dt.date(2026, 11, 1), [entry("a", dt.date(2026, 11, 28), dt.date(2026, 12, 2))], today=TODAY)
    days = [day.date for week in month.weeks for day in week if day.entries]
    assert days == [dt.date(2026, 11, 28) + dt.timedelta(n) for n in range(5)]


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "20261-1", "2026-1", "x", "0001-01", "9999-12", "٢٠٢٦-11", "2026-11-01"]
)
def test_what_is_no_month_is_none(text):
    assert month_of(text) is None


def test_months_are_read_and_moved_within_the_years_shown():
    assert month_of("2026-11") == dt.date(2026, 11, 1)
    assert moved(dt.date(2026, 12, 1), 1) == dt.date(2027, 1, 1)
    assert moved(dt.date(2026, 1, 1), -1) == dt.date(2025, 12, 1)
    assert moved(dt.date(2199, 12, 1), 1) is None
    assert last_day(dt.date(2028, 2, 1)) == dt.date(2028, 2, 29)


def test_month_table_is_a_table_with_caption_headings_and_links():
    month = month_table(dt.date(2026, 11, 1), [entry(HOSTILE, TODAY)], today=TODAY)
    html = render_to_string("components/month_table.html", {"month": month, "page_url": "/en/events/"})
    assert "<caption>" in html
    assert html.count('<th scope="col">') == 7
    assert 'aria-current="date"' in html
    assert "<script>alert" not in html
    assert 'href="/en/events/&lt;script&gt;' in html


def test_a_bar_is_as_long_as_its_share_of_the_largest():
    svg = draw_bars(BarChart("Partners", "Sector", "Number", (Bar("A", 4, "4"), Bar("B", 1, "1"), Bar("C", 0, "0"))))
    assert [part.split('"')[0] for part in svg.split('class="bars__bar"')[1:]]
    widths = [found.get("width") for found in ElementTree.fromstring(svg).iter() if found.get("class") == "bars__bar"]  # noqa: S314
    assert widths == ["100%", "25%", "0%"]


def test_bars_of_nothing_divide_by_nothing():
    assert "100%" in draw_bars(BarChart("x", "y", "z", (Bar("A", 0, "0"), Bar("B", -3, "−3"))))
    assert draw_bars(BarChart("x", "y", "z", ())).startswith("<svg")


def test_bar_chart_has_the_same_as_a_table():
    chart = BarChart("Partners", "Sector", "Number", (Bar("Business", 4, "4", "/en/partners/?sector=business"),))
    html = render_to_string("components/bar_chart.html", {"chart": chart})
    assert '<th scope="row">Business</th>' in html
    assert '<a href="/en/partners/?sector=business">4</a>' in html


def cells(*rows):
    return tuple(tuple(Cell(value, str(value)) for value in row) for row in rows)


def test_matrix_draws_a_disc_for_each_value_and_names_them_in_the_table():
    matrix = Matrix("Goals", ("One", "Two"), ("Here", "There", "Nowhere"), cells((1, 4, 0), (0, 0, 2)))
    svg = draw_matrix(matrix)
    assert svg.count('class="matrix__disc"') == 3
    assert svg.count('class="matrix__empty"') == 3
    html = render_to_string("components/matrix.html", {"matrix": matrix})
    assert html.count('<th scope="col">') == 3
    assert html.count('<th scope="row">') == 2
    assert html.count('<td class="is-number">') == 6


def test_matrix_without_all_its_cells_is_refused():
    with pytest.raises(ValueError, match="cell for each column"):
        Matrix("x", ("One",), ("A", "B"), cells((1,)))


def test_letters_count_as_in_spreadsheets():
    assert [letter(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40), st.floats(0, 1e9))
def test_any_words_give_well_formed_drawings(word, value):
    bars = draw_bars(BarChart(word, word, word, (Bar(word, value, word, word),)))
    ElementTree.fromstring(bars)  # noqa: S314
    ElementTree.fromstring(draw_matrix(Matrix(word, (word,), (word,), ((Cell(value, word),),))))  # noqa: S314


def test_strip_is_a_list_of_frames_that_can_be_reached_by_keyboard():
    frames = [{"date": "2019", "title": HOSTILE, "text": "Text", "url": "/en/x/"}, {"date": "2027", "title": "Report"}]
    html = render_to_string(
        "components/timeline_strip.html", {"frames": frames, "label": "The road", "frame_heading": "h3"}
    )
    assert html.count('<li class="strip__frame">') == 2
    assert 'tabindex="0" role="group" aria-label="The road"' in html
    assert "<script>alert" not in html
