"""Importing partners in the admin: give a file, see what it would do, confirm."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from hub.bilingual import active_language
from hub.models import User
from partners.import_forms import ImportFileForm, read_answers
from partners.import_uploads import discard_upload, keep_upload, read_upload
from partners.imports import Answers, ImportPlan, RowState, TableError, plan_import, read_table
from partners.imports.example_file import example_csv, example_workbook
from partners.services import ImportRefusedError, ImportRowError, import_partners

MAX_ROWS_SHOWN = 500
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
View = Callable[..., HttpResponse]


def may_import(user: Any) -> bool:
    """Whether ``user`` may add and publish partners."""
    return bool(user.has_perms(["partners.add_partner", "partners.publish_partner"]))


def _for_importers(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_import(request.user):
            return render(request, "partners/admin/import_forbidden.html", _frame(), status=403)
        return view(request, *args, **kwargs)

    return guarded


def _frame() -> dict[str, Any]:
    title = _("Import partners")
    return {"header_title": title, "page_title": title, "header_icon": "upload"}


@require_http_methods(["GET", "POST"])
@_for_importers
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file; one that can't be read is explained at the field."""
    form = ImportFileForm(request.POST, request.FILES) if request.method == "POST" else ImportFileForm()
    if form.is_valid():
        kept = keep_upload(_user(request), form.cleaned_data["file"])
        return redirect("partners_admin:preview_import", kept.pk)
    return render(request, "partners/admin/import_upload.html", _frame() | {"form": form})


@require_http_methods(["GET", "POST"])
@_for_importers
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the file would do now; write it if that is exactly what was confirmed."""
    found = read_upload(_user(request), pk)
    if found is None:
        messages.warning(request, _("This file has been imported or discarded already. Choose it again if need be."))
        return redirect("partners_admin:import_partners")
    kept, content = found
    try:
        table = read_table(content, _("the file"))
    except TableError as error:
        messages.error(request, str(error))
        discard_upload(kept)
        return redirect("partners_admin:import_partners")
    answers = read_answers(request.POST) if request.method == "POST" else Answers()
    plan = plan_import(table, answers)
    if "confirm" in request.POST and plan.is_ready:
        if request.POST["confirm"] != plan.fingerprint:
            messages.warning(request, _("The catalogue has changed since the preview. Look again before you import."))
        elif plan.changed and not request.user.has_perm("partners.change_partner"):
            return render(request, "partners/admin/import_forbidden.html", _frame(), status=403)
        elif _carry_out(request, plan):
            discard_upload(kept)
            return redirect("partners_admin:import_partners")
    return render(request, "partners/admin/import_preview.html", _frame() | _shown(plan) | {"upload": kept})


def _carry_out(request: HttpRequest, plan: ImportPlan) -> bool:
    """Write the plan and say so; say why not otherwise."""
    try:
        result = import_partners(plan, imported_by=_user(request), as_drafts="as_drafts" in request.POST)
    except ImportRefusedError as refused:
        messages.error(request, str(refused))
        return False
    except ImportRowError as error:
        problem = error.problem
        text = _("Row %(row)d, column “%(column)s”: %(reason)s") % {
            "row": problem.row,
            "column": problem.column,
            "reason": problem.reason,
        }
        messages.error(request, f"{text} {_('Nothing was written.')}")
        return False
    if not result.written:
        messages.success(request, _("There was nothing to do: everything in the file is in the catalogue already."))
        return True
    text = _("Imported: %(created)d created, %(changed)d changed, %(unchanged)d unchanged.")
    numbers = {"created": result.created, "changed": result.changed, "unchanged": result.unchanged}
    messages.success(request, text % numbers)
    return True


def _shown(plan: ImportPlan) -> dict[str, Any]:
    order = (RowState.ERROR, RowState.QUESTION, RowState.CHANGED, RowState.NEW, RowState.UNCHANGED)
    labels = {
        RowState.ERROR: _("Error"),
        RowState.QUESTION: _("Question"),
        RowState.CHANGED: _("Changed"),
        RowState.NEW: _("New"),
        RowState.UNCHANGED: _("Unchanged"),
    }
    rows = [(labels[state], row) for state in order for row in plan.in_state(state)]
    return {
        "plan": plan,
        "rows": rows[:MAX_ROWS_SHOWN],
        "hidden_rows": max(0, len(rows) - MAX_ROWS_SHOWN),
        "counts": [(labels[state], len(plan.in_state(state))) for state in order],
        "has_work": bool(plan.new or plan.changed),
    }


@require_POST
@_for_importers
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget the file without importing it."""
    if found := read_upload(_user(request), pk):
        discard_upload(found[0])
    return redirect("partners_admin:import_partners")


@require_GET
@_for_importers
def example(request: HttpRequest, kind: str) -> HttpResponse:
    """The file to begin with, headed in the user's language."""
    language = active_language()
    content = example_workbook(language) if kind == "xlsx" else example_csv(language)
    response = HttpResponse(content, content_type=WORKBOOK_TYPE if kind == "xlsx" else "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="partners-{language}.{kind}"'
    return response


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 (the admin's own guard has seen to it)
    return request.user


def import_address() -> str:
    """Where an import begins."""
    return reverse("partners_admin:import_partners")
