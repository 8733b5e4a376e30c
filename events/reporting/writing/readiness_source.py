"""How ready the report is that is being written, for the admin's start page: held, since every visit shows it."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from events.reporting.choices import ReportState
from events.reporting.desk import Readiness, ReadySection, register_readiness
from events.reporting.draft.parts import Gap
from events.reporting.held_values import REPORT_READINESS
from events.reporting.models import Report
from events.reporting.writing.loading import load_state
from hub.held import Held

Known = dict[tuple[dt.date, str | None], Readiness | None]
# By day, since evidence expires; what belongs to an activity is saved with it or renews it by name.
_known: Held[Known] = Held(
    REPORT_READINESS,
    dict,
    "reporting.activity",
    "reporting.activitypartner",
    "reporting.activitycity",
    "reporting.activitypeople",
    "reporting.evidence",
    "reporting.report",
    "reporting.reporttext",
    "reporting.reportsection",
    "reporting.reporttemplate",
    "reporting.officeholder",
    "events.event",
    "hub.sitesettings",
)


def open_report_readiness() -> Readiness | None:
    """The sections of the open report that ends last; ``None`` while none is being written."""
    known, key = _known.get(), (timezone.localdate(), get_language())
    if key not in known:
        known[key] = _made()
    return known[key]


def _made() -> Readiness | None:
    report = Report.objects.filter(state=ReportState.OPEN).select_related("template").first()
    if report is None:
        return None
    state = load_state(report)
    sections = tuple(
        ReadySection(
            title=found.section.heading(report.language),
            percent=found.readiness.percent,
            note=_note(found.readiness.gaps[0]) if found.readiness.gaps else "",
        )
        for found in state.sections
    )
    return Readiness(str(report), reverse("reporting_reports:report", args=[report.pk]), sections)


def _note(gap: Gap) -> str:
    return f"{gap.text} → {gap.who}" if gap.who else gap.text


def register_all() -> None:
    """Tell the start page whom to ask."""
    register_readiness(open_report_readiness)
