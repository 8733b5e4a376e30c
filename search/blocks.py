"""Blocks of the search app."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import PageChooserBlock

from hub.blocks.catalogue import RecordChoicesBlock

MOST_PROMOTED = 10


class PromotedBlock(RecordChoicesBlock):
    """Records and pages of any type, in the order in which they are to be found."""

    page = PageChooserBlock(label=_("Page"), page_type=["hub.ContentPage", "hub.StoryPage"], icon="doc-empty-inverse")

    class Meta:
        min_num = 1
        max_num = MOST_PROMOTED
