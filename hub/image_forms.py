"""The form in which pictures are uploaded and described."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags
from PIL import Image as Pillow
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from hub.models.images import PICTURE_TEXTS
from hub.references import rows_naming

# Narrower ones look torn where a record's picture is shown.
LEAST_WIDTH_PIXELS = 400
_TURNED = range(5, 9)  # Exif orientations that lay a picture on its side


class PictureField(WagtailImageField):
    """A picture file that can be read to its end: a broken one would fail only when its page is shown.

    ``least_width`` in pixels refuses what is too small to be shown. Texts are in the language of whoever reads them,
    not of the process's start.
    """

    def __init__(self, *args: Any, least_width: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.least_width = least_width
        formats = ", ".join(name.upper() for name in settings.WAGTAILIMAGES_EXTENSIONS if name != "jpg")
        size = lazy(filesizeformat, str)(self.max_upload_size)
        self.help_text = format_lazy(_("{formats}; at most {size}."), formats=formats, size=size)
        if least_width:
            text = _("{formats}; at most {size}, and at least {width} pixels wide.")
            self.help_text = format_lazy(text, formats=formats, size=size, width=least_width)
        self.error_messages["invalid_image_extension"] = format_lazy(
            _("This is not a kind of picture that can be shown. Use one of: {formats}."), formats=formats
        )
        self.error_messages["file_too_large_unknown_size"] = format_lazy(
            _("This file is too large; at most {size} are taken."), size=size
        )

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is not None:
                picture = Pillow.open(file)
                picture.load()
                self._check_width(picture)
                file.seek(0)
        except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
            text = _("This file can’t be read as a picture: it is damaged, or it is something else.")
            raise ValidationError(text, code="invalid_image") from error
        return file

    def _check_width(self, picture: Pillow.Image) -> None:
        width, height = picture.size
        if picture.getexif().get(ExifTags.Base.Orientation) in _TURNED:
            width = height
        if width < self.least_width:
            text = _("This picture is only %(width)d pixels wide; it takes %(least)d at least to be shown.")
            raise ValidationError(text, code="too_small", params={"width": width, "least": self.least_width})


class HubImageForm(BaseImageForm):
    """A picture. One that visitors see keeps the texts that publishing asked for."""

    file = PictureField(label=_("File"), widget=forms.FileInput())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        emptied = [name for name in PICTURE_TEXTS if self.initial.get(name) and not cleaned.get(name)]
        if emptied and self.instance.pk and any(getattr(row, "live", False) for row in rows_naming(self.instance)):
            for name in emptied:
                self.add_error(name, _("This picture is on a published page, so it needs this text."))
        return cleaned
