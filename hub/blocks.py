"""StreamField blocks that more than one app uses."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class BodyBlock(blocks.StreamBlock):
    """What the body of a page can hold."""

    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow")
