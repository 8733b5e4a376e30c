"""Forms of the reporting desk in the admin."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from hub.document_content import UnfitContentError, check_content
from hub.forms import OfferedTermsMixin
from hub.member_pictures import rewritten
from hub.models import User

MAX_FILE_BYTES = 20 * 1024 * 1024
FILE_EXTENSIONS = ("pdf", "docx", "xlsx", "odt", "pptx", "csv", "txt")
PICTURE_EXTENSIONS = ("jpg", "jpeg", "png", "webp")


def checked_evidence_file(file: Any) -> Any:
    """An uploaded ``file`` if it is small enough and what its ending says; pictures written anew, without metadata.

    Raises ``ValidationError``.
    """
    extension = PurePath(file.name).suffix.removeprefix(".").lower()
    if extension not in FILE_EXTENSIONS + PICTURE_EXTENSIONS:
        allowed = ", ".join(FILE_EXTENSIONS + PICTURE_EXTENSIONS)
        raise ValidationError(_("Allowed are files that end in: %(allowed)s."), params={"allowed": allowed})
    if file.size > MAX_FILE_BYTES:
        raise ValidationError(_("The file is larger than 20 MB."))
    if extension in PICTURE_EXTENSIONS:
        return rewritten(file)
    try:
        check_content(file, extension)
    except UnfitContentError as error:
        raise ValidationError(
            _("The content of this file doesn’t fit its ending “.%(extension)s”. Choose the right file."),
            params={"extension": extension},
        ) from error
    return file


def staff_q(*kept: int | None) -> Q:
    """People who work in the admin, and those that are named already."""
    return Q(is_active=True) & (Q(groups__isnull=False) | Q(is_superuser=True)) | Q(pk__in=[key for key in kept if key])


class StaffChoicesMixin:
    """Offers the people who work in the admin, and those that are named already, instead of everybody."""

    fields: dict[str, forms.Field]
    instance: Any
    people_fields: tuple[str, ...] = ("responsible",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [getattr(self.instance, f"{name}_id", None) for name in (*self.people_fields, "handed_in_by")]
        for name in self.people_fields:
            if name in self.fields:
                people: Any = self.fields[name]
                people.queryset = User.objects.filter(staff_q(*kept)).distinct()


class EvidenceAdminForm(StaffChoicesMixin, WagtailAdminModelForm):
    """Evidence: its file is checked by its content, and has no address that a form could link to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].widget = forms.FileInput()

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
            return checked_evidence_file(file)
        return file


class OfficeHolderAdminForm(StaffChoicesMixin, WagtailAdminModelForm):
    """Who holds an office, from when to when."""

    people_fields = ("user",)


class ObligationAdminForm(StaffChoicesMixin, WagtailAdminModelForm):
    """An obligation: its rule is one of those that are written, its roles are those of delegations."""

    people_fields = ("owner",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from events.models import DelegationRole
        from events.reporting.rules import rule_choices

        super().__init__(*args, **kwargs)
        if "rule" in self.fields:
            self.fields["rule"] = forms.ChoiceField(
                label=self.fields["rule"].label, required=False, choices=rule_choices
            )
        if "roles" in self.fields:
            roles = DelegationRole.objects.all()
            self.fields["roles"] = forms.MultipleChoiceField(
                label=self.fields["roles"].label,
                help_text=self.fields["roles"].help_text,
                required=False,
                choices=[(role.key, str(role.title)) for role in roles],
                widget=forms.CheckboxSelectMultiple,
            )


class ActivityAdminForm(OfferedTermsMixin, StaffChoicesMixin, WagtailAdminModelForm):
    """An activity; refuses what would change a locked period."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "delegation" in self.fields:
            self.fields["delegation"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        from events.reporting.services.activities import ActivityRefusedError, refuse_in_locked_period

        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        before = self.initial.get("end_date") or self.initial.get("start_date") if self.instance.pk else None
        try:
            refuse_in_locked_period(before, cleaned.get("end_date") or cleaned.get("start_date"))
        except ActivityRefusedError as refusal:
            self.add_error("start_date", str(refusal))
        return cleaned
