"""Rows for tests of the reporting desk."""

import datetime as dt
from typing import Any

from events.reporting.choices import ActivityState, EvidenceKind
from events.reporting.models import Activity, Evidence, ReportSection, ReportTemplate


def make_activity(**values: Any) -> Activity:
    """An accepted activity of 2025, unless ``values`` say otherwise."""
    own = {"title_en": "Drawing day", "start_date": dt.date(2025, 5, 1), "state": ActivityState.ACCEPTED}
    return Activity.objects.create(**(own | values))


def make_evidence(activity: Activity, **values: Any) -> Evidence:
    """A link that proves ``activity``."""
    own = {"kind": EvidenceKind.LINK, "title": "Page", "url": "https://example.org/page"}
    return Evidence.objects.create(activity=activity, **(own | values))


def make_section(key: str = "local_initiatives", **values: Any) -> ReportSection:
    """A section of the monitoring report that takes activities."""
    template, _new = ReportTemplate.objects.get_or_create(
        key="monitoring_report", defaults={"title_da": "Medlemsrapport", "title_en": "Membership Monitoring Report"}
    )
    own = {"title_da": key, "title_en": key, "takes_activities": True}
    section, _new = ReportSection.objects.get_or_create(template=template, key=key, defaults=own | values)
    return section
