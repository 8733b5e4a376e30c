"""The form of a partner in the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hub.forms import RecordForm


class PartnerForm(RecordForm):
    """A further sector is another one than the main sector."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rows = self.formsets.get("further_sectors")
        if rows is not None and rows.is_valid():
            for form in rows.forms:
                is_repeated = form.cleaned_data.get("sector") == cleaned.get("sector")
                if is_repeated and form.cleaned_data.get("sector") and not form.cleaned_data.get("DELETE"):
                    form.add_error("sector", ValidationError(_("This is the main sector; choose another."), "main"))
        return cleaned
