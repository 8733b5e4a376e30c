"""Models of the reporting desk."""

from events.reporting.models.activity import ORIGINS, SUBJECTS, Activity
from events.reporting.models.activity_parts import ActivityCity, ActivityPartner, ActivityPeople, PeopleKind
from events.reporting.models.evidence import NEEDED, Evidence
from events.reporting.models.obligation import Duty, DutyCalendar, Obligation, ObligationPlan, Office, OfficeHolder
from events.reporting.models.report import (
    FrozenFile,
    FrozenReport,
    Report,
    ReportComment,
    ReportSection,
    ReportTemplate,
    ReportText,
)

__all__ = [
    "NEEDED",
    "ORIGINS",
    "SUBJECTS",
    "Activity",
    "ActivityCity",
    "ActivityPartner",
    "ActivityPeople",
    "Duty",
    "DutyCalendar",
    "Evidence",
    "FrozenFile",
    "FrozenReport",
    "Obligation",
    "ObligationPlan",
    "Office",
    "OfficeHolder",
    "PeopleKind",
    "Report",
    "ReportComment",
    "ReportSection",
    "ReportTemplate",
    "ReportText",
]
