"""Documents for tests: one with everything in it, and one that means harm."""

import datetime as dt
import io
from decimal import Decimal

from PIL import Image

from events.reporting.document import (
    Document,
    Drawing,
    Heading,
    Note,
    Paragraph,
    Picture,
    Run,
    Sheet,
    Table,
)
from hub.graphics.bars import Bar, BarChart, draw_bars

DAY = dt.date(2026, 11, 24)
HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> ]]> &amp; \x00\x08\x1b\ufffe\ud800 \u202egnp.exe\u202c שלום مرحبا"
)


def picture(width=40, height=30, mode="RGB") -> bytes:
    made = io.BytesIO()
    Image.new(mode, (width, height), "#c0270d").save(made, "PNG")
    return made.getvalue()


def chart() -> BarChart:
    return BarChart("Activities by year", "Year", "Activities", (Bar("2024", 3, "3"), Bar("2025", 5, "5")))


def full_document(language="en", **values) -> Document:
    table = Table("Evidence", ("Number", "What"), (("E7", "Press cutting"), ("E9", "Programme")), ("E7", "E9"))
    numbers = Table("Activities by year", ("Year", "Activities", "Spent"), ((2024, 3, Decimal("1234.5")),))
    blocks = (
        Heading("Executive summary"),
        Paragraph((Run("Viborg did a great deal.", (7, 9)), Run(" More came.", (7,)))),
        Heading("Local initiatives"),
        Heading("A festival", 2),
        Paragraph((Run("One thing.", (7,)),), "item"),
        Paragraph((Run("Another."),), "item"),
        Drawing(draw_bars(chart()), "Bars: activities by year", "Activities by year"),
        Picture(picture(), "A red square", "The square"),
        numbers,
        Heading("Annex"),
        table,
    )
    base = {
        "title": "Membership Monitoring Report",
        "subtitle": "2023–2027",
        "publisher": "Viborg",
        "language": language,
        "date": DAY,
        "name": "report",
        "blocks": blocks,
        "notes": (Note(7, "Press cutting", "https://example.org/a?b=c&d"), Note(9, "Programme")),
        "sheets": (Sheet("trend", "Trend by year", "Activities that count, by year.", (numbers,)),),
    }
    return Document(**(base | values))


def hostile_document(text=HOSTILE) -> Document:
    blocks = (
        Heading(text),
        Paragraph((Run(text, (1,)),)),
        Paragraph((Run(text),), "item"),
        Paragraph((Run(text),), "note"),
        Picture(b"not a picture", text, text),
        Picture(picture(), text, text),
        Table(text, (text, text), ((text, text), (1, Decimal("2.5"))), (text,)),
    )
    table = Table(text, (text,), ((text,),))
    return full_document(
        title=text,
        subtitle=text,
        publisher=text,
        blocks=blocks,
        notes=(Note(1, text, "https://example.org/?q=" + "<>\"'&"),),
        sheets=(Sheet("one", text, text, (table,)), Sheet("two", text, text, (table,))),
        data={"told": text},
    )
