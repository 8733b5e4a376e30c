"""The figures in the admin (everything that counts) and in public (only what evidence proves), and their lists."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from events.exchange_balance import ExchangeRow
from events.reporting.access import may_see_desk
from events.reporting.figures.definitions import DEFINITIONS
from events.reporting.figures.lists import ListRow, SelectionError, rows_of, selection_of
from events.reporting.figures.view import figures_page
from events.reporting.models import Activity

PER_PAGE = 200


@require_GET
def public_figures(request: HttpRequest) -> HttpResponse:
    """The figures for the site."""
    page = figures_page(request.GET, reverse("figures:list"), is_public=True)
    return render(request, "events/reporting/figures.html", {"shown_figures": page, "definitions": DEFINITIONS[:1]})


@require_GET
def public_list(request: HttpRequest) -> HttpResponse:
    """The rows behind a public number."""
    return render(request, "events/reporting/figure_list.html", _listed(request, is_public=True))


def _require_desk(request: HttpRequest) -> None:
    if not may_see_desk(request.user):
        raise PermissionDenied


def _frame(title: str) -> dict[str, Any]:
    crumbs = [{"url": reverse("reporting_figures:all"), "label": _("Figures")}]
    crumbs += [{"url": "", "label": title}] if title != _("Figures") else []
    return {"header_title": title, "page_title": title, "header_icon": "table", "breadcrumbs_items": crumbs}


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """The full figures."""
    _require_desk(request)
    page = figures_page(request.GET, reverse("reporting_figures:list"), is_public=False)
    context = {"shown_figures": page, "definitions": DEFINITIONS[:1]}
    return render(request, "events/reporting/admin/figures.html", _frame(_("Figures")) | context)


@require_GET
def figure_list(request: HttpRequest) -> HttpResponse:
    """The rows behind a number."""
    _require_desk(request)
    context = _frame(_("What the number counts")) | _listed(request, is_public=False)
    return render(request, "events/reporting/admin/figure_list.html", context)


def _listed(request: HttpRequest, *, is_public: bool) -> dict[str, Any]:
    try:
        selection, period = selection_of(request.GET.dict())
        rows = rows_of(selection, period, is_public=is_public)
    except SelectionError as error:
        raise Http404 from error
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    shown = [(row, _address(row, is_public=is_public)) for row in page]
    amounts = [row.amount for row in rows if row.amount is not None]
    total = sum(amounts, Decimal(0)) if selection.measure else None
    return {
        "rows_page": page,
        "rows": shown,
        "total": total,
        "count": len(rows),
        "period": period.shown,
        "kind": selection.rows,
        "query": query.urlencode(),
        "has_amounts": bool(selection.measure),
    }


def _address(row: ListRow, *, is_public: bool) -> str:
    """Where a row leads: in the admin to what staff edit, in public to a record's page while it has one."""
    record = row.record
    if not is_public and isinstance(record, Activity):
        return reverse("reporting_desk:activity", args=[record.pk])
    if isinstance(record, ExchangeRow):
        return record.url
    if isinstance(record, Activity) or not row.is_named or not hasattr(record, "get_absolute_url"):
        return ""
    return str(record.get_absolute_url() or "")
