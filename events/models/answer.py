"""Answers to open calls: what a partner or a city hands in, with its files."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import AnswerState
from events.querysets import AnswerQuerySet
from hub.choices import Language
from hub.private_files import private_files, private_path

TEXT_LENGTH = 20_000


class Answer(models.Model):
    """What one organisation answers to one call. Seen by its members, and by the host once it is handed in.

    ``version`` counts the savings: who saves an older one is told. An organisation has one answer that is not
    withdrawn; that is seen to by the service and not by the database, since a merge must drop nobody's words.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey("events.Event", models.PROTECT, related_name="answers", verbose_name=_("open call"))
    partner = models.ForeignKey(
        "partners.Partner", models.CASCADE, null=True, blank=True, related_name="answers", verbose_name=_("partner")
    )
    city = models.ForeignKey(
        "partners.City", models.CASCADE, null=True, blank=True, related_name="answers", verbose_name=_("city")
    )
    state = models.CharField(_("state"), max_length=10, choices=AnswerState, default=AnswerState.DRAFT)
    text = models.TextField(_("answer"), max_length=TEXT_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)

    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="answers", verbose_name=_("begun by")
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("last changed by")
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True, editable=False)

    note = models.TextField(_("note"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a call")
        verbose_name_plural = _("answers to calls")
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["event", "state"], name="answers_of_call")]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=True) ^ Q(city__isnull=True), name="answer_of_one_organisation"
            ),
            models.CheckConstraint(condition=Q(state__in=AnswerState.values), name="answer_state_exists"),
        ]

    def __str__(self) -> str:
        return _("%(organisation)s: %(call)s") % {"organisation": self.organisation, "call": self.event}

    @property
    def organisation(self) -> Any:
        """The partner or the city that answers."""
        return self.partner if self.partner_id else self.city

    @property
    def can_be_edited(self) -> bool:
        """Whether its members may write in it now: until the deadline, while nobody has decided."""
        return self.state in (AnswerState.DRAFT, AnswerState.SUBMITTED) and self.event.is_open_call

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether its members may take it back: until somebody has decided."""
        return self.state in (AnswerState.DRAFT, AnswerState.SUBMITTED)

    @property
    def is_decided(self) -> bool:
        """Whether the host has accepted or declined it."""
        return self.state in (AnswerState.ACCEPTED, AnswerState.DECLINED)


def answer_path(instance: Any, filename: str) -> str:
    """Where a file of an answer lies."""
    return private_path("answers", filename)


class AnswerFile(models.Model):
    """A file of an answer: private, its content checked when it came."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="files", editable=False)
    file = models.FileField(_("file"), storage=private_files, upload_to=answer_path, max_length=200)
    name = models.CharField(_("name"), max_length=160)
    size = models.PositiveIntegerField(_("bytes"))
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("file of an answer")
        verbose_name_plural = _("files of answers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
