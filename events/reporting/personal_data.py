"""What the reporting desk holds on people: names on activities, evidence and duties, offices, a calendar's address."""

from typing import Any

from django.db.models import Exists, OuterRef

from events.reporting.models import Activity, DutyCalendar, Evidence, Obligation, OfficeHolder
from hub.models import User
from hub.personal_data import Holding, Rows, register_duties, register_holding


def _activities(user: User) -> Rows:
    handed_in = Activity.objects.filter(handed_in_by=user)
    return [
        {"title": str(row), "state": row.state, "handed in": row.handed_in_at, "for": str(row.organisation or "")}
        for row in handed_in.select_related("for_partner", "for_city")
    ]


def _responsibilities(user: User) -> Rows:
    rows: list[Any] = [*Activity.objects.filter(responsible=user), *Evidence.objects.filter(responsible=user)]
    rows += Obligation.objects.filter(owner=user)
    return [{"responsible for": str(row), "kind": str(row._meta.verbose_name)} for row in rows]


def _offices(user: User) -> Rows:
    return [
        {"office": str(row.office), "name": row.name, "from": row.first_day, "until": row.last_day}
        for row in OfficeHolder.objects.filter(user=user).select_related("office")
    ]


def _calendars(user: User) -> Rows:
    return [{"made": row.made_at} for row in DutyCalendar.objects.filter(user=user)]


def _stays_without_the_name(user: User) -> None:
    """Activities and evidence are the membership's record; the database forgets whose hand it was."""


def _goes_with_the_user(user: User) -> None:
    """The row hangs on the user's own."""


def _without_office(users: Any) -> Any:
    """Users who hold no office and own no obligation."""
    offices = OfficeHolder.objects.filter(user=OuterRef("pk"), last_day__isnull=True)
    owned = Obligation.objects.filter(owner=OuterRef("pk"), is_active=True)
    return users.filter(~Exists(offices), ~Exists(owned))


def register_all() -> None:
    """Tell the base app. Who held a public office is part of the membership's history and stays by name."""
    register_holding(Holding("activities", _activities, _stays_without_the_name))
    register_holding(Holding("responsibilities", _responsibilities, _stays_without_the_name))
    register_holding(Holding("offices", _offices, _stays_without_the_name))
    register_holding(Holding("duty_calendars", _calendars, _goes_with_the_user))
    register_duties(_without_office)
