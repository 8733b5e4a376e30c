"""Venues: where events take place."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from events.querysets import VenueQuerySet
from hub.bilingual import Bilingual
from hub.geography import LATITUDE, LONGITUDE, coordinate_constraints
from hub.models import Record
from hub.querysets import public_or_none


class TaggedVenue(ItemBase):
    """A tag on a venue."""

    tag = models.ForeignKey("hub.Tag", models.PROTECT, related_name="tagged_venues", verbose_name=_("tag"))
    content_object = ParentalKey("events.Venue", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of a venue")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="venue_has_tag_once")]


class Venue(Record):
    """A house, hall, square or studio."""

    city = models.ForeignKey(
        "partners.City", models.PROTECT, null=True, blank=True, related_name="venues", verbose_name=_("city")
    )
    owner = models.ForeignKey(
        "partners.Partner", models.PROTECT, null=True, blank=True, related_name="venues", verbose_name=_("run by")
    )
    address = models.CharField(_("street address"), max_length=200, blank=True)
    latitude = LATITUDE.field()
    longitude = LONGITUDE.field()
    place_panels = [
        FieldRowPanel([FieldPanel("city"), FieldPanel("owner")]),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]

    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True, help_text=_("People."))
    website = models.URLField(_("website"), blank=True)
    access_da = models.TextField(_("accessibility in Danish"), blank=True, help_text=_("Steps, lift, hearing loop …"))
    access_en = models.TextField(_("accessibility in English"), blank=True)
    use_panels = [FieldPanel(name) for name in ("capacity", "website", "access_da", "access_en")]

    tags = ClusterTaggableManager(through=TaggedVenue, blank=True, verbose_name=_("tags"))

    panels = [
        *Record.panels,
        MultiFieldPanel(place_panels, _("Where it is")),
        MultiFieldPanel(use_panels, _("What it offers")),
        *Record.closing_panels,
    ]
    objects = VenueQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        constraints = [*Record.Meta.constraints, *coordinate_constraints("venue")]

    access = Bilingual("access")

    @property
    def kicker(self) -> str:
        """The short line above the title on cards."""
        return str(self.city) if self.city and self.city.is_visible else ""

    def page_context(self, *, is_draft: bool = False) -> dict[str, Any]:
        """Who runs it and where it is; its events come by the events app's tags."""
        return super().page_context(is_draft=is_draft) | {
            "city": public_or_none(self.city),
            "owner": public_or_none(self.owner),
        }

    def open_data(self, language: str) -> dict[str, Any]:
        return super().open_data(language) | {
            "city": str(self.city) if self.city and self.city.is_visible else "",
            "address": self.address,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "capacity": self.capacity,
            "website": self.website,
            "source": self.source,
        }
