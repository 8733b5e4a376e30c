"""The form in which pictures are uploaded and described."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from hub.models.images import REQUIRED_TEXTS
from hub.references import rows_naming


class PictureField(WagtailImageField):
    """A picture file that can be read to its end: a broken one would fail only when its page is shown."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is not None:
                Pillow.open(file).load()
                file.seek(0)
        except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
            text = _("This file can’t be read as a picture: it is damaged, or it is something else.")
            raise ValidationError(text, code="invalid_image") from error
        return file


class HubImageForm(BaseImageForm):
    """A picture. One that visitors see keeps the texts that publishing asked for."""

    file = PictureField(label=_("File"), widget=forms.FileInput())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        emptied = [name for name in REQUIRED_TEXTS if self.initial.get(name) and not cleaned.get(name)]
        if emptied and self.instance.pk and any(getattr(row, "live", False) for row in rows_naming(self.instance)):
            for name in emptied:
                self.add_error(name, _("This picture is on a published page, so it needs this text."))
        return cleaned
