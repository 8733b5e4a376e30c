"""The rows below an activity: partners and cities in it, and the people whom it reached."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from events.reporting.choices import CityPart, PartnerPart
from hub.models.taxonomies import Term


class PeopleKind(Term):
    """As what people were reached: participants, pupils, artists, audience …"""

    class Meta(Term.Meta):
        verbose_name = _("kind of people")
        verbose_name_plural = _("kinds of people")


class ActivityPartner(models.Model):
    """A partner's part in an activity."""

    activity = ParentalKey("reporting.Activity", on_delete=models.CASCADE, related_name="partner_links")
    partner = models.ForeignKey(
        "partners.Partner", models.PROTECT, related_name="activity_links", verbose_name=_("partner")
    )
    role = models.CharField(_("role"), max_length=12, choices=PartnerPart, default=PartnerPart.PARTICIPANT)
    panels = [FieldRowPanel([FieldPanel("partner"), FieldPanel("role")])]

    class Meta:
        verbose_name = _("partner in an activity")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "partner"], name="activity_partner_once")]


class ActivityCity(models.Model):
    """A city's part in an activity."""

    activity = ParentalKey("reporting.Activity", on_delete=models.CASCADE, related_name="city_links")
    city = models.ForeignKey("partners.City", models.PROTECT, related_name="activity_links", verbose_name=_("city"))
    role = models.CharField(_("role"), max_length=12, choices=CityPart, default=CityPart.PARTICIPANT)
    panels = [FieldRowPanel([FieldPanel("city"), FieldPanel("role")])]

    class Meta:
        verbose_name = _("city in an activity")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "city"], name="activity_city_once")]


class ActivityPeople(models.Model):
    """How many people of a kind an activity reached."""

    activity = ParentalKey("reporting.Activity", on_delete=models.CASCADE, related_name="people")
    kind = models.ForeignKey(PeopleKind, models.PROTECT, related_name="counts", verbose_name=_("kind"))
    count = models.PositiveIntegerField(_("number"))
    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("count")])]

    class Meta:
        verbose_name = _("people reached")
        verbose_name_plural = _("people reached")
        ordering = ["kind__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "kind"], name="activity_people_kind_once")]
