"""The time of whoever reads, beside the event's own."""

import datetime as dt
import zoneinfo
from typing import TYPE_CHECKING, Any

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.schedules import Occurrence
from events.templatetags.event_dates import shown_time, time_shown
from events.visitor_clock import VisitorClock, clock_of

if TYPE_CHECKING:
    from events.models import Event

register = template.Library()


@register.simple_tag(takes_context=True)
def visitor_clock(context: Any) -> VisitorClock:
    """The clock of whoever reads; without a zone in previews and while none is chosen."""
    request = context.get("request")
    return clock_of(request) if request else VisitorClock("", "", is_remembered=False)


def _by_clock(found: Occurrence | None, zone: str, clock: VisitorClock | None) -> SafeString | str:
    if found is None or found.starts is None or not clock or not clock.zone or not clock.differs(zone, found.starts):
        return ""
    own = zoneinfo.ZoneInfo(clock.zone)
    starts, ends = found.starts.astimezone(own), found.ends.astimezone(own) if found.ends else None
    return time_shown(Occurrence(starts.date(), (ends or starts).date(), starts, ends), clock.zone)


@register.simple_tag
def time_by_clock(event: "Event", clock: VisitorClock | None, time: Occurrence | None = None) -> SafeString | str:
    """When an event is by the clock of whoever reads; nothing where that is the same, or for whole days."""
    return _by_clock(time or shown_time(event), event.timezone, clock)


@register.simple_tag
def moments_by_clock(moments: Any, clock: VisitorClock | None) -> SafeString | str:
    """The same for a row of a list (``ShownMoments``)."""
    return _by_clock(moments.time, moments.timezone, clock)


@register.simple_tag
def moment_in(moment: dt.datetime | None, zone: str) -> SafeString | str:
    """A moment by the clock of ``zone``, as a ``<time>`` element with the zone's short name."""
    if moment is None or not zone:
        return ""
    local = moment.astimezone(zoneinfo.ZoneInfo(zone))
    shown = formats.date_format(local, "DATETIME_FORMAT")
    return format_html('<time datetime="{}">{}</time> ({})', local.isoformat(), shown, local.tzname())


@register.simple_tag
def deadline_by_clock(moments: Any, clock: VisitorClock | None) -> SafeString | str:
    """A deadline by the clock of whoever reads, if it is another than the event's own."""
    moment = moments.deadline
    if moment is None or not clock or not clock.zone or not clock.differs(moments.timezone, moment):
        return ""
    return moment_in(moment, clock.zone)
