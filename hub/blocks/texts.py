"""Blocks made of words: text, quote, accordion, figures and timeline."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks import groups

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


def heading_block() -> blocks.CharBlock:
    """The optional heading above a block."""
    return blocks.CharBlock(
        required=False, max_length=120, label=_("Heading"), help_text=_("Leave empty if the text above leads here.")
    )


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    class Meta:
        template = "blocks/text_block.html"
        label = _("Text")
        icon = "pilcrow"
        group = groups.TEXT
        description = _("Running text with headings, lists and links.")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    quote = blocks.TextBlock(label=_("Quote"), help_text=_("The words themselves, without quotation marks."))
    who = blocks.CharBlock(required=False, max_length=120, label=_("Who"), help_text=_("The person or the document."))
    role = blocks.CharBlock(required=False, max_length=160, label=_("Role"), help_text=_("Title or organisation."))

    class Meta:
        template = "blocks/quote_block.html"
        label = _("Quote")
        icon = "openquote"
        group = groups.TEXT
        description = _("Somebody’s words, with who said them.")


class AccordionItemBlock(blocks.StructBlock):
    """One question with its answer."""

    title = blocks.CharBlock(max_length=160, label=_("Title"), help_text=_("Always visible; a question works well."))
    text = blocks.RichTextBlock(
        features=RICH_TEXT_FEATURES, label=_("Text"), help_text=_("Shown when the reader opens it.")
    )

    class Meta:
        icon = "list-ul"


class AccordionBlock(blocks.StructBlock):
    """Sections that the reader opens one by one."""

    heading = heading_block()
    items = blocks.ListBlock(AccordionItemBlock(), min_num=1, label=_("Sections"))

    class Meta:
        template = "blocks/accordion_block.html"
        label = _("Accordion")
        icon = "list-ul"
        group = groups.TEXT
        description = _("Sections that the reader opens one by one.")


class FigureBlock(blocks.StructBlock):
    """One figure with what it counts."""

    number = blocks.CharBlock(max_length=20, label=_("Number"), help_text=_("As it is to be read, for example 3,000."))
    label = blocks.CharBlock(max_length=120, label=_("What it counts"))
    source = blocks.CharBlock(
        required=False, max_length=250, label=_("Source"), help_text=_("Who counted it, and when.")
    )

    class Meta:
        icon = "order"


class FiguresBlock(blocks.StructBlock):
    """A few figures worth remembering."""

    heading = heading_block()
    figures = blocks.ListBlock(FigureBlock(), min_num=1, max_num=8, label=_("Figures"))

    class Meta:
        template = "blocks/figures_block.html"
        label = _("Figures")
        icon = "order"
        group = groups.FACTS
        description = _("A few figures, each with what it counts and its source.")


class FrameBlock(blocks.StructBlock):
    """One frame of a timeline."""

    date = blocks.CharBlock(max_length=40, label=_("When"), help_text=_("A year or a date, as it is to be read."))
    title = blocks.CharBlock(max_length=160, label=_("Title"))
    text = blocks.TextBlock(required=False, label=_("Text"), help_text=_("One or two sentences."))

    class Meta:
        icon = "date"


class TimelineBlock(blocks.StructBlock):
    """What happened when: a strip of frames."""

    heading = heading_block()
    frames = blocks.ListBlock(FrameBlock(), min_num=1, label=_("Frames"), help_text=_("Earliest first."))

    class Meta:
        template = "blocks/timeline_block.html"
        label = _("Timeline")
        icon = "history"
        group = groups.FACTS
        description = _("What happened when, as a strip of frames.")
