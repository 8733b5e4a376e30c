"""The pages that are pictures: map and network."""

from hub.models import MapPage, NetworkPage
from hub.sample_site.writer import BodyWriter
from hub.site_tree import PagePlan


def city_map() -> PagePlan:
    """The map of cities."""
    lead = (
        "Byerne, Viborg er forbundet med, og hvad vi laver sammen. Brug filtrene, eller læs det hele som en liste "
        "under kortet.",
        "The cities that Viborg is connected with, and what we do together. Use the filters, or read it all as a "
        "list below the map.",
    )
    return BodyWriter().plan(MapPage, ("kort", "map"), ("Kort", "Map"), lead, in_menu=True)


def network() -> PagePlan:
    """The network of partners."""
    lead = (
        "Hvem der arbejder sammen med hvem, i fælles projekter og begivenheder.",
        "Who works with whom, in common projects and events.",
    )
    return BodyWriter().plan(NetworkPage, ("netvaerk", "network"), ("Netværk", "Network"), lead, in_menu=True)
