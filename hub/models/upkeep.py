"""What keeps the catalogue right: confirmations, corrections that readers suggest, merges of duplicates."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.choices import Language

UNDO_DAYS = 30
CORRECTION_MAX_LENGTH = 2000


class AboutRecord(models.Model):
    """A row about one record of any type."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", editable=False)
    object_id = models.PositiveBigIntegerField(editable=False)
    record = GenericForeignKey()

    class Meta:
        abstract = True


class Confirmation(AboutRecord):
    """When somebody last said that a record is still right; one row for each record."""

    confirmed_at = models.DateTimeField(_("confirmed"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("confirmed by")
    )

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="one_confirmation_each")]


class CorrectionState(models.TextChoices):
    """What became of a suggested correction."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DISMISSED = "dismissed", _("Dismissed")


class Correction(AboutRecord):
    """What a reader says is wrong. The address to answer to is kept only until staff have dealt with it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("what is wrong"), max_length=CORRECTION_MAX_LENGTH)
    reply_to = models.EmailField(_("your e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.DANISH)
    state = models.CharField(_("state"), max_length=10, choices=CorrectionState, default=CorrectionState.OPEN)
    created_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    handled_at = models.DateTimeField(_("dealt with"), null=True, blank=True)

    class Meta:
        verbose_name = _("suggested correction")
        verbose_name_plural = _("suggested corrections")
        ordering = ["created_at"]


class RecordMerge(models.Model):
    """A merge of two records, with what it takes to undo it."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", editable=False)
    source_id = models.PositiveBigIntegerField(editable=False)
    heir_id = models.PositiveBigIntegerField(editable=False)
    titles = models.JSONField(default=dict, editable=False)
    merged_at = models.DateTimeField(_("merged"), default=timezone.now, db_index=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("merged by")
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    journal = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-merged_at"]

    @property
    def undo_until(self) -> dt.datetime:
        """Until when it can be undone."""
        return self.merged_at + dt.timedelta(days=UNDO_DAYS)

    @property
    def can_be_undone(self) -> bool:
        """Whether it was not undone yet and 30 days have not passed."""
        return self.undone_at is None and timezone.now() < self.undo_until

    def record(self, key: Any) -> Any:
        """One of the two records, or ``None`` if it is gone."""
        return self.content_type.get_object_for_this_type(pk=key) if key else None
