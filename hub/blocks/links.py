"""Blocks that lead somewhere, and the web addresses they may lead to."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail_localize.segments import OverridableSegmentValue

from hub.blocks import groups

WEB_SCHEMES = ("https", "http")


def web_address(url: str | None) -> str:
    """``url`` if it leads to the web, else nothing: imported data is not trusted to have passed a form."""
    url = (url or "").strip()
    return url if urlsplit(url).scheme.lower() in WEB_SCHEMES else ""


class WebAddressBlock(blocks.URLBlock):
    """An address on the web. A translation may name another one, for a page in its own language."""

    def __init__(self, **kwargs: Any) -> None:
        message = _("Write a web address that begins with https://.")
        kwargs.setdefault("validators", [URLValidator(schemes=WEB_SCHEMES, message=message)])
        super().__init__(**kwargs)

    def get_translatable_segments(self, value: str) -> list[OverridableSegmentValue]:
        """The address, as something that a translation may replace."""
        return [OverridableSegmentValue("", value)] if value else []

    def restore_translated_segments(self, value: str, segments: list[OverridableSegmentValue]) -> str:
        """The translation's address; checked again, since translators' values pass no form."""
        return web_address(segments[0].data) or value


class CallToActionValue(blocks.StructValue):
    """A call to action that knows where it leads."""

    @property
    def href(self) -> str:
        """The address: of the page in the reader's language, on the web, or of a mailbox."""
        if page := self.get("page"):
            translated = page.localized
            return (translated.url or "") if translated.live else ""
        if url := web_address(self.get("url")):
            return url
        return f"mailto:{self['email']}" if self.get("email") else ""


class CallToActionBlock(blocks.StructBlock):
    """A button that leads to the next step."""

    lead = blocks.TextBlock(required=False, max_length=300, label=_("Text"), help_text=_("One sentence above it."))
    text = blocks.CharBlock(max_length=80, label=_("Button"), help_text=_("Say what happens, not “click here”."))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    url = WebAddressBlock(required=False, label=_("or web address"))
    email = blocks.EmailBlock(required=False, label=_("or e-mail address"))

    class Meta:
        template = "blocks/call_to_action_block.html"
        label = _("Call to action")
        icon = "arrow-right"
        group = groups.ACTION
        value_class = CallToActionValue
        description = _("A button that leads to a page, a web address or an e-mail.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        targets = [name for name in ("page", "url", "email") if cleaned.get(name)]
        if len(targets) == 1:
            return cleaned
        message = _("Choose where it leads: a page, a web address or an e-mail address; one of them.")
        raise StructBlockValidationError(block_errors={(targets or ["page"])[-1]: ValidationError(message)})
