"""Forms of the report's desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.reporting.choices import ReportLanguage
from events.reporting.models import Report, ReportTemplate
from events.reporting.periods import Period, PeriodError, period_of
from hub.plain_text import one_plain_line


class PeriodField(forms.CharField):
    """A period as people write it: 2023-2027, 2024."""

    def clean(self, value: Any) -> Period | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return period_of(text)
        except PeriodError as error:
            message = _("Write years, for example 2023-2027 or 2024.")
            raise ValidationError(message, code="period") from error


class BeginForm(forms.Form):
    """What a new report is about."""

    template = forms.ModelChoiceField(label=_("Form"), queryset=ReportTemplate.objects.filter(withdrawn=False))
    period = PeriodField(label=_("Period"), max_length=30, help_text=_("Years, for example 2023-2027 or 2024."))
    language = forms.ChoiceField(label=_("Language"), choices=ReportLanguage.choices)
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, validators=[one_plain_line], help_text=_("Empty: the form’s.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        template, period = cleaned.get("template"), cleaned.get("period")
        if template and period:
            same = Report.objects.filter(
                template=template,
                first_day=period.first,
                last_day=period.last,
                language=cleaned.get("language") or "",
            ).first()
            if same is not None:
                self.add_error("period", _("There is a report of this period in this language already."))
        return cleaned


class CommentForm(forms.Form):
    """A remark on a section."""

    body = forms.CharField(label=_("Comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
