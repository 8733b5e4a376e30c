"""What listings of the reporting desk show in their cells."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from wagtail.admin.ui.tables import Column

from events.reporting.choices import EvidenceState


def made_from(activity: Any) -> str:
    """Project, event, delegation or nothing."""
    if activity.project_id:
        return gettext("Project")
    if activity.event_id:
        return gettext("Event")
    return gettext("Delegation") if activity.delegation_id else "–"


def proof_of(activity: Any) -> str:
    """Whether it is proven today, and by how many pieces of evidence."""
    count = activity.evidence_count
    if activity.has_proof:
        return gettext("Proven (%(count)d)") % {"count": count}
    return gettext("Evidence is dead or expired (%(count)d)") % {"count": count} if count else gettext("No evidence")


def state_of(activity: Any) -> str:
    """Its state; a sample is named as one."""
    label = activity.get_state_display()
    return f"{label} · {gettext('Sample')}" if activity.is_sample else str(label)


def look_at(activity: Any) -> str:
    """A link to the page on which it is read and decided on."""
    return format_html('<a href="{}">{}</a>', reverse("reporting_desk:activity", args=[activity.pk]), gettext("Look"))


def evidence_state(piece: Any) -> str:
    """What the last check said, with the web server's answer."""
    label = str(piece.get_state_display())
    if piece.state != EvidenceState.EXPIRED and not piece.holds:
        label = gettext("Expired") if piece.state != EvidenceState.DEAD else label
    if piece.problem:
        label = f"{label}: {piece.get_problem_display()}"
    return f"{label} ({piece.http_status})" if piece.http_status else label


def whose(piece: Any) -> str:
    """Who can renew it."""
    return str(piece.who_can_help or "–")


class YearColumn(Column):
    """A year, never with a separator of thousands."""

    def get_value(self, instance: Any) -> str:
        return str(instance.year)
