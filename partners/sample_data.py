"""The index pages, vocabularies and records that a fresh hub of Viborg starts with."""

from hub.site_tree import PagePlan
from partners.models import CityIndexPage, PartnerIndexPage, ProjectIndexPage

INDEX_PLANS = (
    PagePlan(PartnerIndexPage, "partnere", "partners", "Partnere", "Partners"),
    PagePlan(CityIndexPage, "byer", "cities", "Byer", "Cities"),
    PagePlan(ProjectIndexPage, "projekter", "projects", "Projekter", "Projects"),
)
