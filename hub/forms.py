"""Forms of the admin that every record type shares."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

if TYPE_CHECKING:
    from hub.models import HubImage


class RecordForm(WagtailAdminModelForm):
    """Lets a draft be unfinished and asks for everything when the record is to be published."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "tags" in cleaned:
            cleaned["tags"] = self._with_heirs(cleaned["tags"])
        if not self.is_deferred_validation and (image := cleaned.get("image")):
            self._check_picture(image)
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

    def _check_picture(self, image: "HubImage") -> None:
        if missing := image.missing_texts():
            labels = ", ".join(str(capfirst(image._meta.get_field(name).verbose_name)) for name in missing)
            self.add_error(
                "image",
                ValidationError(
                    _("This picture can’t be published yet; it lacks: %(labels)s. Edit the picture to add them."),
                    params={"labels": labels},
                ),
            )
