"""Named filters and loading plans of the partners app."""

from typing import Any, Self

from django.db.models import Model, QuerySet
from django.utils import timezone

from hub.choices import HelixSector
from hub.querysets import RecordQuerySet


class PartnerQuerySet(RecordQuerySet):
    """What partners can be asked."""

    def in_sector(self, sector: HelixSector | None) -> Self:
        """Keep one helix sector, as main or further sector; ``None`` keeps them all."""
        return self.filter(sector=sector) | self.filter(further_sectors__sector=sector) if sector else self

    def for_cards(self) -> Self:
        """Cards show the kind as well."""
        return super().for_cards().select_related("kind")

    def for_page(self) -> Self:
        """The page names kind, scope, the whole and further sectors."""
        return super().for_page().select_related("kind", "scope", "parent").prefetch_related("further_sectors")

    def for_open_data(self) -> Self:
        """Open data names kind, scope and further sectors."""
        return super().for_open_data().select_related("kind", "scope").prefetch_related("further_sectors")


class CityQuerySet(RecordQuerySet):
    """What cities can be asked."""

    def for_cards(self) -> Self:
        """Cards show relations and fields as well."""
        return super().for_cards().prefetch_related("relations__kind", "field_periods__field")

    def for_open_data(self) -> Self:
        """Open data names relations and fields."""
        return super().for_open_data().prefetch_related("relations__kind", "field_periods__field")


class ProjectQuerySet(RecordQuerySet):
    """What projects can be asked."""

    def for_page(self) -> Self:
        """The page names the scope."""
        return super().for_page().select_related("scope")

    def for_open_data(self) -> Self:
        """Open data names scope, goals, and the partners and cities that are public."""
        related = ("sdgs", "objectives", "priorities", "partner_links__partner", "city_links__city")
        return super().for_open_data().select_related("scope").prefetch_related(*related)


class MembershipQuerySet(QuerySet[Any]):
    """What memberships can be asked."""

    def active(self) -> Self:
        """Keep the members of today; former ones have no rights."""
        return self.filter(ended_at__isnull=True)

    def in_organisation(self, organisation: Model) -> Self:
        """Keep those in one partner or city."""
        return self.filter(**{str(organisation._meta.model_name): organisation.pk})


class InvitationQuerySet(QuerySet[Any]):
    """What invitations can be asked."""

    def open(self) -> Self:
        """Keep those that can still be accepted."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())

    def in_organisation(self, organisation: Model) -> Self:
        """Keep those to one partner or city."""
        return self.filter(**{str(organisation._meta.model_name): organisation.pk})
