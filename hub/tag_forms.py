"""Forms of the admin for tags, and the field in which records are given theirs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminTagWidget


class RecordTagWidget(AdminTagWidget):
    """Suggests the tags that may be given, found by either language's name."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-w-tag-url-value"] = reverse("hub_admin:suggest_tags")
        return context


class TagForm(WagtailAdminModelForm):
    """A tag. A word that looks like another tag's has to be confirmed."""

    add_all_the_same = forms.BooleanField(label=_("Add it all the same"), required=False)

    look_alikes: list[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.look_alikes = []

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        words = [cleaned.get(name, "") for name in ("name", "name_da", "name_en") if name in self.changed_data]
        if words:
            from hub.tagging import tags_like

            exclude = self.instance if self.instance.pk else None
            self.look_alikes = tags_like(words, exclude=exclude)
        if self.look_alikes and not cleaned.get("add_all_the_same"):
            self._ask_to_confirm()
        return cleaned

    def _ask_to_confirm(self) -> None:
        names = ", ".join(f"“{tag.name}”" for tag in self.look_alikes)
        text = _("This looks like %(names)s. Use that tag, or tick the box below if it is another subject.")
        self.add_error("name", ValidationError(text, code="look_alike", params={"names": names}))


class MergeForm(forms.Form):
    """Which tag another one is merged into."""

    heir = forms.ModelChoiceField(
        queryset=None, label=_("Merge into"), help_text=_("This tag stays, and takes over all uses of the other.")
    )

    def __init__(self, *args: Any, source: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heir: Any = self.fields["heir"]
        heir.queryset = type(source).objects.in_use().exclude(pk=source.pk)
        heir.label_from_instance = lambda tag: tag.name
