"""Reports: forms as data, what is written in them, and what was handed in."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from events.reporting.choices import LimitUnit, ReportKind, ReportLanguage, ReportState
from hub.bilingual import Bilingual
from hub.models.taxonomies import Term
from hub.private_files import private_files


class ReportTemplate(ClusterableModel, Term):
    """The form of a report: its sections, their order, limits and instructions are data that staff can correct."""

    kind = models.CharField(_("kind"), max_length=12, choices=ReportKind, default=ReportKind.MONITORING)
    title_fr = models.CharField(_("title in French"), max_length=160, blank=True)
    years = models.PositiveSmallIntegerField(_("years in a period"), default=4)
    language = models.CharField(_("language"), max_length=2, choices=ReportLanguage, default=ReportLanguage.ENGLISH)

    form_panels = [
        FieldRowPanel([FieldPanel("title_fr"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("years"), FieldPanel("language")]),
    ]
    panels = [
        *Term.panels,
        MultiFieldPanel(form_panels, _("Form")),
        InlinePanel("sections", label=_("section"), heading=_("Sections")),
    ]

    class Meta(Term.Meta):
        verbose_name = _("form of a report")
        verbose_name_plural = _("forms of reports")


class ReportSection(models.Model):
    """One section of a form. ``fields`` are what the form asks in it, as the form gives them."""

    template = ParentalKey(ReportTemplate, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField(_("key"), max_length=60)
    number = models.CharField(_("number"), max_length=10, blank=True)
    title_da = models.CharField(_("title in Danish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    title_fr = models.CharField(_("title in French"), max_length=200, blank=True)
    instructions_da = models.TextField(_("what it wants, in Danish"), blank=True)
    instructions_en = models.TextField(_("what it wants, in English"), blank=True)
    limit = models.PositiveIntegerField(_("limit"), null=True, blank=True)
    limit_unit = models.CharField(
        _("limit counts"), max_length=10, choices=LimitUnit, default=LimitUnit.NONE, blank=True
    )
    takes_activities = models.BooleanField(
        _("activities are reported here"), default=False, help_text=_("Then activities can be put in this section.")
    )
    fields = models.JSONField(_("fields"), default=list, blank=True)
    source = models.TextField(_("source"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("key"), FieldPanel("order")]),
        FieldRowPanel([FieldPanel("title_da"), FieldPanel("title_en"), FieldPanel("title_fr")]),
        FieldRowPanel([FieldPanel("instructions_da"), FieldPanel("instructions_en")]),
        FieldRowPanel([FieldPanel("limit"), FieldPanel("limit_unit")]),
        FieldPanel("takes_activities"),
        FieldPanel("source"),
    ]

    title = Bilingual("title")
    instructions = Bilingual("instructions")

    class Meta:
        verbose_name = _("section of a report")
        verbose_name_plural = _("sections of reports")
        ordering = ["template", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="report_section_once"),
            models.CheckConstraint(
                condition=Q(limit__isnull=True, limit_unit="") | Q(limit__isnull=False) & ~Q(limit_unit=""),
                name="report_section_limit_has_unit",
                violation_error_message=_("A limit needs a number and what it counts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Report(models.Model):
    """One report of one period, in one language."""

    template = models.ForeignKey(ReportTemplate, models.PROTECT, related_name="reports", verbose_name=_("form"))
    title = models.CharField(_("title"), max_length=200)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    language = models.CharField(_("language"), max_length=2, choices=ReportLanguage, default=ReportLanguage.ENGLISH)
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.OPEN, editable=False)
    is_locked = models.BooleanField(
        _("the period is locked"),
        default=False,
        help_text=_("Activities that count in a locked period can’t be changed."),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    # How far the worker has come with the draft: sections done, of how many; both 0 while none is being made.
    draft_done = models.PositiveSmallIntegerField(default=0, editable=False)
    draft_total = models.PositiveSmallIntegerField(default=0, editable=False)
    draft_asked_at = models.DateTimeField(null=True, editable=False)
    draft_failed = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-last_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="report_days_in_order",
                violation_error_message=_("The last day can’t be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it may still be written in."""
        return self.state == ReportState.OPEN


class ReportText(models.Model):
    """What stands in one section of a report: ``text``, and beside it the draft from records that it began as.

    ``based_on`` is the digest of the data that the draft was made of; ``revision`` rises with each save, so that two
    editors at once see each other.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="texts")
    section = models.ForeignKey(ReportSection, models.PROTECT, related_name="texts")
    text = models.TextField(_("text"), blank=True)
    drafted = models.TextField(_("draft from records"), blank=True)
    # A newer draft that waits for a choice, because the text has been edited by hand since the last one.
    offered = models.TextField(_("new draft"), blank=True)
    based_on = models.CharField(max_length=64, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("text of a report")
        verbose_name_plural = _("texts of reports")
        ordering = ["section__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "section"], name="report_text_once")]


class ReportComment(models.Model):
    """A remark on a section of a report, open until it is settled."""

    text = models.ForeignKey(ReportText, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    body = models.TextField(_("comment"), max_length=4000)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("comment on a report")
        verbose_name_plural = _("comments on reports")
        ordering = ["created_at", "pk"]


class FrozenReport(models.Model):
    """A report as it was handed in: its data and files, which are never written again."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="frozen")
    data = models.JSONField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    submitted_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("submitted report")
        verbose_name_plural = _("submitted reports")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save once; what was handed in is not written again."""
        if self.pk is not None and type(self).objects.filter(pk=self.pk).exists():
            raise ValidationError(_("A submitted report can’t be changed."))
        super().save(*args, **kwargs)


class FrozenFile(models.Model):
    """One file of a submitted report."""

    frozen = models.ForeignKey(FrozenReport, models.CASCADE, related_name="files")
    format = models.CharField(max_length=8)
    file = models.FileField(storage=private_files, max_length=200)
    name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("file of a submitted report")
        verbose_name_plural = _("files of submitted reports")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["frozen", "format"], name="frozen_file_once")]
