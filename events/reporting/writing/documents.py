"""The document of a report, or of a period that nobody has begun a report of."""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone

from events.reporting.document import Document, Picture
from events.reporting.draft.sections import Source, draft_section
from events.reporting.markup import citations
from events.reporting.models import Evidence, Report, ReportTemplate
from events.reporting.periods import Period
from events.reporting.writing.building import Written, build
from events.reporting.writing.loading import form_fact, load_source, period_of_report

MOST_PICTURES = 12


def document_of(report: Report, *, date: dt.date | None = None) -> Document:
    """The report as it stands now, dated today unless ``date`` says otherwise."""
    source = load_source(period_of_report(report), form_fact(report.template), report.language, with_exchange=True)
    texts = {row.section.key: row.text for row in report.texts.select_related("section")}
    return _document(source, report.title, texts, date)


def drafted_document(template: ReportTemplate, period: Period, language: str) -> Document:
    """What the records alone say of ``period``: the draft, which nobody has edited."""
    source = load_source(period, form_fact(template), language, with_exchange=True)
    texts = {section.key: draft_section(source, section).text for section in source.form.sections}
    return _document(source, "", texts, None)


def _document(source: Source, title: str, texts: Mapping[str, str], date: dt.date | None) -> Document:
    cited = tuple(dict.fromkeys(number for text in texts.values() for number in citations(text)))
    day = date or timezone.localdate()
    return build(source, Written(title, day, texts, _pictures(cited, source), settings.HUB_CURRENCY))


def _pictures(cited: tuple[int, ...], source: Source) -> dict[int, Picture]:
    """The pictures among the evidence that is cited, the first ones, each once; what can't be read is left out."""
    holding = {piece.number for fact in source.world.activities for piece in fact.evidence if piece.holds}
    wanted = [number for number in cited if number in holding]
    found = Evidence.objects.filter(pk__in=wanted, image__isnull=False).select_related("image").order_by("pk")
    made: dict[int, Picture] = {}
    for piece in found[:MOST_PICTURES]:
        alt = (piece.image.alt_da if source.language == "da" else piece.image.alt_en) or piece.title
        caption = " · ".join(part for part in (f"{piece.reference} {piece.title}", piece.image.credit) if part)
        try:
            with piece.image.open_file() as file:
                made[piece.number] = Picture(file.read(), alt, caption)
        except OSError:  # the file has gone from the storage; the report must not wait for it
            continue
    return made
