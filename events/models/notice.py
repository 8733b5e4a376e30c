"""“We’d like to host”, “we’d like to visit”: what a city says to the other cities, for a time."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import NoticeKind
from events.querysets import NoticeQuerySet
from hub.bilingual import Bilingual


class Notice(models.Model):
    """A city's wish to host or to visit, seen by members of all cities and by staff until its last day is over."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("partners.City", models.CASCADE, related_name="notices", verbose_name=_("city"))
    kind = models.CharField(_("what you would like"), max_length=5, choices=NoticeKind)
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))
    text_da = models.TextField(_("text in Danish"), max_length=2000, blank=True)
    text_en = models.TextField(_("text in English"), max_length=2000, blank=True)
    tags = models.ManyToManyField("hub.Tag", through="events.NoticeTag", related_name="+", verbose_name=_("tags"))
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="notices", verbose_name=_("posted by")
    )
    posted_at = models.DateTimeField(_("posted"), default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    text = Bilingual("text")
    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice of a city")
        verbose_name_plural = _("notices of cities")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="notice_kind_exists"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="notice_ends_after_it_begins",
                violation_error_message=_("The last day can’t be before the first."),
            ),
            models.CheckConstraint(condition=~(Q(text_da="") & Q(text_en="")), name="notice_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.city}: {self.get_kind_display()}"

    @property
    def is_current(self) -> bool:
        """Whether it is shown: not withdrawn, its last day not over."""
        return self.withdrawn_at is None and self.last_day >= timezone.localdate()


class NoticeTag(models.Model):
    """What a notice is about."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="tag_links", verbose_name=_("notice of a city"))
    tag = models.ForeignKey("hub.Tag", models.PROTECT, related_name="notice_links", verbose_name=_("tag"))

    class Meta:
        verbose_name = _("tag of a notice")
        constraints = [models.UniqueConstraint(fields=["notice", "tag"], name="notice_has_tag_once")]

    def __str__(self) -> str:
        return str(self.tag)


class NoticeMatch(models.Model):
    """That two notices fit, and their cities were told: each pair once, the older notice first."""

    first: Any = models.ForeignKey(Notice, models.CASCADE, related_name="+", verbose_name=_("notice of a city"))
    second: Any = models.ForeignKey(Notice, models.CASCADE, related_name="+", verbose_name=_("notice of a city"))
    told_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("match of two notices")
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="notices_matched_once")]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.second_id}"
