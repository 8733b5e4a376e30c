"""Forms of the admin that records and pages share: a draft may be unfinished, what is published may not."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from hub.blocks.media import pictures_in

if TYPE_CHECKING:
    from hub.models import HubImage


class RecordForm(WagtailAdminModelForm):
    """Lets a draft be unfinished and asks for everything when the record is to be published."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "tags" in cleaned:
            cleaned["tags"] = self._with_heirs(cleaned["tags"])
        if not self.is_deferred_validation and (image := cleaned.get("image")):
            _check_picture(self, "image", image)
        return cleaned

    @staticmethod
    def _with_heirs(names: list[str]) -> list[str]:
        """The given words, with each merged tag replaced by the tag it was merged into."""
        from hub.models import Tag

        merged = {
            tag.name.casefold(): tag.merged_into.name
            for tag in Tag.objects.filter(merged_into__isnull=False).select_related("merged_into")
        }
        return list(dict.fromkeys(merged.get(name.casefold(), name) for name in names))


class PageForm(WagtailAdminPageForm):
    """Asks that every picture of a page has its texts when the page is to be published."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_deferred_validation:
            return cleaned
        if image := cleaned.get("image"):
            _check_picture(self, "image", image)
        for picture in pictures_in(cleaned.get("body") or []):
            _check_picture(self, "body", picture)
        return cleaned


def _check_picture(form: WagtailAdminModelForm, field: str, image: "HubImage") -> None:
    if missing := image.missing_texts():
        labels = ", ".join(str(capfirst(image._meta.get_field(name).verbose_name)) for name in missing)
        message = _("The picture “%(title)s” can’t be published yet; it lacks: %(labels)s. Edit it to add them.")
        form.add_error(field, ValidationError(message, params={"title": image.title, "labels": labels}))
