"""Evidence: what proves an activity."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from events.reporting.admin_forms import EvidenceAdminForm
from events.reporting.choices import EvidenceKind, EvidenceState
from events.reporting.querysets import EvidenceQuerySet
from events.reporting.storage import evidence_path
from hub.fetching import FetchError, FetchProblem, checked_target
from hub.private_files import private_files

# What a kind is proven by: one of the fields named must be filled in.
NEEDED: dict[str, tuple[str, ...]] = {
    EvidenceKind.LINK: ("url",),
    EvidenceKind.PRESS: ("url", "file", "document"),
    EvidenceKind.FILE: ("file", "document"),
    EvidenceKind.PICTURE: ("image", "file"),
    EvidenceKind.ATTENDANCE: ("file", "document", "url"),
}


class Evidence(models.Model):
    """One thing that proves an activity. Its number is its own for ever: reports of all years cite it by that."""

    activity = ParentalKey("reporting.Activity", on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=10, choices=EvidenceKind, default=EvidenceKind.LINK)
    title = models.CharField(_("title"), max_length=200, help_text=_("What it is, as a report cites it."))
    url = models.CharField(_("address"), max_length=1000, blank=True)
    file = models.FileField(
        _("file"),
        upload_to=evidence_path,
        storage=private_files,
        max_length=200,
        blank=True,
        help_text=_("Kept privately: only staff and whoever handed it in can open it."),
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document of the library"),
    )
    image = models.ForeignKey(
        "hub.HubImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    obtained_on = models.DateField(_("obtained"), null=True, blank=True, help_text=_("The day it was found or made."))
    expires_on = models.DateField(
        _("expires"), null=True, blank=True, help_text=_("The last day on which it proves anything.")
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("responsible"),
        help_text=_("Who renews it when it dies."),
    )
    may_keep_copy = models.BooleanField(
        _("a copy may be kept"),
        default=False,
        help_text=_("Only of what is ours, or what its owner lets us keep: the hub then stores a dated private copy."),
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("title")]),
        FieldRowPanel([FieldPanel("url"), FieldPanel("file")]),
        FieldRowPanel([FieldPanel("document"), FieldPanel("image")]),
        FieldRowPanel([FieldPanel("obtained_on"), FieldPanel("expires_on")]),
        FieldRowPanel([FieldPanel("responsible"), FieldPanel("may_keep_copy")]),
    ]

    state = models.CharField(
        _("state"), max_length=10, choices=EvidenceState, default=EvidenceState.UNCHECKED, editable=False
    )
    checked_at = models.DateTimeField(_("last checked"), null=True, editable=False)
    http_status = models.PositiveSmallIntegerField(_("answer of the web server"), null=True, editable=False)
    problem = models.CharField(_("problem"), max_length=24, choices=FetchProblem, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    local_copy = models.FileField(_("local copy"), storage=private_files, max_length=200, blank=True, editable=False)
    copied_at = models.DateTimeField(_("copied"), null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    base_form_class = EvidenceAdminForm
    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=EvidenceKind.values), name="evidence_kind_exists"),
            models.CheckConstraint(condition=models.Q(state__in=EvidenceState.values), name="evidence_state_exists"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def number(self) -> int:
        """Its stable number; never given again, also when it is deleted."""
        return self.pk

    @property
    def reference(self) -> str:
        """How reports cite it: E17."""
        return f"E{self.pk}"

    @property
    def holds(self) -> bool:
        """Whether it proves anything today: see ``EvidenceQuerySet.holding``, which asks the same of the database."""
        if self.expires_on is not None and self.expires_on < timezone.localdate():
            return False
        if self.state == EvidenceState.EXPIRED:
            return False
        return self.state != EvidenceState.DEAD or bool(self.local_copy)

    @property
    def who_can_help(self) -> Any:
        """The user who can renew it; ``None`` if nobody is named."""
        return self.responsible or self.activity.who_can_help

    def clean(self) -> None:
        super().clean()
        self.url = self.url.strip()
        if self.url:
            try:
                checked_target(self.url)
            except FetchError as error:
                raise ValidationError({"url": FetchProblem(error.problem).label}) from error
        needed = NEEDED.get(self.kind, ())
        if needed and not any(getattr(self, name) for name in needed):
            raise ValidationError({needed[0]: _("This kind of evidence needs an address, a file or a picture.")})
        if self.obtained_on and self.expires_on and self.expires_on < self.obtained_on:
            raise ValidationError({"expires_on": _("It can’t expire before it was obtained.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; another address is another thing to check."""
        before = type(self).objects.filter(pk=self.pk).values_list("url", flat=True).first() if self.pk else None
        if before is not None and before != self.url:
            self.state, self.failures = EvidenceState.UNCHECKED, 0
            self.checked_at = self.http_status = self.copied_at = None
            self.problem = ""
            self.local_copy = ""
        super().save(*args, **kwargs)
