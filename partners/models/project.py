"""Projects: what partners and cities do together."""

from collections import Counter
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from hub.choices import DatePrecision, HelixSector
from hub.models import Record
from hub.querysets import public_links
from partners.choices import CityRole, PartnerRole
from partners.querysets import ProjectQuerySet


class TaggedProject(ItemBase):
    """A tag on a project."""

    tag = models.ForeignKey("hub.Tag", models.PROTECT, related_name="tagged_projects", verbose_name=_("tag"))
    content_object = ParentalKey("partners.Project", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of a project")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="project_has_tag_once")]


class Project(Record):
    """Something done together, with partners and cities in roles."""

    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end"), null=True, blank=True, help_text=_("Empty while the project goes on."))
    date_precision = models.CharField(
        _("dates are known to the"), max_length=5, choices=DatePrecision, default=DatePrecision.DAY
    )
    website = models.URLField(_("website"), blank=True)
    when_panels = [FieldRowPanel([FieldPanel("start"), FieldPanel("end")]), FieldPanel("date_precision")]

    who_panels = [
        InlinePanel("partner_links", label=_("partner"), heading=_("Partners")),
        InlinePanel("city_links", label=_("city"), heading=_("Cities")),
        FieldPanel("website"),
    ]

    scope = models.ForeignKey(
        "hub.Scope", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scope")
    )
    objectives = ParentalManyToManyField(
        "hub.Objective", blank=True, related_name="projects", verbose_name=_("objectives")
    )
    areas_of_action = ParentalManyToManyField(
        "hub.AreaOfAction", blank=True, related_name="projects", verbose_name=_("areas of action")
    )
    priorities = ParentalManyToManyField(
        "hub.Priority", blank=True, related_name="projects", verbose_name=_("municipal priorities")
    )
    sdgs = ParentalManyToManyField("hub.SDG", blank=True, related_name="projects", verbose_name=_("SDGs"))
    dimensions = ParentalManyToManyField(
        "hub.Dimension", blank=True, related_name="projects", verbose_name=_("dimensions")
    )
    purpose_panels = [
        FieldPanel(name) for name in ("scope", "objectives", "areas_of_action", "priorities", "sdgs", "dimensions")
    ]

    # In which roles a partner's or city's members may edit it: those who answer for it, not all who take part.
    answering_roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "partner_links": (PartnerRole.LEAD, PartnerRole.HOST),
        "city_links": (CityRole.LEAD,),
    }

    subject_fields = ("themes", "objectives", "areas_of_action", "priorities", "sdgs", "dimensions")
    tags = ClusterTaggableManager(through=TaggedProject, blank=True, verbose_name=_("tags"))

    panels = [
        *Record.panels,
        MultiFieldPanel(when_panels, _("When")),
        MultiFieldPanel(who_panels, _("Who")),
        MultiFieldPanel(purpose_panels, _("What it serves")),
        *Record.closing_panels,
    ]
    objects = ProjectQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gte=F("start")),
                name="project_dates_in_order",
                violation_error_message=_("The end can’t be before the start."),
            ),
        ]

    def page_context(self, *, is_draft: bool = False) -> dict[str, Any]:
        """Partners by role, the triple-helix mix and cities; events come by the events app's tags."""
        partners = public_links(self, "partner_links", "partner")
        return super().page_context(is_draft=is_draft) | {
            "partners": partners,
            "helix_mix": helix_mix([link.partner.sector for link in partners]),
            "cities": public_links(self, "city_links", "city"),
        }

    def open_data(self, language: str) -> dict[str, Any]:
        partners = [link.partner for link in self.partner_links.all() if link.partner.is_visible]
        cities = [link.city for link in self.city_links.all() if link.city.is_visible]
        return super().open_data(language) | {
            "start": self.start,
            "end": self.end,
            "date_precision": self.date_precision,
            "scope": self.scope.key if self.scope else "",
            "sdgs": sorted(goal.order for goal in self.sdgs.all()),
            "objectives": [objective.key for objective in self.objectives.all()],
            "priorities": [priority.key for priority in self.priorities.all()],
            "partners": [str(partner.title) for partner in partners],
            "cities": [str(city.title) for city in cities],
            "website": self.website,
            "source": self.source,
        }


def helix_mix(sectors: list[str]) -> list[tuple[HelixSector, int]]:
    """How many partners each helix sector gives, in declaration order, zeros included."""
    counts = Counter(sectors)
    return [(sector, counts[sector.value]) for sector in HelixSector]


class ProjectPartner(models.Model):
    """A partner's part in a project."""

    project = ParentalKey(Project, on_delete=models.CASCADE, related_name="partner_links")
    partner = models.ForeignKey(
        "partners.Partner", models.PROTECT, related_name="project_links", verbose_name=_("partner")
    )
    role = models.CharField(_("role"), max_length=20, choices=PartnerRole, default=PartnerRole.PARTICIPANT)
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("until"), null=True, blank=True)
    panels = [
        FieldPanel("partner"),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
    ]

    class Meta:
        verbose_name = _("partner in a project")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "partner", "role"], name="project_partner_role_once"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gte=F("start")),
                name="project_partner_dates_in_order",
                violation_error_message=_("The end can’t be before the start."),
            ),
        ]


class ProjectCity(models.Model):
    """A city's part in a project."""

    project = ParentalKey(Project, on_delete=models.CASCADE, related_name="city_links")
    city = models.ForeignKey("partners.City", models.PROTECT, related_name="project_links", verbose_name=_("city"))
    role = models.CharField(_("role"), max_length=20, choices=CityRole, default=CityRole.PARTICIPANT)
    panels = [FieldPanel("city"), FieldPanel("role")]

    class Meta:
        verbose_name = _("city in a project")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["project", "city"], name="project_city_once")]
