"""StreamField blocks that more than one app uses."""

from hub.blocks.body import BodyBlock
from hub.blocks.catalogue import EventListBlock, MapBlock, RecordCardsBlock
from hub.blocks.links import CallToActionBlock, WebAddressBlock
from hub.blocks.media import PictureBlock, VideoBlock
from hub.blocks.table import TableBlock
from hub.blocks.texts import AccordionBlock, FiguresBlock, QuoteBlock, TextBlock, TimelineBlock

__all__ = [
    "AccordionBlock",
    "BodyBlock",
    "CallToActionBlock",
    "EventListBlock",
    "FiguresBlock",
    "MapBlock",
    "PictureBlock",
    "QuoteBlock",
    "RecordCardsBlock",
    "TableBlock",
    "TextBlock",
    "TimelineBlock",
    "VideoBlock",
    "WebAddressBlock",
]
