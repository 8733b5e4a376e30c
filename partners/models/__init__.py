"""Triple-helix partners, cities and projects."""

from partners.models.city import City, CityFieldPeriod, CityRelation, TaggedCity
from partners.models.exchange import CityNeed, CityOffer, PartnerNeed, PartnerOffer
from partners.models.index_pages import CityIndexPage, PartnerIndexPage, ProjectIndexPage
from partners.models.joining import Invitation, JoinRequest
from partners.models.kinds import CityRelationKind, PartnerKind
from partners.models.membership import Membership
from partners.models.partner import Partner, PartnerSector, TaggedPartner
from partners.models.project import Project, ProjectCity, ProjectPartner, TaggedProject
from partners.models.proposal import Proposal, ProposalStep

__all__ = [
    "City",
    "CityFieldPeriod",
    "CityIndexPage",
    "CityNeed",
    "CityOffer",
    "CityRelation",
    "CityRelationKind",
    "Invitation",
    "JoinRequest",
    "Membership",
    "Partner",
    "PartnerIndexPage",
    "PartnerKind",
    "PartnerNeed",
    "PartnerOffer",
    "PartnerSector",
    "Project",
    "ProjectCity",
    "ProjectIndexPage",
    "ProjectPartner",
    "Proposal",
    "ProposalStep",
    "TaggedCity",
    "TaggedPartner",
    "TaggedProject",
]
