"""Obligations: what the membership asks, who sees to it, when it falls due, and whether it is done."""

import secrets
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from events.reporting.admin_forms import ObligationAdminForm, OfficeHolderAdminForm
from events.reporting.choices import ObligationLevel, Recurring
from events.reporting.querysets import DutyQuerySet, OfficeHolderQuerySet
from hub.bilingual import Bilingual
from hub.models.taxonomies import Term

MAX_YEARS_APART = 20


class ObligationPlan(Term):
    """What obligations belong together: the membership's duties, an application's process plan …"""

    class Meta(Term.Meta):
        verbose_name = _("plan of obligations")
        verbose_name_plural = _("plans of obligations")


class Obligation(models.Model):
    """A duty as it stands in the rules or was promised; what falls due when is in its ``Duty`` rows.

    ``rule`` names a typed function (``events.reporting.rules``) that counts from the records how far a duty has come;
    without one, a duty is done when somebody says so.
    """

    key = models.SlugField(_("key"), max_length=60, unique=True)
    plan = models.ForeignKey(
        ObligationPlan, models.PROTECT, null=True, blank=True, related_name="obligations", verbose_name=_("plan")
    )
    title_da = models.CharField(_("title in Danish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    text_da = models.TextField(_("text in Danish"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    level = models.CharField(_("level"), max_length=12, choices=ObligationLevel, default=ObligationLevel.REQUIRED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name=_("owner"),
        help_text=_("Who is reminded; without an owner, the focal point of the day."),
    )

    recurrence = models.CharField(_("falls due"), max_length=12, choices=Recurring, default=Recurring.YEARLY)
    every_years = models.PositiveSmallIntegerField(
        _("years between"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_YEARS_APART)],
        help_text=_("Of what falls due every so many years."),
    )
    first_due = models.DateField(_("first falls due"))
    last_due = models.DateField(_("falls due no more after"), null=True, blank=True)
    remind_days = models.PositiveSmallIntegerField(
        _("days of notice"), default=30, help_text=_("So many days before, its owner gets a mail; another on the day.")
    )

    rule = models.CharField(_("follows from records by"), max_length=60, blank=True)
    target = models.DecimalField(
        _("target"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    unit_da = models.CharField(_("unit in Danish"), max_length=40, blank=True)
    unit_en = models.CharField(_("unit in English"), max_length=40, blank=True)
    roles = models.JSONField(
        _("roles"), default=list, blank=True, help_text=_("Which people count, by rules that count people.")
    )
    proof_da = models.TextField(_("what proves it, in Danish"), blank=True)
    proof_en = models.TextField(_("what proves it, in English"), blank=True)
    source = models.TextField(_("source"), blank=True)
    is_active = models.BooleanField(_("in force"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    what_panels = [
        FieldRowPanel([FieldPanel("title_da"), FieldPanel("title_en")]),
        FieldRowPanel([FieldPanel("text_da"), FieldPanel("text_en")]),
        FieldRowPanel([FieldPanel("plan"), FieldPanel("level")]),
    ]
    due_panels = [
        FieldPanel("owner"),
        FieldRowPanel([FieldPanel("recurrence"), FieldPanel("every_years")]),
        FieldRowPanel([FieldPanel("first_due"), FieldPanel("last_due")]),
        FieldPanel("remind_days"),
    ]
    target_panels = [
        FieldPanel("rule"),
        FieldPanel("roles"),
        FieldRowPanel([FieldPanel("target"), FieldPanel("unit_da"), FieldPanel("unit_en")]),
        FieldRowPanel([FieldPanel("proof_da"), FieldPanel("proof_en")]),
    ]
    panels = [
        MultiFieldPanel(what_panels, _("What is asked")),
        MultiFieldPanel(due_panels, _("Who and when")),
        MultiFieldPanel(target_panels, _("Target and proof")),
        MultiFieldPanel(
            [FieldPanel("key"), FieldPanel("source"), FieldPanel("is_active"), FieldPanel("order")], _("Upkeep")
        ),
    ]
    base_form_class = ObligationAdminForm

    title = Bilingual("title")
    text = Bilingual("text")
    unit = Bilingual("unit")
    proof = Bilingual("proof")

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        super().clean()
        if self.last_due and self.first_due and self.last_due < self.first_due:
            raise ValidationError({"last_due": _("The last day can’t be before the first.")})


class Duty(models.Model):
    """One time that an obligation falls due: for the days from ``first_day`` to ``last_day``, both included."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="duties", verbose_name=_("obligation"))
    due_on = models.DateField(_("due"))
    first_day = models.DateField(_("counts from"))
    last_day = models.DateField(_("counts until"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="duties",
        verbose_name=_("owner"),
        help_text=_("If somebody else than the obligation’s owner sees to it this time."),
    )
    done_on = models.DateField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    note = models.TextField(_("note"), blank=True)
    evidence = models.ForeignKey(
        "reporting.Evidence",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="duties",
        verbose_name=_("evidence that proves it"),
    )
    activity = models.ForeignKey(
        "reporting.Activity",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="duties",
        verbose_name=_("activity that proves it"),
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document that proves it"),
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "due_on"], name="duty_falls_due_once"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="duty_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} ({self.due_on.year})"

    @property
    def whose(self) -> Any:
        """The user who sees to it, or ``None`` if only the office is known."""
        return self.owner or self.obligation.owner


class Office(Term):
    """A role that somebody holds for a time: focal point, alternate, the mayor's representative."""

    class Meta(Term.Meta):
        verbose_name = _("office")
        verbose_name_plural = _("offices")


class OfficeHolder(models.Model):
    """Who holds an office from when to when; one at a time."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="holders", verbose_name=_("office"))
    name = models.CharField(_("name"), max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name=_("sign-in"),
        help_text=_("Duties without an owner remind the focal point of the day by this sign-in."),
    )
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"), null=True, blank=True, help_text=_("Empty while it goes on."))
    source = models.TextField(_("source"), blank=True)
    panels = [
        FieldPanel("office"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("user")]),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldPanel("source"),
    ]
    base_form_class = OfficeHolderAdminForm

    objects = OfficeHolderQuerySet.as_manager()

    class Meta:
        verbose_name = _("holder of an office")
        verbose_name_plural = _("holders of offices")
        ordering = ["office__order", "-first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="office_days_in_order",
                violation_error_message=_("The last day can’t be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.name}"

    def clean(self) -> None:
        super().clean()
        if self.office_id is None or self.first_day is None:
            return
        others = OfficeHolder.objects.filter(office=self.office_id).exclude(pk=self.pk)
        until = Q(last_day__isnull=True) | Q(last_day__gte=self.first_day)
        begun = Q(first_day__lte=self.last_day) if self.last_day else Q()
        other = others.filter(until & begun).first()
        if other is not None:
            raise ValidationError({"first_day": _("%(name)s holds the office at that time.") % {"name": other.name}})


def _secret() -> str:
    return secrets.token_urlsafe(32)


class DutyCalendar(models.Model):
    """The secret address of a user's calendar of duties; a new one makes the old one lead nowhere."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="duty_calendar")
    token = models.CharField(max_length=64, unique=True, default=_secret, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("calendar of duties")
        verbose_name_plural = _("calendars of duties")
