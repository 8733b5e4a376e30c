"""Who and what belongs to an event: partners, cities and tags in their rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel

from events.choices import OrganiserRole
from partners.choices import CityRole


class TaggedEvent(ItemBase):
    """A tag on an event."""

    tag = models.ForeignKey("hub.Tag", models.PROTECT, related_name="tagged_events", verbose_name=_("tag"))
    content_object = ParentalKey("events.Event", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of an event")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="event_has_tag_once")]


class EventPartner(models.Model):
    """A partner's part in an event."""

    event = ParentalKey("events.Event", on_delete=models.CASCADE, related_name="partner_links")
    partner = models.ForeignKey(
        "partners.Partner", models.PROTECT, related_name="event_links", verbose_name=_("partner")
    )
    role = models.CharField(_("role"), max_length=20, choices=OrganiserRole, default=OrganiserRole.ORGANISER)
    panels = [FieldPanel("partner"), FieldPanel("role")]

    class Meta:
        verbose_name = _("partner in an event")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "partner", "role"], name="event_partner_role_once")]


class EventCity(models.Model):
    """A city that takes part in an event."""

    event = ParentalKey("events.Event", on_delete=models.CASCADE, related_name="city_links")
    city = models.ForeignKey("partners.City", models.PROTECT, related_name="event_links", verbose_name=_("city"))
    role = models.CharField(_("role"), max_length=20, choices=CityRole, default=CityRole.PARTICIPANT)
    panels = [FieldPanel("city"), FieldPanel("role")]

    class Meta:
        verbose_name = _("city in an event")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "city"], name="event_city_once")]
