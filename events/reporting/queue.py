"""What the moderators' queue shows of activities: each that was handed in, for those who decide on them."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from events.reporting.access import may_report
from events.reporting.models import Activity
from hub.desk_queue import QueueItem, QueueSource, register


def _label() -> str:
    return str(capfirst(Activity._meta.verbose_name))


def _items(user: Any) -> list[QueueItem]:
    if not may_report(user):
        return []
    return [
        QueueItem(
            key=f"activity-{activity.pk}",
            kind="activity",
            kind_label=_label(),
            title=str(activity),
            detail=str(activity.organisation or ""),
            url=reverse("reporting_desk:activity", args=[activity.pk]),
            since=activity.handed_in_at or activity.created_at,
            owner=activity.responsible,
        )
        for activity in Activity.objects.waiting().select_related("for_partner", "for_city", "responsible")
    ]


def register_all() -> None:
    """Register with the queue."""
    source = QueueSource(
        key="activities",
        kinds=lambda: {"activity": _label()},
        items=_items,
        count=lambda: Activity.objects.waiting().count(),
    )
    register(source)
