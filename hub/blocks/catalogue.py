"""Blocks that show records. They hold choices; their templates fetch what is public today."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from hub.blocks import groups
from hub.blocks.texts import heading_block

RECORDS_MAX = 12


class RecordChoicesBlock(blocks.StreamBlock):
    """Records of any type, in the order in which they are to be shown."""

    partner = SnippetChooserBlock("partners.Partner", label=_("Partner"), icon="group")
    city = SnippetChooserBlock("partners.City", label=_("City"), icon="globe")
    project = SnippetChooserBlock("partners.Project", label=_("Project"), icon="folder-open-inverse")
    event = SnippetChooserBlock("events.Event", label=_("Event"), icon="date")
    venue = SnippetChooserBlock("events.Venue", label=_("Venue"), icon="home")


class RecordCardsValue(blocks.StructValue):
    """Chosen records that can be named without loading them."""

    def choices(self) -> list[tuple[str, int]]:
        """Model label and primary key of each chosen record, in order."""
        stream = self["records"]
        types = stream.stream_block.child_blocks
        return [
            (types[row["type"]].target_model._meta.label_lower, row["value"])
            for row in stream.raw_data
            if row["type"] in types and row["value"]
        ]


class RecordCardsBlock(blocks.StructBlock):
    """Cards of chosen records; those that are not public are left out."""

    heading = heading_block()
    records = RecordChoicesBlock(
        min_num=1,
        max_num=RECORDS_MAX,
        label=_("Records"),
        help_text=_("Shown in this order. Drafts and withdrawn records are left out until they are public."),
    )

    class Meta:
        template = "blocks/record_cards_block.html"
        label = _("Record cards")
        icon = "list-ul"
        group = groups.CATALOGUE
        value_class = RecordCardsValue
        description = _("Cards of partners, cities, projects, events and venues.")


class EventListBlock(blocks.StructBlock):
    """The coming events, always up to date."""

    heading = heading_block()
    count = blocks.IntegerBlock(min_value=1, max_value=12, default=4, label=_("How many"))
    tag = SnippetChooserBlock(
        "hub.Tag", required=False, label=_("Tag"), help_text=_("Only events with this tag; empty for all.")
    )

    class Meta:
        template = "blocks/event_list_block.html"
        label = _("Coming events")
        icon = "date"
        group = groups.CATALOGUE
        description = _("The coming events, soonest first.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The slug of the chosen tag; of its heir if it was merged."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        tag = value.get("tag")
        context["tag_slug"] = tag.heir().slug if tag else ""
        return context


class MapBlock(blocks.StructBlock):
    """The map of cities, always up to date."""

    heading = heading_block()

    class Meta:
        template = "blocks/map_block.html"
        label = _("Map of cities")
        icon = "globe"
        group = groups.CATALOGUE
        description = _("The cities on the map, and what is done together with them.")
