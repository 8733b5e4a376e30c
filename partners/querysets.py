"""Named filters and loading plans of the partners app."""

from collections.abc import Iterable
from typing import Any, Self, cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from hub.choices import HelixSector
from hub.querysets import RecordQuerySet


class ExchangeQuerySet(RecordQuerySet):
    """What can be asked of those who offer and look for things."""

    def for_page(self) -> Self:
        """Whether there is anything to match comes with the row: most have nothing, and need no query for it."""
        sides = (self.model.offers.through, self.model.needs.through)
        offers, needs = (Exists(side._base_manager.filter(content_object=OuterRef("pk"))) for side in sides)
        return super().for_page().annotate(has_exchange=Q(offers) | Q(needs))


class PartnerQuerySet(ExchangeQuerySet):
    """What partners can be asked."""

    link_fields = (*ExchangeQuerySet.link_fields, "sector")
    card_relations = ("image", "kind")
    page_relations = ("image", "kind", "scope", "parent")

    def in_sector(self, sector: HelixSector | None) -> Self:
        """Keep one helix sector, as main or further sector; ``None`` keeps them all."""
        return self.filter(sector=sector) | self.filter(further_sectors__sector=sector) if sector else self

    def for_page(self) -> Self:
        """The page names further sectors."""
        return super().for_page().prefetch_related("further_sectors")

    def for_open_data(self) -> Self:
        """Open data names kind, scope and further sectors."""
        return super().for_open_data().select_related("kind", "scope").prefetch_related("further_sectors")


def _with_terms(city: type[Model]) -> list[Prefetch[str]]:
    """The relations and fields of cities, each row with its term."""
    rows = (("relations", "kind"), ("field_periods", "field"))
    models = {name: cast(Any, city._meta.get_field(name).related_model) for name, _term in rows}
    return [Prefetch(name, models[name].objects.select_related(term)) for name, term in rows]


class CityQuerySet(ExchangeQuerySet):
    """What cities can be asked."""

    link_fields = (*ExchangeQuerySet.link_fields, "country", "latitude", "longitude")

    def for_page(self) -> Self:
        """Whether anybody was visited comes with the row: most cities need no query for it."""
        visits = cast(Any, self.model._meta.get_field("delegations").related_model).objects.came()
        out, into = (Exists(visits.filter(**{name: OuterRef("pk")})) for name in ("city", "event__city"))
        return super().for_page().annotate(has_visits=Q(out) | Q(into))

    def for_mixed_cards(self) -> Self:
        """Cards show relations and fields as well; two queries."""
        return super().for_mixed_cards().prefetch_related(*_with_terms(self.model))

    def for_open_data(self) -> Self:
        """Open data names relations and fields."""
        return super().for_open_data().prefetch_related("relations__kind", "field_periods__field")


class ProjectQuerySet(RecordQuerySet):
    """What projects can be asked."""

    link_fields = (*RecordQuerySet.link_fields, "start", "end", "date_precision")
    page_relations = ("image", "scope")

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


class ProposalQuerySet(QuerySet[Any]):
    """What proposals can be asked."""

    def waiting(self) -> Self:
        """Keep those that the moderators have to decide on, the oldest first."""
        return self.filter(state="submitted").order_by("submitted_at", "pk")

    def of_organisations(self, organisations: Iterable[Model]) -> Self:
        """Keep those handed in on behalf of one of the partners and cities."""
        keys: dict[str, list[int]] = {"partner": [], "city": []}
        for organisation in organisations:
            keys[str(organisation._meta.model_name)].append(organisation.pk)
        return self.filter(Q(partner__in=keys["partner"]) | Q(city__in=keys["city"]))

    def about(self, record: Model) -> Self:
        """Keep those that propose or change ``record``."""
        content_type = ContentType.objects.get_for_model(record)
        return self.filter(content_type=content_type, object_id=record.pk)
