"""Triple-helix partners, cities and projects."""

from partners.models.city import City, CityFieldPeriod, CityRelation, TaggedCity
from partners.models.index_pages import CityIndexPage, PartnerIndexPage, ProjectIndexPage
from partners.models.joining import Invitation, JoinRequest
from partners.models.kinds import CityRelationKind, PartnerKind
from partners.models.membership import Membership
from partners.models.partner import Partner, PartnerSector, TaggedPartner
from partners.models.project import Project, ProjectCity, ProjectPartner, TaggedProject

__all__ = [
    "City",
    "CityFieldPeriod",
    "CityIndexPage",
    "CityRelation",
    "CityRelationKind",
    "Invitation",
    "JoinRequest",
    "Membership",
    "Partner",
    "PartnerIndexPage",
    "PartnerKind",
    "PartnerSector",
    "Project",
    "ProjectCity",
    "ProjectIndexPage",
    "ProjectPartner",
    "TaggedCity",
    "TaggedPartner",
    "TaggedProject",
]
