"""The host's side: who comes, places and waiting list, exports, and who came."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events.choices import DelegationState
from events.models import Delegation, DelegationRole, Event
from events.services import DelegationRefusedError, record_came
from events.visits.access import for_hosts, for_hosts_of_delegation
from events.visits.exports import delegations_csv, delegations_workbook
from events.visits.forms import CameForm
from events.visits.host_list import visits_of
from partners.membership import is_staff_for
from partners.portal.access import signed_in

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
@for_hosts
def delegations(request: HttpRequest, event: Event) -> HttpResponse:
    """Every delegation with its numbers, time by time, the waiting list in its order."""
    may_add = is_staff_for(request.user, Event) and event.is_visible and event.start_date is not None
    context = {"event": event, "visits": visits_of(event), "may_add": may_add}
    return render(request, "events/visits/delegations.html", context)


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@require_safe
@for_hosts
def csv_file(request: HttpRequest, event: Event) -> HttpResponse:
    """The list for spreadsheets, as CSV."""
    return _file(delegations_csv(event), "text/csv; charset=utf-8", f"{event.slug}-delegations.csv")


@never_cache
@require_safe
@for_hosts
def workbook(request: HttpRequest, event: Event) -> HttpResponse:
    """The list as an Excel workbook."""
    return _file(delegations_workbook(event), XLSX_TYPE, f"{event.slug}-delegations.xlsx")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_hosts_of_delegation
def came(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    """Who came, role by role; can be corrected at any time."""
    form = _came_form(request, delegation)
    if request.method == "POST" and form.is_valid() and _record(request, delegation, form):
        return redirect("visits:delegations", uid=delegation.event.uid)
    context = {"delegation": delegation, "event": delegation.event, "form": form, "is_open": _is_open(delegation)}
    return render(request, "events/visits/came.html", context, status=422 if form.errors else 200)


def _is_open(delegation: Delegation) -> bool:
    return delegation.has_begun and delegation.state == DelegationState.REGISTERED


def _came_form(request: HttpRequest, delegation: Delegation) -> CameForm:
    rows: list[Any] = list(delegation.people.all())
    counts = {row.role_id: row.registered if row.came is None else row.came for row in rows}
    roles = [role for role in DelegationRole.objects.all() if not role.withdrawn or role.pk in counts]
    return CameForm(request.POST if request.method == "POST" else None, roles=roles, counts=counts)


def _record(request: HttpRequest, delegation: Delegation, form: CameForm) -> bool:
    try:
        record_came(delegation, dict(form.people()), recorded_by=signed_in(request))
    except DelegationRefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("It is recorded who came."))
    return True
