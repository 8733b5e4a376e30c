"""Proposals: what members hand in, from the first word typed to the moderators' decision."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.choices import Language
from partners.choices import ProposalAct, ProposalState
from partners.querysets import ProposalQuerySet


class Proposal(models.Model):
    """A new record or changes to one, on behalf of a partner or a city.

    ``content`` is what was typed, field by field, as it was typed: a draft may be unfinished and nothing of it gets
    lost. Handing in turns it into a draft revision of the record, which Wagtail's workflow leads to publication;
    the record's live row stays as it is until then. ``version`` counts the savings: who saves an older one is told.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("what is proposed"), max_length=40)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    partner = models.ForeignKey(
        "partners.Partner", models.CASCADE, null=True, blank=True, related_name="proposals", verbose_name=_("partner")
    )
    city = models.ForeignKey(
        "partners.City", models.CASCADE, null=True, blank=True, related_name="proposals", verbose_name=_("city")
    )

    title = models.CharField(_("title"), max_length=200, blank=True)
    content = models.JSONField(_("content"), default=dict, blank=True)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=0)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.DANISH)

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", editable=False)
    object_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    record = GenericForeignKey()
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    # The published version that the draft started from: a later one may say something that the member never saw.
    base_revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="proposals", verbose_name=_("proposed by")
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("last changed by")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("moderator"),
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["state", "submitted_at"], name="proposal_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=True) ^ Q(city__isnull=True), name="proposal_for_one_organisation"
            ),
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_exists"),
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(state__in=ProposalState.open_values()),
                name="one_open_proposal_per_record",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Without a title yet"))

    @property
    def organisation(self) -> Any:
        """The partner or city on whose behalf it is handed in."""
        return self.partner if self.partner_id else self.city

    @property
    def can_be_edited(self) -> bool:
        """Whether its members may write in it now."""
        return self.state in (ProposalState.DRAFT, ProposalState.SENT_BACK)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.state in ProposalState.open_values()

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether its members may take it back."""
        return self.is_open

    @property
    def is_new(self) -> bool:
        """Whether it proposes something that is not in the catalogue yet."""
        record = self.record
        return record is None or record.first_published_at is None

    @property
    def age(self) -> dt.timedelta:
        """How long the moderators have had it."""
        return timezone.now() - (self.submitted_at or self.created_at)


class ProposalStep(models.Model):
    """One line of a proposal's timeline; never changed afterwards."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="steps", editable=False)
    act = models.CharField(_("act"), max_length=10, choices=ProposalAct)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    by_staff = models.BooleanField(default=False, editable=False)
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("step of a proposal")
        verbose_name_plural = _("steps of proposals")
        ordering = ["at", "pk"]
