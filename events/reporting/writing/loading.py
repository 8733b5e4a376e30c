"""A report and its form → facts, for drafts, readiness and documents."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from events.reporting.draft.parts import FormFact, SectionDraft, SectionFact, fields_of
from events.reporting.draft.readiness import Readiness, readiness
from events.reporting.draft.sections import Source, draft_section, source_of
from events.reporting.figures.facts import Pair
from events.reporting.figures.loader import load, name_of
from events.reporting.models import OfficeHolder, Report, ReportTemplate, ReportText
from events.reporting.periods import Period

FOCAL_POINT_OFFICES = ("focal_point", "alternate")


def form_fact(template: ReportTemplate) -> FormFact:
    """The form with its sections in their order."""
    sections = tuple(
        SectionFact(
            key=section.key,
            number=section.number,
            title=Pair(section.title_da, section.title_en),
            title_fr=section.title_fr,
            limit=section.limit,
            limit_unit=section.limit_unit,
            takes_activities=section.takes_activities,
            fields=fields_of(section.fields),
        )
        for section in template.sections.all()
    )
    return FormFact(
        template.key, template.kind, Pair(template.title_da, template.title_en), template.title_fr, sections
    )


def period_of_report(report: Report) -> Period:
    """The days that a report is about."""
    return Period(report.first_day, report.last_day)


def load_source(period: Period, form: FormFact, language: str, *, with_exchange: bool = False) -> Source:
    """Everything that a report of ``period`` is drafted from, in a fixed number of queries."""
    world = load(period, with_exchange=with_exchange)
    holders = OfficeHolder.objects.on(timezone.localdate()).filter(office__key__in=FOCAL_POINT_OFFICES)
    named = tuple(holders.order_by("office__order", "pk").values_list("name", flat=True))
    return source_of(replace(world, place=replace(world.place, focal_points=named)), form, language)


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section as the desk shows it."""

    section: SectionFact
    row: ReportText | None
    draft: SectionDraft
    readiness: Readiness

    @property
    def text(self) -> str:
        """What stands in it; nothing before the first draft."""
        return self.row.text if self.row else ""


@dataclass(frozen=True, slots=True)
class ReportState:
    """A report as the desk shows it."""

    report: Report
    source: Source
    sections: tuple[SectionState, ...]

    @property
    def percent(self) -> int:
        """The readiness of the whole: the points of all sections, rounded down."""
        wanted = sum(state.readiness.wanted for state in self.sections)
        return 100 * sum(state.readiness.met for state in self.sections) // wanted if wanted else 100

    def section(self, key: str) -> SectionState | None:
        """The state of one section."""
        return next((state for state in self.sections if state.section.key == key), None)


def load_state(report: Report) -> ReportState:
    """The report with each section's draft as the records would give it now, and its readiness."""
    form = form_fact(report.template)
    source = load_source(period_of_report(report), form, report.language)
    rows: dict[str, Any] = {
        row.section.key: row for row in report.texts.select_related("section", "changed_by").order_by("pk")
    }
    return ReportState(
        report, source, tuple(_state(source, section, rows.get(section.key)) for section in form.sections)
    )


def _state(source: Source, section: SectionFact, row: ReportText | None) -> SectionState:
    draft = draft_section(source, section)
    editor = name_of(row.changed_by) if row else ""
    return SectionState(section, row, draft, readiness(source, section, draft, row.text if row else "", editor))
