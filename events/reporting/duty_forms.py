"""The form in which a duty is said to be done."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from events.reporting.admin_forms import StaffChoicesMixin
from events.reporting.models import Activity, Duty, Evidence

CHOICES_SHOWN = 300


class DutyForm(StaffChoicesMixin, forms.ModelForm):
    """When it was done and what proves it."""

    people_fields = ("owner",)

    class Meta:
        model = Duty
        fields = ["done_on", "note", "activity", "evidence", "owner"]
        widgets = {"done_on": AdminDateInput, "note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        duty = self.instance
        activities: Any = self.fields["activity"]
        # Those of the duty's own days, and what is chosen already.
        near = Activity.objects.in_period(duty.first_day, duty.last_day).values("pk")[:CHOICES_SHOWN]
        keys = [row["pk"] for row in near]
        activities.queryset = Activity.objects.filter(pk__in=[*keys, duty.activity_id or 0]).order_by("-counted_on")
        evidence: Any = self.fields["evidence"]
        pieces = Evidence.objects.filter(activity__in=keys).values_list("pk", flat=True)[:CHOICES_SHOWN]
        evidence.queryset = Evidence.objects.filter(pk__in=[*pieces, duty.evidence_id or 0])

    def clean_done_on(self) -> Any:
        day = self.cleaned_data["done_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Say so when it is done: this day is still to come."))
        return day
