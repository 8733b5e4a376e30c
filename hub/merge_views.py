"""Merging records in the admin: choose the heir, confirm, undo."""

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from hub import look_alikes
from hub.merging import check_record_merge, merge_records
from hub.models import Record, RecordMerge
from hub.references import places_naming
from hub.unmerging import undo_merge

MERGES_SHOWN = 100


class RecordMergeForm(forms.Form):
    """Which record another one is merged into."""

    heir = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("Merge into"),
        help_text=gettext_lazy("This record stays. Those that look alike come first."),
    )

    def __init__(self, *args: Any, source: Record, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heir: Any = self.fields["heir"]
        heir.queryset = type(source).objects.filter(live=True, merged_into__isnull=True).exclude(pk=source.pk)
        names = {found.pk: [found.title_da, found.title_en] for found in heir.queryset}
        alike = set(look_alikes.find([source.title_da, source.title_en], names))
        heir.choices = [
            ("", "—"),
            *sorted(
                ((found.pk, str(found)) for found in heir.queryset), key=lambda c: (c[0] not in alike, c[1].casefold())
            ),
        ]


def _may_merge(user: Any, model: Any) -> bool:
    meta = model._meta
    actions = ("change", "publish")
    return bool(user.has_perms([f"{meta.app_label}.{action}_{meta.model_name}" for action in actions]))


def _model(app_label: str, model_name: str) -> type[Record]:
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    if not issubclass(model, Record):
        raise Http404
    return model


def _frame(title: str) -> dict[str, Any]:
    return {"header_title": title, "header_icon": "collapse-down", "breadcrumbs_items": [{"url": "", "label": title}]}


@require_http_methods(["GET", "POST"])
def merge_record(request: HttpRequest, app_label: str, model_name: str, pk: int) -> HttpResponse:
    """Choose the heir, see what moves, confirm."""
    model = _model(app_label, model_name)
    if not _may_merge(request.user, model):
        raise PermissionDenied
    source: Record = get_object_or_404(model, pk=pk)
    data = request.POST if request.method == "POST" else request.GET if "heir" in request.GET else None
    form = RecordMergeForm(data, source=source)
    heir = form.cleaned_data["heir"] if form.is_valid() else None
    if heir is not None:
        try:
            check_record_merge(source, heir)
            if request.method == "POST":
                merge_records(source=source, heir=heir, merged_by=request.user)  # type: ignore[arg-type]
                text = _("“%(source)s” was merged into “%(heir)s”. It can be undone for 30 days.")
                messages.success(request, text % {"source": source, "heir": heir})
                return redirect("hub_admin:record_merges")
        except ValidationError as refusal:
            form.add_error("heir", refusal)
    context = {
        "form": form,
        "source": source,
        "heir": heir if not form.errors else None,
        "places": places_naming(source),
        "back": reverse(model.snippet_viewset.get_url_name("edit"), args=[source.pk]),
    }
    status = 422 if form.errors else 200
    return render(request, "hub/admin/merge_record.html", _frame(_("Merge a record")) | context, status=status)


@require_GET
def record_merges(request: HttpRequest) -> HttpResponse:
    """What was merged, and can be undone."""
    merges = RecordMerge.objects.select_related("content_type", "merged_by").defer("journal")[:MERGES_SHOWN]
    shown = [m for m in merges if (model := m.content_type.model_class()) and _may_merge(request.user, model)]
    if not shown and not request.user.has_perm("hub.change_tag"):
        raise PermissionDenied
    return render(request, "hub/admin/record_merges.html", _frame(_("Merged records")) | {"merges": shown})


@require_POST
def undo_record_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a merge."""
    merge = get_object_or_404(RecordMerge, pk=pk)
    model = merge.content_type.model_class()
    if model is None or not _may_merge(request.user, model):
        raise PermissionDenied
    try:
        undone = undo_merge(merge, undone_by=request.user)  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("hub_admin:record_merges")
    messages.success(
        request, _("“%(source)s” is a record of its own again.") % {"source": merge.titles.get("source", "")}
    )
    if undone.left:
        text = _("%(count)d things have been changed since and stay as they are: look through both records.")
        messages.warning(request, text % {"count": undone.left})
    return redirect("hub_admin:record_merges")
