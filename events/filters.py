"""What the directories of this app ask: one declaration for list, JSON and CSV."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import Attendance, EventStatus
from hub.directory import Directory, Facet, FacetSource, Sort, Text, term_facet, title_key
from partners.filters import TAG_FACET, THEME_FACET, TITLE_SORT, country_label, if_live, newest_key, year_facet


def attendance_label(value: str) -> Text:
    """The name of a way to take part."""
    return Attendance(value).label


def status_label(value: str) -> Text:
    """The name of a status."""
    return EventStatus(value).label


def coming_key(start: dt.date | None, end: dt.date | None, title_da: str, title_en: str) -> tuple[int, int, str]:
    """Coming events first, soonest first; then past ones, latest first; unknown dates last."""
    today = timezone.localdate()
    title = title_key(title_da, title_en)
    if start is None:
        return (2, 0, title)
    is_over = (end or start) < today
    return (1, -start.toordinal(), title) if is_over else (0, start.toordinal(), title)


class EventDirectory(Directory):
    """Events by kind, theme, tag, scope, country, attendance, status and year."""

    facets = (
        term_facet("kind", _("Kind"), "kind"),
        THEME_FACET,
        TAG_FACET,
        term_facet("scope", _("Scope"), "scope"),
        Facet(
            "country",
            _("Country"),
            (FacetSource(if_live("city", "country")),),
            country_label,
        ),
        Facet("attendance", _("Attendance"), (FacetSource("attendance"),), attendance_label),
        Facet("status", _("Status"), (FacetSource("status"),), status_label),
        year_facet("start_date", "end_date"),
    )
    sorts = {
        "coming": Sort(_("Coming first"), ("start_date", "end_date", "title_da", "title_en"), coming_key),
        "newest": Sort(_("Latest first"), ("start_date", "title_da", "title_en"), newest_key),
        "title": TITLE_SORT,
    }


class VenueDirectory(Directory):
    """Venues by country, theme and tag."""

    facets = (
        Facet(
            "country",
            _("Country"),
            (FacetSource(if_live("city", "country")),),
            country_label,
        ),
        THEME_FACET,
        TAG_FACET,
    )
    sorts = {"title": TITLE_SORT}
