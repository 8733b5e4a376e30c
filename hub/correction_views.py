"""The public form by which readers suggest a correction to a record."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hub.corrections import suggest_correction
from hub.models import Record
from hub.models.upkeep import CORRECTION_MAX_LENGTH
from hub.retention import privacy_settings
from hub.robots import GuardedForm, is_within_limit
from hub.searchable import all_types

PER_HOUR = 10


class CorrectionForm(GuardedForm):
    """What is wrong, and where to answer to, if anywhere."""

    text = forms.CharField(
        label=gettext_lazy("What is wrong, and what would be right?"),
        max_length=CORRECTION_MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Tell us how you know, if you can: a link helps."),
    )
    reply_to = forms.EmailField(
        label=gettext_lazy("Your e-mail address, if you want an answer"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Only for the answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def _public_record(type_key: str, uid: uuid.UUID) -> Record:
    for searchable in all_types():
        model = searchable.model_class()
        if issubclass(model, Record) and model._meta.model_name == type_key:
            found: Record | None = model.objects.public().filter(uid=uid).first()
            if found is not None:
                return found
    raise Http404


@require_http_methods(["GET", "POST"])
@never_cache
def suggest(request: HttpRequest, type_key: str, uid: uuid.UUID) -> HttpResponse:
    """Ask what is wrong; keep it and say thank you."""
    record = _public_record(type_key, uid)
    form = CorrectionForm(request.POST) if request.method == "POST" else CorrectionForm()
    status = 200
    if request.method == "POST":
        if not is_within_limit(request, what="correction", limit=PER_HOUR, seconds=3600):
            form.add_error(None, _("Too many suggestions from here within an hour. Please try again later."))
            status = 429
        elif form.is_valid():
            suggest_correction(record, text=form.cleaned_data["text"], reply_to=form.cleaned_data["reply_to"])
            messages.success(request, _("Thank you. Staff will look at it."))
            return redirect(record.url or "/")
        else:
            status = 422
    context: dict[str, Any] = {"subject": record, "form": form, "kept": privacy_settings()}
    return render(request, "hub/suggest_correction.html", context, status=status)
