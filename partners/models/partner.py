"""Partners: the organisations of the ecosystem."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from hub.choices import HelixSector
from hub.geography import LATITUDE, LONGITUDE, coordinate_constraints
from hub.models import Record
from hub.querysets import public_links, public_or_none
from partners.admin_forms import PartnerForm
from partners.matches import exchange_of
from partners.models.exchange import PartnerNeed, PartnerOffer
from partners.querysets import PartnerQuerySet

# No \d: it means the digits of every script.
CVR_SHAPE = r"^[0-9]{8}\Z"
cvr_number = RegexValidator(CVR_SHAPE, _("A CVR number has eight digits."))


EARLIEST_YEAR = 800


def latest_founding_year() -> int:
    """Next year: an organisation may be about to begin."""
    return timezone.localdate().year + 1


def founding_year(year: int) -> None:
    """Refuse a year in which no organisation was founded; imports say the same."""
    latest = latest_founding_year()
    if not EARLIEST_YEAR <= year <= latest:
        # As text: years have no thousands to separate.
        values = {"first": str(EARLIEST_YEAR), "last": str(latest)}
        raise ValidationError(_("Write a year from %(first)s to %(last)s."), code="no_founding_year", params=values)


class TaggedPartner(ItemBase):
    """A tag on a partner."""

    tag = models.ForeignKey("hub.Tag", models.PROTECT, related_name="tagged_partners", verbose_name=_("tag"))
    content_object = ParentalKey("partners.Partner", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of a partner")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="partner_has_tag_once")]


class Partner(Record):
    """A school, studio, association, public body …"""

    sector = models.CharField(_("helix sector"), max_length=20, choices=HelixSector)
    kind = models.ForeignKey(
        "partners.PartnerKind", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kind")
    )
    scope = models.ForeignKey(
        "hub.Scope", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scope")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    founded_year = models.PositiveSmallIntegerField(
        _("founded"), null=True, blank=True, validators=[founding_year], help_text=_("Year.")
    )
    who_panels = [
        FieldRowPanel([FieldPanel("sector"), FieldPanel("kind")]),
        InlinePanel("further_sectors", label=_("further sector"), heading=_("Further sectors")),
        FieldRowPanel([FieldPanel("scope"), FieldPanel("founded_year")]),
        FieldPanel("parent"),
    ]

    website = models.URLField(_("website"), blank=True)
    cvr = models.CharField(
        _("CVR number"),
        max_length=8,
        null=True,
        blank=True,
        unique=True,
        validators=[cvr_number],
        help_text=_("The number in the Danish business register, eight digits."),
    )
    contact_email = models.EmailField(
        _("contact e-mail"), blank=True, help_text=_("For staff; never on the public page.")
    )
    reach_panels = [FieldPanel("website"), FieldPanel("cvr"), FieldPanel("contact_email")]

    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("Town or address, as it is to be read.")
    )
    latitude = LATITUDE.field()
    longitude = LONGITUDE.field()
    place_panels = [FieldPanel("place"), FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])]

    tags = ClusterTaggableManager(through=TaggedPartner, blank=True, verbose_name=_("tags"))
    offers = ClusterTaggableManager(
        through=PartnerOffer, blank=True, verbose_name=_("offers"), related_name="partners_offering"
    )
    needs = ClusterTaggableManager(
        through=PartnerNeed, blank=True, verbose_name=_("looks for"), related_name="partners_looking"
    )
    exchange_panels = [FieldPanel("offers"), FieldPanel("needs")]

    panels = [
        *Record.panels,
        MultiFieldPanel(who_panels, _("Who they are")),
        MultiFieldPanel(reach_panels, _("How to reach them")),
        MultiFieldPanel(place_panels, _("Where they are")),
        MultiFieldPanel(exchange_panels, _("Offers and looks for")),
        *Record.closing_panels,
    ]
    search_fields = [*Record.search_fields, index.FilterField("sector")]
    base_form_class = PartnerForm
    objects = PartnerQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            *Record.Meta.constraints,
            *coordinate_constraints("partner"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="partner_not_part_of_itself",
                violation_error_message=_("A partner can’t be part of itself."),
            ),
            models.CheckConstraint(condition=Q(sector__in=HelixSector.values), name="partner_sector_exists"),
            models.CheckConstraint(
                condition=Q(cvr__isnull=True) | Q(cvr__regex=CVR_SHAPE),
                name="partner_cvr_has_eight_digits",
                violation_error_message=_("A CVR number has eight digits."),
            ),
        ]

    def clean(self) -> None:
        self.cvr = self.cvr or None
        super().clean()
        self._refuse_circle()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; two drafts that only together make a circle meet here, when the second is published."""
        self._refuse_circle()
        super().save(*args, **kwargs)

    def _refuse_circle(self) -> None:
        """Raise ``ValidationError`` if this partner would be part of one of its own parts, however far down."""
        above, passed = self.parent_id, set[int]()
        while self.pk and above and above not in passed:
            if above == self.pk:
                raise ValidationError({"parent": _("Partners would be part of each other in a circle.")})
            passed.add(above)
            above = Partner.objects.filter(pk=above).values_list("parent_id", flat=True).first()

    @property
    def sectors(self) -> list[HelixSector]:
        """The main sector, then the further ones."""
        return [HelixSector(self.sector), *(HelixSector(row.sector) for row in self.further_sectors.all())]

    @property
    def kicker(self) -> str:
        """The short line above the title on cards."""
        return str(self.kind or HelixSector(self.sector).label)

    def page_context(self, *, is_draft: bool = False) -> dict[str, Any]:
        """Projects with roles, parts and the whole; events come by the events app's tags."""
        return super().page_context(is_draft=is_draft) | {
            "exchange": exchange_of(self, is_draft=is_draft),
            "projects": public_links(self, "project_links", "project", ("-project__start", "pk")),
            "parts": Partner.objects.public().filter(parent=self).order_by("title_da") if self.pk else [],
            "whole": public_or_none(self.parent),
        }

    def open_data(self, language: str) -> dict[str, Any]:
        return super().open_data(language) | {
            "sector": self.sector,
            "further_sectors": [row.sector for row in self.further_sectors.all()],
            "kind": self.kind.key if self.kind else "",
            "scope": self.scope.key if self.scope else "",
            "website": self.website,
            "cvr": self.cvr or "",
            "place": self.place,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "source": self.source,
        }


class PartnerSector(models.Model):
    """A further helix sector of a partner."""

    partner = ParentalKey(Partner, on_delete=models.CASCADE, related_name="further_sectors")
    sector = models.CharField(_("sector"), max_length=20, choices=HelixSector)

    class Meta:
        verbose_name = _("further sector")
        constraints = [models.UniqueConstraint(fields=["partner", "sector"], name="further_sector_once")]
