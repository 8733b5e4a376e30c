"""Cities: members of the network, twin towns and other cities with which there are ties."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from hub.geography import LATITUDE, LONGITUDE, coordinate_constraints, validate_zone, zone_constraint
from hub.models import Record
from hub.querysets import public_links
from partners.matches import exchange_of
from partners.models.exchange import CityNeed, CityOffer
from partners.querysets import CityQuerySet


class TaggedCity(ItemBase):
    """A tag on a city."""

    tag = models.ForeignKey("hub.Tag", models.PROTECT, related_name="tagged_cities", verbose_name=_("tag"))
    content_object = ParentalKey("partners.City", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of a city")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="city_has_tag_once")]


class City(Record):
    """A city, in one record whatever the number of its relations to us."""

    country = CountryField(_("country"))
    aliases = models.TextField(
        _("other names"), blank=True, help_text=_("Exonyms and spellings, one on each line; search finds them too.")
    )
    designated_year = models.PositiveSmallIntegerField(
        _("designated"), null=True, blank=True, help_text=_("The year of its UNESCO designation.")
    )
    website = models.URLField(_("website"), blank=True)
    who_panels = [
        FieldPanel("country"),
        FieldPanel("aliases"),
        FieldPanel("designated_year"),
        FieldPanel("website"),
        InlinePanel("relations", label=_("relation"), heading=_("Relations to us")),
        InlinePanel("field_periods", label=_("creative field"), heading=_("Creative fields")),
    ]

    timezone = models.CharField(
        _("time zone"), max_length=50, validators=[validate_zone], help_text=_("IANA name, for example Asia/Seoul.")
    )
    latitude = LATITUDE.field()
    longitude = LONGITUDE.field()
    place_panels = [FieldPanel("timezone"), FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])]

    tags = ClusterTaggableManager(through=TaggedCity, blank=True, verbose_name=_("tags"))
    offers = ClusterTaggableManager(
        through=CityOffer, blank=True, verbose_name=_("offers"), related_name="cities_offering"
    )
    needs = ClusterTaggableManager(
        through=CityNeed, blank=True, verbose_name=_("looks for"), related_name="cities_looking"
    )
    exchange_panels = [FieldPanel("offers"), FieldPanel("needs")]

    panels = [
        *Record.panels,
        MultiFieldPanel(who_panels, _("The city and we")),
        MultiFieldPanel(place_panels, _("Where it is")),
        MultiFieldPanel(exchange_panels, _("Offers and looks for")),
        *Record.closing_panels,
    ]
    objects = CityQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        constraints = [*Record.Meta.constraints, *coordinate_constraints("city"), zone_constraint("city")]

    @property
    def kicker(self) -> str:
        """The short line above the title on cards."""
        return str(self.country.name)

    @property
    def current_fields(self) -> list[Any]:
        """The creative fields that the city has today."""
        return [period.field for period in self.field_periods.all() if period.until_year is None]

    def page_context(self, *, is_draft: bool = False) -> dict[str, Any]:
        """Relations, fields and shared projects; events come by the events app's tags."""
        return super().page_context(is_draft=is_draft) | {
            "exchange": exchange_of(self, is_draft=is_draft),
            "projects": public_links(self, "project_links", "project", ("-project__start", "pk")),
            "relations": self.relations.all() if is_draft else self.relations.select_related("kind"),
            "field_periods": self.field_periods.all() if is_draft else self.field_periods.select_related("field"),
        }

    def open_data(self, language: str) -> dict[str, Any]:
        return super().open_data(language) | {
            "country": str(self.country),
            "relations": [row.kind.key for row in self.relations.all()],
            "creative_fields": [field.key for field in self.current_fields],
            "designated_year": self.designated_year,
            "timezone": self.timezone,
            "website": self.website,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "source": self.source,
        }


def _years_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(until_year__isnull=True) | Q(from_year__isnull=True) | Q(until_year__gte=F("from_year")),
        name=name,
        violation_error_message=_("The last year can’t be before the first."),
    )


class CityRelation(models.Model):
    """What a city is to us; a city can be several things at once."""

    city = ParentalKey(City, on_delete=models.CASCADE, related_name="relations")
    kind = models.ForeignKey("partners.CityRelationKind", models.PROTECT, related_name="+", verbose_name=_("relation"))
    from_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True)
    panels = [FieldPanel("kind"), FieldRowPanel([FieldPanel("from_year"), FieldPanel("until_year")])]

    class Meta:
        verbose_name = _("relation of a city")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["city", "kind"], name="city_relation_once"),
            _years_in_order("city_relation_years_in_order"),
        ]


class CityFieldPeriod(models.Model):
    """A creative field that a city is or was designated in."""

    city = ParentalKey(City, on_delete=models.CASCADE, related_name="field_periods")
    field = models.ForeignKey("hub.CreativeField", models.PROTECT, related_name="+", verbose_name=_("creative field"))
    from_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(
        _("until year"), null=True, blank=True, help_text=_("Empty while the city has the field.")
    )
    panels = [FieldPanel("field"), FieldRowPanel([FieldPanel("from_year"), FieldPanel("until_year")])]

    class Meta:
        verbose_name = _("creative field of a city")
        ordering = ["from_year", "pk"]
        constraints = [_years_in_order("city_field_years_in_order")]
