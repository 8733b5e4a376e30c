"""What makes this hub the hub of one city; every Creative City fills it in for itself."""

from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from hub.bilingual import Bilingual
from hub.held import Held

HOSTS_HELD = 50


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """City, field, year of designation and the ways to reach the people behind the hub."""

    hub_name_da = models.CharField(_("name of the hub in Danish"), max_length=80, default="Viborg Visuals Hub")
    hub_name_en = models.CharField(_("name of the hub in English"), max_length=80, default="Viborg Visuals Hub")
    claim_da = models.CharField(_("line below the name, in Danish"), max_length=160, blank=True)
    claim_en = models.CharField(_("line below the name, in English"), max_length=160, blank=True)
    name_panels = [
        FieldRowPanel([FieldPanel("hub_name_da"), FieldPanel("hub_name_en")]),
        FieldRowPanel([FieldPanel("claim_da"), FieldPanel("claim_en")]),
    ]

    city_da = models.CharField(_("city in Danish"), max_length=80, default="Viborg")
    city_en = models.CharField(_("city in English"), max_length=80, default="Viborg")
    city_slug = models.SlugField(
        _("the city's own record"), default="viborg", help_text=_("The last part of the address of its page.")
    )
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, default=Decimal("56.45320"))
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, default=Decimal("9.40200"))
    city_panels = [
        FieldRowPanel([FieldPanel("city_da"), FieldPanel("city_en")]),
        FieldPanel("city_slug"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]

    creative_field = models.ForeignKey(
        "hub.CreativeField", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("creative field")
    )
    designation_year = models.PositiveSmallIntegerField(_("year of designation"), null=True, blank=True)
    membership_panels = [FieldPanel("creative_field"), FieldPanel("designation_year")]

    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    accessibility_statement_url = models.URLField(
        _("accessibility statement elsewhere"),
        blank=True,
        help_text=_("The address that /was leads to; empty if the statement is a page of ours."),
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accessibility statement"),
        help_text=_("The page linked at the end of every page, in the reader's language."),
    )
    contact_panels = [
        FieldPanel("contact_name"),
        FieldPanel("contact_email"),
        FieldPanel("accessibility_page"),
        FieldPanel("accessibility_statement_url"),
    ]

    panels = [
        MultiFieldPanel(name_panels, _("Name")),
        MultiFieldPanel(city_panels, _("City")),
        MultiFieldPanel(membership_panels, _("Membership")),
        MultiFieldPanel(contact_panels, _("Contact")),
    ]

    hub_name = Bilingual("hub_name")
    claim = Bilingual("claim")
    city = Bilingual("city")

    class Meta:
        verbose_name = _("hub settings")

    @classmethod
    def for_request(cls, request: Any) -> Self:
        """The settings of the site that ``request`` asks: held in memory, since every page shows them."""
        by_host, host = _by_host.get(), request.get_host()
        if host not in by_host:
            found = super().for_request(request)
            if len(by_host) >= HOSTS_HELD:
                return found
            by_host[host] = found
        return by_host[host]


_by_host: Held[dict[str, Any]] = Held(
    "site settings", dict, "wagtailcore.site", "hub.sitesettings", "hub.creativefield"
)
