"""The host's list as CSV and as a workbook: an allow-list of columns, no cell of which can run as a formula."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from events.models import DelegationRole, Event
from events.visits.host_list import listed
from hub.csv_safety import harmless_row


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands below it."""

    heading: Any
    value: Callable[[Any], Any]


_WHO = (
    Column(_("City"), lambda one: str(one.city)),
    Column(_("Country"), lambda one: str(one.city.country.name)),
    Column(_("State"), lambda one: str(one.get_state_display())),
    Column(_("Day"), lambda one: one.first_day),
    Column(_("People"), lambda one: one.size),
)
_REST = (
    Column(_("Came"), lambda one: one.size_came),
    Column(_("Contact person"), lambda one: one.contact_name),
    Column(_("E-mail address"), lambda one: one.contact_email),
    Column(_("Arrival"), lambda one: one.arrives_on),
    Column(_("Time of arrival"), lambda one: one.arrives_at),
    Column(_("Departure"), lambda one: one.leaves_on),
    Column(_("Time of departure"), lambda one: one.leaves_at),
    Column(_("Flight, train or hotel"), lambda one: one.travel),
    Column(_("What you need"), lambda one: one.needs),
    Column(_("Names"), lambda one: "; ".join(row.name for row in one.names.all())),
)


def _rows(event: Event) -> list[list[Any]]:
    """Headings, then one row for each delegation; a column for each role."""
    roles = [(role.pk, str(role)) for role in DelegationRole.objects.all()]
    rows: list[list[Any]] = [
        [*(str(c.heading) for c in _WHO), *(n for _, n in roles), *(str(c.heading) for c in _REST)]
    ]
    for one in listed(event):
        counts = {row.role_id: row.registered for row in one.people.all()}
        numbers = [counts.get(key, 0) for key, _name in roles]
        rows.append([*(c.value(one) for c in _WHO), *numbers, *(c.value(one) for c in _REST)])
    return [harmless_row(row) for row in rows]


def delegations_csv(event: Event) -> bytes:
    """With a byte order mark: without it spreadsheets spoil letters."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(_rows(event))
    return text.getvalue().encode("utf-8-sig")


def delegations_workbook(event: Event) -> bytes:
    """The same as an Excel workbook."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in _rows(event):
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell for cell in row])
    sheet.freeze_panes = "B2"
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
