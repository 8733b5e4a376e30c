"""Activities: what is reported, counted once wherever it came from."""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from events.reporting.admin_forms import ActivityAdminForm
from events.reporting.choices import ActivityState
from events.reporting.panels import EvidencePanel
from events.reporting.querysets import ActivityQuerySet
from hub.bilingual import Bilingual

# What an activity is made from: at most one of them, and each makes at most one activity.
ORIGINS = ("project", "event", "delegation")
# The vocabularies that say what an activity serves.
SUBJECTS = ("objectives", "areas_of_action", "priorities", "sdgs", "dimensions")


def _at_most_one_origin() -> Q:
    pairs = [(first, second) for position, first in enumerate(ORIGINS) for second in ORIGINS[position + 1 :]]
    question = Q()
    for first, second in pairs:
        question &= Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True})
    return question


class Activity(index.Indexed, ClusterableModel):
    """What the membership did: made from a project, an event, a delegation or nothing.

    It is no public record: it is what a report says of one. It counts once, on ``counted_on``: its last day, or its
    first day if no last one is given. So what crosses a year's end counts in the year in which it ended, and in the
    period that this day lies in; nothing is split between two years. An activity counts while it is accepted or used
    and has not been left behind by a merge (``ActivityQuerySet.counting``); it is a claim once it is proven as well
    (``.proven``).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title_da = models.CharField(_("title in Danish"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    summary_da = models.TextField(_("what was done, in Danish"), blank=True)
    summary_en = models.TextField(_("what was done, in English"), blank=True)
    result_da = models.TextField(_("result in Danish"), blank=True)
    result_en = models.TextField(_("result in English"), blank=True)
    impact_da = models.TextField(_("impact in Danish"), blank=True)
    impact_en = models.TextField(_("impact in English"), blank=True)
    title_panels = [FieldRowPanel([FieldPanel("title_da"), FieldPanel("title_en")])]
    text_panels = [
        FieldRowPanel([FieldPanel(f"{name}_da"), FieldPanel(f"{name}_en")]) for name in ("summary", "result", "impact")
    ]

    start_date = models.DateField(_("first day"))
    end_date = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("It counts in the year of its last day.")
    )
    counted_on = models.GeneratedField(
        expression=Coalesce("end_date", "start_date"), output_field=models.DateField(_("counts on")), db_persist=True
    )
    when_panels = [FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")])]

    project = models.ForeignKey(
        "partners.Project",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("made from the project"),
    )
    event = models.ForeignKey(
        "events.Event",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("made from the event"),
    )
    delegation = models.ForeignKey(
        "events.Delegation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("made from the delegation"),
    )
    origin_panels = [FieldRowPanel([FieldPanel("project"), FieldPanel("event")]), FieldPanel("delegation")]

    section = models.ForeignKey(
        "reporting.ReportSection",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        limit_choices_to={"takes_activities": True},
        verbose_name=_("section of the report"),
    )
    scope = models.ForeignKey(
        "hub.Scope", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scope")
    )
    objectives = models.ManyToManyField(
        "hub.Objective", blank=True, related_name="activities", verbose_name=_("objectives")
    )
    areas_of_action = models.ManyToManyField(
        "hub.AreaOfAction", blank=True, related_name="activities", verbose_name=_("areas of action")
    )
    priorities = models.ManyToManyField(
        "hub.Priority", blank=True, related_name="activities", verbose_name=_("municipal priorities")
    )
    sdgs = models.ManyToManyField("hub.SDG", blank=True, related_name="activities", verbose_name=_("SDGs"))
    dimensions = models.ManyToManyField(
        "hub.Dimension", blank=True, related_name="activities", verbose_name=_("dimensions")
    )
    purpose_panels = [FieldPanel("section"), FieldPanel("scope"), *(FieldPanel(name) for name in SUBJECTS)]
    who_panels = [
        InlinePanel("partner_links", label=_("partner"), heading=_("Partners")),
        InlinePanel("city_links", label=_("city"), heading=_("Cities")),
        InlinePanel("people", label=_("people reached"), heading=_("People reached")),
    ]

    hours_planned = models.DecimalField(
        _("hours planned"), max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    hours_spent = models.DecimalField(
        _("hours spent"), max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    money_planned = models.DecimalField(
        _("money planned"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    money_spent = models.DecimalField(
        _("money spent"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    spent_panels = [
        FieldRowPanel([FieldPanel("hours_planned"), FieldPanel("hours_spent")]),
        FieldRowPanel([FieldPanel("money_planned"), FieldPanel("money_spent")]),
    ]

    state = models.CharField(
        _("state"), max_length=10, choices=ActivityState, default=ActivityState.DRAFT, editable=False
    )
    note = models.TextField(_("note of the focal point"), blank=True, editable=False)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities_handed_in",
        verbose_name=_("handed in by"),
        editable=False,
    )
    handed_in_at = models.DateTimeField(_("handed in"), null=True, editable=False)
    for_partner = models.ForeignKey(
        "partners.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities_handed_in",
        verbose_name=_("handed in for the partner"),
        editable=False,
    )
    for_city = models.ForeignKey(
        "partners.City",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities_handed_in",
        verbose_name=_("handed in for the city"),
        editable=False,
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("responsible"),
        help_text=_("Who can fill its gaps; named where something is missing."),
    )
    source = models.TextField(_("source"), blank=True, help_text=_("Where the facts come from; for staff."))
    is_sample = models.BooleanField(_("sample"), default=False, help_text=_("Invented to show how the desk works."))
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)

    panels = [
        MultiFieldPanel(title_panels, _("Title")),
        MultiFieldPanel(when_panels, _("When")),
        MultiFieldPanel(text_panels, _("What, result and impact")),
        MultiFieldPanel([EvidencePanel("evidence", label=_("evidence"))], _("Evidence")),
        MultiFieldPanel(purpose_panels, _("What it serves")),
        MultiFieldPanel(who_panels, _("Who")),
        MultiFieldPanel(spent_panels, _("Hours and money")),
        MultiFieldPanel(origin_panels, _("Where it comes from"), classname="collapsed"),
        MultiFieldPanel(
            [FieldPanel("responsible"), FieldPanel("source"), FieldPanel("is_sample")],
            _("Upkeep"),
            classname="collapsed",
        ),
    ]
    base_form_class = ActivityAdminForm
    # A merged record's activity stays with it where the heir has one: its evidence is kept, and it counts no more.
    stays_when_merged = True

    title = Bilingual("title")
    summary = Bilingual("summary")
    result = Bilingual("result")
    impact = Bilingual("impact")

    search_fields = [
        index.SearchField("title_da"),
        index.SearchField("title_en"),
        index.SearchField("summary_da"),
        index.SearchField("summary_en"),
        index.AutocompleteField("title_da"),
        index.AutocompleteField("title_en"),
    ]
    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-counted_on", "-pk"]
        constraints = [
            *(models.UniqueConstraint(fields=[origin], name=f"activity_of_{origin}_once") for origin in ORIGINS),
            models.CheckConstraint(condition=_at_most_one_origin(), name="activity_has_one_origin"),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")),
                name="activity_dates_in_order",
                violation_error_message=_("The last day can’t be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(for_partner__isnull=True) | Q(for_city__isnull=True), name="activity_is_of_one_organisation"
            ),
            models.CheckConstraint(condition=Q(state__in=ActivityState.values), name="activity_state_exists"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}),
                    name=f"activity_{name}_is_not_negative",
                )
                for name in ("hours_planned", "hours_spent", "money_planned", "money_spent")
            ),
        ]
        indexes = [models.Index(fields=["state", "counted_on"], name="activity_state_day")]

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        super().clean()
        if not (self.title_da.strip() or self.title_en.strip()):
            raise ValidationError({"title_da": _("Give it a title, in Danish or in English.")})

    @property
    def year(self) -> int:
        """The year it counts in."""
        return (self.end_date or self.start_date).year

    @property
    def origin(self) -> Any:
        """The record it was made from, or ``None``."""
        return next((getattr(self, name) for name in ORIGINS if getattr(self, f"{name}_id")), None)

    @property
    def organisation(self) -> Any:
        """The partner or city that handed it in; ``None`` for the focal point's own."""
        return self.for_partner or self.for_city

    @property
    def is_with_its_maker(self) -> bool:
        """Whether whoever hands it in may change it."""
        return self.state in ActivityState.with_its_maker()

    @property
    def is_proven(self) -> bool:
        """Whether at least one piece of evidence holds; asks the rows at hand, so that prefetched ones cost nothing."""
        return any(piece.holds for piece in self.evidence.all())

    @property
    def who_can_help(self) -> Any:
        """The user who can fill gaps: who is responsible, else who handed it in; ``None`` if nobody is named."""
        return self.responsible or self.handed_in_by
