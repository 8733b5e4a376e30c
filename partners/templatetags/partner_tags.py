"""What other templates may show of partners, cities and projects."""

import datetime as dt

from django import template
from django.utils import formats
from django.utils.translation import gettext as _

from hub.choices import DatePrecision
from partners.models import Project

register = template.Library()
_FORMATS = {DatePrecision.DAY: "DATE_FORMAT", DatePrecision.MONTH: "YEAR_MONTH_FORMAT", DatePrecision.YEAR: "Y"}


@register.simple_tag
def project_period(project: Project) -> str:
    """From when until when, as exactly as it is known; nothing when the start is not known."""
    if project.start is None:
        return ""
    shown = [_format(day, project.date_precision) for day in (project.start, project.end) if day]
    if project.end is None:
        return _("since %(start)s") % {"start": shown[0]}
    return "–".join(dict.fromkeys(shown))


def _format(day: dt.date, precision: str) -> str:
    return formats.date_format(day, _FORMATS[DatePrecision(precision)])
