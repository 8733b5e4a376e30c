"""The index pages, vocabularies and records that a fresh hub of Viborg starts with."""

from events.models import EventIndexPage, VenueIndexPage
from hub.site_tree import PagePlan

INDEX_PLANS = (
    PagePlan(EventIndexPage, "begivenheder", "events", "Begivenheder", "Events"),
    PagePlan(VenueIndexPage, "steder", "venues", "Steder", "Venues"),
)
