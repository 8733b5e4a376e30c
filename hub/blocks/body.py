"""What the body of a page can hold."""

from wagtail import blocks

from hub.blocks.catalogue import EventListBlock, MapBlock, RecordCardsBlock
from hub.blocks.links import CallToActionBlock
from hub.blocks.media import PictureBlock, VideoBlock
from hub.blocks.table import TableBlock
from hub.blocks.texts import AccordionBlock, FiguresBlock, QuoteBlock, TextBlock, TimelineBlock


class BodyBlock(blocks.StreamBlock):
    """What the body of a page can hold."""

    text = TextBlock()
    quote = QuoteBlock()
    accordion = AccordionBlock()
    table = TableBlock()
    picture = PictureBlock()
    video = VideoBlock()
    figures = FiguresBlock()
    timeline = TimelineBlock()
    record_cards = RecordCardsBlock()
    event_list = EventListBlock()
    map = MapBlock()
    call_to_action = CallToActionBlock()
