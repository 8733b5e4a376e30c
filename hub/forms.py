"""Forms of the admin that records and pages share: a draft may be unfinished, what is published may not."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.forms.tags import TagField

from hub.blocks.media import pictures_in
from hub.plain_text import one_plain_line
from hub.tag_forms import RecordTagWidget

register_form_field_override(
    ClusterTaggableManager,
    override=lambda field: {"form_class": TagField, "tag_model": field.related_model, "widget": RecordTagWidget},
)


def picture_refusal(image: Any) -> ValidationError | None:
    """Why ``image`` can't be published yet, or ``None``."""
    missing = image.missing_texts() if image else []
    if not missing:
        return None
    labels = ", ".join(str(capfirst(image._meta.get_field(name).verbose_name)) for name in missing)
    return ValidationError(
        _("The picture “%(title)s” can’t be published yet; it lacks: %(labels)s. Edit the picture to add them."),
        code="picture_lacks_texts",
        params={"title": image.title, "labels": labels},
    )


class PublishablePictureMixin:
    """Lets a draft's picture wait for its texts; publishing, scheduling and moderation ask for them."""

    cleaned_data: dict[str, Any]
    is_deferred_validation: bool
    add_error: Callable[[str, ValidationError], None]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc]
        if not self.is_deferred_validation and (refusal := picture_refusal(cleaned.get("image"))):
            self.add_error("image", refusal)
        return cleaned

    def _refuse_unseen(self, name: str, *lines: str) -> None:
        """Say at the field that something hides in one of ``lines``."""
        for line in lines:
            try:
                one_plain_line(line)
            except ValidationError as fault:
                self.add_error(name, fault)
                return


class OfferedTermsMixin:
    """Vocabularies as boxes to tick, without the terms that were withdrawn."""

    fields: dict[str, forms.Field]
    initial: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and hasattr(cast(Any, field.queryset).model, "withdrawn"):
                self._offer_terms(name, field)

    def _offer_terms(self, name: str, field: forms.ModelChoiceField) -> None:
        """Boxes to tick instead of a list; withdrawn terms only where the record has them already."""
        given = self.initial.get(name)
        several = isinstance(field, forms.ModelMultipleChoiceField)
        keys = [getattr(term, "pk", term) for term in ((given or []) if several else [given])]
        field.queryset = cast(Any, field.queryset).filter(Q(withdrawn=False) | Q(pk__in=keys))
        if several:
            field.widget = forms.CheckboxSelectMultiple()
            field.widget.choices = field.choices
            field.help_text = ""


class RecordForm(OfferedTermsMixin, PublishablePictureMixin, WagtailAdminModelForm):
    """Lets a draft be unfinished and asks for everything when the record is to be published."""

    def clean(self) -> dict[str, Any]:
        from hub.models.former_addresses import slug_refusal
        from hub.models.records import tag_managers
        from hub.tagging import canonical_words

        cleaned = super().clean()
        for field in tag_managers(type(self.instance)):
            if field.name in cleaned:
                cleaned[field.name] = canonical_words(cleaned[field.name])
                self._refuse_unseen(field.name, *cleaned[field.name])
        if refusal := slug_refusal(self.instance, cleaned.get("slug") or ""):
            self.add_error("slug", ValidationError(refusal, code="former_address"))
        return cleaned


class HubPageForm(PublishablePictureMixin, WagtailAdminPageForm):
    """The form of every page."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._refuse_unseen("title", cleaned.get("title") or "")
        if not self.is_deferred_validation:
            refusals = map(picture_refusal, pictures_in(cleaned.get("body") or []))
            for refusal in filter(None, refusals):
                self.add_error("body", refusal)
        return cleaned
