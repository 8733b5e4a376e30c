"""Pictures and films."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from hub.blocks import groups
from hub.blocks.links import WebAddressBlock, web_address

DURATION = r"^(\d{1,2}:)?[0-5]?\d:[0-5]\d$"


class PictureBlock(blocks.StructBlock):
    """A picture; its credit, licence and alternative text are those of the picture itself."""

    image = ImageChooserBlock(
        label=_("Picture"), help_text=_("Credit, licence and alternative text come from the picture.")
    )
    caption = blocks.TextBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        template = "blocks/picture_block.html"
        label = _("Picture")
        icon = "image"
        group = groups.MEDIA
        description = _("A picture with its caption, credit and licence.")


class VideoValue(blocks.StructValue):
    """A film that knows its address and its length."""

    @property
    def href(self) -> str:
        """The address on the web, or nothing."""
        return web_address(self.get("url"))

    @property
    def iso_duration(self) -> str:
        """The length for machines (``PT3M5S``)."""
        parts = [int(part) for part in (self.get("duration") or "").split(":") if part.isdigit()]
        seconds = sum(part * 60**power for power, part in enumerate(reversed(parts)))
        length = dt.timedelta(seconds=seconds)
        return f"PT{length.seconds // 60}M{length.seconds % 60}S" if seconds else ""


class VideoBlock(blocks.StructBlock):
    """A link to a film: nothing of it is loaded before the reader follows the link."""

    title = blocks.CharBlock(max_length=160, label=_("Title"))
    url = WebAddressBlock(label=_("Address"), help_text=_("Where the film is shown."))
    provider = blocks.CharBlock(max_length=60, label=_("Shown by"), help_text=_("For example Vimeo or DR."))
    duration = blocks.RegexBlock(
        DURATION,
        required=False,
        error_messages={"invalid": _("Write minutes and seconds, for example 3:05.")},
        label=_("Length"),
        help_text=_("For example 3:05."),
    )
    image = ImageChooserBlock(required=False, label=_("Still picture"), help_text=_("A picture of the film."))
    note = blocks.TextBlock(
        required=False, max_length=300, label=_("Note"), help_text=_("For example: with Danish subtitles.")
    )

    class Meta:
        template = "blocks/video_block.html"
        label = _("Film")
        icon = "media"
        group = groups.MEDIA
        value_class = VideoValue
        description = _("A link to a film; nothing is loaded before the reader follows it.")


def pictures_in(body: Any) -> list[Any]:
    """The pictures that a body shows."""
    values = (block.value for block in body if block.block_type in ("picture", "video"))
    return [value["image"] for value in values if value.get("image")]
