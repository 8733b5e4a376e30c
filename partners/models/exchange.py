"""What partners and cities offer and look for, as tags: the ground for matches."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase


class PartnerOffer(ItemBase):
    """Something a partner offers."""

    tag = models.ForeignKey("hub.Tag", models.PROTECT, related_name="partner_offers", verbose_name=_("tag"))
    content_object = ParentalKey("partners.Partner", on_delete=models.CASCADE, related_name="offer_items")

    class Meta:
        verbose_name = _("offer of a partner")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="partner_offers_once")]


class PartnerNeed(ItemBase):
    """Something a partner looks for."""

    tag = models.ForeignKey("hub.Tag", models.PROTECT, related_name="partner_needs", verbose_name=_("tag"))
    content_object = ParentalKey("partners.Partner", on_delete=models.CASCADE, related_name="need_items")

    class Meta:
        verbose_name = _("need of a partner")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="partner_needs_once")]


class CityOffer(ItemBase):
    """Something a city offers."""

    tag = models.ForeignKey("hub.Tag", models.PROTECT, related_name="city_offers", verbose_name=_("tag"))
    content_object = ParentalKey("partners.City", on_delete=models.CASCADE, related_name="offer_items")

    class Meta:
        verbose_name = _("offer of a city")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="city_offers_once")]


class CityNeed(ItemBase):
    """Something a city looks for."""

    tag = models.ForeignKey("hub.Tag", models.PROTECT, related_name="city_needs", verbose_name=_("tag"))
    content_object = ParentalKey("partners.City", on_delete=models.CASCADE, related_name="need_items")

    class Meta:
        verbose_name = _("need of a city")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="city_needs_once")]
