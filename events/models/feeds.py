"""Calendars of others that the hub reads, and what stands in them, staged until staff decide."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from events.intake.choices import FeedItemState, FeedKind, FeedProblem, FeedState
from events.intake.facts import EventFacts, facts_from
from events.intake.querysets import FeedItemQuerySet, FeedQuerySet
from hub.choices import Language
from hub.fetching import FetchError, FetchProblem, checked_target
from hub.geography import validate_zone, zone_constraint

PROBLEMS: list[tuple[str, Any]] = [*FetchProblem.choices, *FeedProblem.choices]


class Feed(models.Model):
    """A calendar of a partner or a city: where it is, how it is read, how it went."""

    title = models.CharField(_("name"), max_length=120, help_text=_("Named as the source on the page of each event."))
    partner = models.ForeignKey(
        "partners.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="feeds",
        verbose_name=_("partner"),
        help_text=_("Whose calendar it is: a partner’s or a city’s."),
    )
    city = models.ForeignKey(
        "partners.City", models.PROTECT, null=True, blank=True, related_name="feeds", verbose_name=_("city")
    )
    url = models.CharField(
        _("address"),
        max_length=1000,
        unique=True,
        help_text=_(
            "Of the calendar (.ics, also webcal://) or of a page that lists the events. Never shown to visitors."
        ),
    )
    kind = models.CharField(_("written in"), max_length=8, choices=FeedKind, default=FeedKind.AUTO)
    source_panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("partner"), FieldPanel("city")]),
        FieldPanel("url"),
        FieldPanel("kind"),
    ]

    timezone = models.CharField(
        _("time zone"),
        max_length=50,
        default="Europe/Copenhagen",
        validators=[validate_zone],
        help_text=_("Assumed for times without a zone."),
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language,
        default=Language.ENGLISH,
        help_text=_("Of its texts: where titles and descriptions go."),
    )
    event_kind = models.ForeignKey(
        "events.EventKind",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind of event"),
        help_text=_("Given to each new event from here."),
    )
    reading_panels = [FieldRowPanel([FieldPanel("timezone"), FieldPanel("language")]), FieldPanel("event_kind")]

    is_active = models.BooleanField(_("is fetched"), default=True)
    is_trusted = models.BooleanField(
        _("trusted"),
        default=False,
        help_text=_(
            "Events are published, updated and cancelled without asking. What staff have edited stays; what vanishes "
            "from the feed is still asked about."
        ),
    )
    trust_panels = [FieldPanel("is_active"), FieldPanel("is_trusted")]

    state = models.CharField(_("state"), max_length=8, choices=FeedState, default=FeedState.NEW, editable=False)
    problem = models.CharField(_("problem"), max_length=24, choices=PROBLEMS, blank=True, editable=False)
    problem_detail = models.CharField(max_length=60, blank=True, editable=False)
    notes = models.JSONField(default=list, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    tried_at = models.DateTimeField(_("last tried"), null=True, editable=False)
    fetched_at = models.DateTimeField(_("last fetched"), null=True, editable=False)
    # Of the last body that was read; they are not sent once a day, so that what recurs is looked at anew.
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=200, blank=True, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    panels = [
        MultiFieldPanel(source_panels, _("Whose and where")),
        MultiFieldPanel(reading_panels, _("How it is read")),
        MultiFieldPanel(trust_panels, _("What happens with it")),
    ]
    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar of others")
        verbose_name_plural = _("calendars of others")
        ordering = ["title"]
        constraints = [
            zone_constraint("feed"),
            models.CheckConstraint(
                condition=Q(partner__isnull=True) ^ Q(city__isnull=True),
                name="feed_is_of_a_partner_or_a_city",
                violation_error_message=_("Say whose calendar it is: a partner’s or a city’s, one of them."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner(self) -> Any:
        """The partner or the city whose calendar it is."""
        return self.partner or self.city

    def clean(self) -> None:
        super().clean()
        self.url = self.url.strip()
        for scheme in ("webcals://", "webcal://"):
            if self.url.lower().startswith(scheme):
                self.url = f"https://{self.url[len(scheme) :]}"
        try:
            checked_target(self.url)
        except FetchError as error:
            raise ValidationError({"url": FetchProblem(error.problem).label}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; another address or way of reading means reading anew."""
        read_anew = ("url", "kind", "timezone")
        before = type(self).objects.filter(pk=self.pk).values(*read_anew).first() if self.pk else None
        if before is not None and any(before[name] != getattr(self, name) for name in read_anew):
            self.etag = self.last_modified = ""
        super().save(*args, **kwargs)


class FeedItem(models.Model):
    """One event, or one occurrence, of a feed: what it says now, and what has become of that."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="items", verbose_name=_("calendar"))
    # Stand-ins for UID and RECURRENCE-ID: UIDs may hold people’s addresses.
    key = models.CharField(max_length=40, editable=False)
    series = models.CharField(max_length=40, editable=False)
    recurrence = models.CharField(max_length=40, blank=True, editable=False)
    content_key = models.CharField(max_length=40, editable=False)
    content_hash = models.CharField(max_length=40, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    stamp = models.CharField(max_length=16, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=200, editable=False)
    start_date = models.DateField(_("first day"), editable=False)
    end_date = models.DateField(_("last day"), editable=False)
    raw = models.JSONField(editable=False)

    state = models.CharField(_("state"), max_length=10, choices=FeedItemState, default=FeedItemState.NEW)
    waits = models.BooleanField(_("waits for a decision"), default=True)
    event = models.ForeignKey(
        "events.Event", models.SET_NULL, null=True, blank=True, related_name="feed_items", verbose_name=_("event")
    )
    # Field by field what was last taken over: what the event says otherwise has been edited here.
    applied = models.JSONField(default=dict, editable=False)
    first_seen_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey("hub.User", models.SET_NULL, null=True, blank=True, related_name="+", editable=False)

    objects = FeedItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("event from a calendar")
        verbose_name_plural = _("events from calendars")
        ordering = ["start_date", "pk"]
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="feed_item_once")]
        indexes = [models.Index(fields=["feed", "waits"], name="feed_item_waits")]

    def __str__(self) -> str:
        return self.title

    @property
    def facts(self) -> EventFacts:
        """What the feed says."""
        found = facts_from(self.raw)
        assert found is not None  # noqa: S101 - an item without facts is never kept
        return found
