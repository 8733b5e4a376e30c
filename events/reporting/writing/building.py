"""Facts and texts → the one document that is exported. Pure but for the pictures that it is given."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from events.reporting.document import (
    Block,
    Document,
    Drawing,
    Heading,
    Note,
    Paragraph,
    Picture,
    Run,
    Sheet,
    Table,
    Value,
    long_date,
)
from events.reporting.draft.parts import SectionFact
from events.reporting.draft.sections import Source, section_for
from events.reporting.figures import all_figures
from events.reporting.figures.facts import ActivityFact, EvidenceFact
from events.reporting.figures.numbers import Number
from events.reporting.figures.shapes import Figure, FigureTable, drawn
from events.reporting.markup import blocks_of, citations
from hub.graphics.bars import BarChart, draw_bars, draw_matrix
from hub.slugs import slug_for

LARGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Written:
    """What makes a report besides its records: texts by the keys of sections, pictures by numbers of evidence."""

    title: str
    date: dt.date
    texts: Mapping[str, str]
    pictures: Mapping[int, Picture]
    currency: str = "DKK"


def build(source: Source, written: Written) -> Document:
    """The document: sections, figures, evidence. The same facts and texts give the same document."""
    with translation.override("da" if source.language == "da" else "en"):
        figures = all_figures(source.claims, currency=written.currency)
        notes = _notes(source, written.texts)
        place = str(source.world.place.name.shown)
        blocks = [*_sections(source, written), *_figures(figures), *_annex(notes, source)]
        return Document(
            title=written.title or _title(source),
            subtitle=f"{place} · {source.world.period.shown}",
            publisher=place,
            language=source.language,
            date=written.date,
            name=file_name(source),
            blocks=tuple(blocks),
            notes=tuple(Note(piece.number, _cited(piece, source.language), piece.url) for piece in notes),
            sheets=tuple(_sheet(figure) for figure in figures),
            data=_data(source, written, figures),
        )


def _title(source: Source) -> str:
    form = source.form
    title = form.title_fr if source.language == "fr" else form.title.written_in(source.language)
    return title or str(form.title.shown)


def file_name(source: Source) -> str:
    """City, form and period: viborg-medlemsrapport-2023-2027, without an ending."""
    with translation.override("da" if source.language == "da" else "en"):
        parts = (str(source.world.place.name.shown), _title(source), str(source.world.period).replace("..", "-"))
        return "-".join(part for text in parts if (part := slug_for(text)))[:LARGEST_NAME]


def _sections(source: Source, written: Written) -> Iterable[Block]:
    for section in source.form.sections:
        text = written.texts.get(section.key, "")
        yield Heading(section.heading(source.language))
        blocks = blocks_of(text)
        yield from blocks or (Paragraph((Run(_("Nothing is written yet.")),), "note"),)
        yield from (written.pictures[number] for number in citations(text) if number in written.pictures)


def _figures(figures: Iterable[Figure]) -> Iterable[Block]:
    yield Heading(_("Figures"))
    for figure in figures:
        yield Heading(figure.title, 2)
        yield Paragraph((Run(figure.definition),), "note")
        if (drawing := _drawing(figure)) is not None:
            yield drawing
        yield from (_table(table) for table in figure.tables)


def _drawing(figure: Figure) -> Drawing | None:
    chart = drawn(figure, "", "")
    if chart is None or not (chart.bars if isinstance(chart, BarChart) else chart.cells):
        return None
    svg = draw_bars(chart) if isinstance(chart, BarChart) else draw_matrix(chart)
    alt = _("%(caption)s, drawn; the table below says the same.") % {"caption": chart.caption}
    return Drawing(svg, alt, chart.caption)


def _table(table: FigureTable) -> Table:
    rows = tuple(tuple(_value(entry) for entry in row) for row in table.rows)
    return Table(table.caption, table.headings, rows)


def _value(entry: str | Number) -> Value:
    return entry.value if isinstance(entry, Number) else entry


def _sheet(figure: Figure) -> Sheet:
    return Sheet(figure.key, figure.title, figure.definition, tuple(_table(table) for table in figure.tables))


def _notes(source: Source, texts: Mapping[str, str]) -> list[EvidenceFact]:
    """The evidence that holds of everything told, and whatever else the texts cite, by number."""
    cited = {number for text in texts.values() for number in citations(text)}
    pieces = (piece for fact in source.world.activities for piece in fact.evidence)
    return sorted((piece for piece in pieces if piece.holds or piece.number in cited), key=lambda piece: piece.number)


def _cited(piece: EvidenceFact, language: str) -> str:
    parts = [piece.title]
    if piece.obtained_on:
        parts.append(_("obtained %(day)s") % {"day": long_date(piece.obtained_on, language)})
    if not piece.holds:
        parts.append(_("no longer to be found"))
    return ", ".join(parts)


def _annex(notes: list[EvidenceFact], source: Source) -> Iterable[Block]:
    yield Heading(_("Evidence"))
    of = {piece.number: fact for fact in source.world.activities for piece in fact.evidence}
    rows = tuple(
        (f"E{piece.number}", _cited(piece, source.language), str(of[piece.number].title.shown), piece.url)
        for piece in notes
    )
    headings = (_("Number"), _("Evidence"), _("Activity"), _("Address"))
    yield Table(_("Evidence by number"), headings, rows, tuple(f"E{piece.number}" for piece in notes))


def _data(source: Source, written: Written, figures: tuple[Figure, ...]) -> dict[str, Any]:
    period = source.world.period
    return {
        "period": {"first": period.first.isoformat(), "last": period.last.isoformat()},
        "form": source.form.key,
        "sections": [_section(section, written) for section in source.form.sections],
        "activities": [activity_data(fact, source) for fact in source.claims.activities],
    }


def _section(section: SectionFact, written: Written) -> dict[str, Any]:
    text = written.texts.get(section.key, "")
    return {"key": section.key, "number": section.number, "text": text, "evidence": list(citations(text))}


def activity_data(fact: ActivityFact, source: Source) -> dict[str, Any]:
    """What an open copy of the report says of an activity: an allow-list, without anybody's name."""
    return {
        "uid": fact.uid,
        "title": {"da": fact.title.da, "en": fact.title.en},
        "summary": {"da": fact.summary.da, "en": fact.summary.en},
        "result": {"da": fact.result.da, "en": fact.result.en},
        "impact": {"da": fact.impact.da, "en": fact.impact.en},
        "first": fact.first.isoformat(),
        "last": fact.last.isoformat() if fact.last else None,
        "section": section_for(fact, source.form),
        "terms": {axis: list(keys) for axis, keys in fact.terms},
        "partners": [str(partner.title.da or partner.title.en) for partner in fact.partners],
        "cities": [str(city.title.da or city.title.en) for city in fact.cities],
        "people": {row.kind: row.count for row in fact.people},
        "money": {"planned": _text(fact.money_planned), "spent": _text(fact.money_spent)},
        "hours": {"planned": _text(fact.hours_planned), "spent": _text(fact.hours_spent)},
        "evidence": list(fact.proof),
        "sample": fact.is_sample,
    }


def _text(value: Any) -> str | None:
    return None if value is None else format(value, "f")
