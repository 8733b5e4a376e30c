"""Exchange events: festivals, conferences, residencies, study visits, workshops, meetings, open calls."""

import datetime as dt
import zoneinfo
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from events.choices import Attendance, EventStatus, OrganiserRole
from events.querysets import EventQuerySet
from hub.geography import validate_zone, zone_constraint
from hub.models import Record
from hub.querysets import public_links, public_or_none
from partners.choices import CityRole


class TaggedEvent(ItemBase):
    """A tag on an event."""

    tag = models.ForeignKey("hub.Tag", models.PROTECT, related_name="tagged_events", verbose_name=_("tag"))
    content_object = ParentalKey("events.Event", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of an event")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="event_has_tag_once")]


class Event(Record):
    """Something that takes place: whole days as dates, otherwise a time in the event's own zone.

    ``start_date`` and ``end_date`` are days of the event's zone and are always set when the time is known;
    ``starts_at`` and ``ends_at`` are set as well unless it lasts whole days.
    """

    kind = models.ForeignKey(
        "events.EventKind", models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("kind")
    )
    status = models.CharField(_("status"), max_length=12, choices=EventStatus, default=EventStatus.SCHEDULED)
    attendance = models.CharField(_("attendance"), max_length=8, choices=Attendance, default=Attendance.ONSITE)
    kind_panels = [FieldPanel("kind"), FieldRowPanel([FieldPanel("status"), FieldPanel("attendance")])]

    timezone = models.CharField(
        _("time zone"),
        max_length=50,
        default="Europe/Copenhagen",
        validators=[validate_zone],
        help_text=_("The zone of the place, for example Europe/Copenhagen; times below are in this zone."),
    )
    start_date = models.DateField(_("first day"), null=True, blank=True, help_text=_("Empty if it is not known."))
    start_time = models.TimeField(_("begins"), null=True, blank=True, help_text=_("Empty if it lasts whole days."))
    end_date = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty if it is one day."))
    end_time = models.TimeField(_("ends"), null=True, blank=True)
    starts_at = models.DateTimeField(null=True, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True, help_text=_("Of an open call."))
    when_panels = [
        FieldPanel("timezone"),
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
        FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
        FieldPanel("deadline"),
    ]

    city = models.ForeignKey(
        "partners.City",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_events",
        verbose_name=_("host city"),
    )
    venue = models.ForeignKey(
        "events.Venue", models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("venue")
    )
    online_url = models.URLField(_("address online"), blank=True)
    website = models.URLField(_("website"), blank=True)
    where_panels = [
        FieldRowPanel([FieldPanel("city"), FieldPanel("venue")]),
        FieldPanel("online_url"),
        FieldPanel("website"),
    ]

    project = models.ForeignKey(
        "partners.Project", models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("project")
    )
    scope = models.ForeignKey(
        "hub.Scope", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scope")
    )
    who_panels = [
        InlinePanel("partner_links", label=_("partner"), heading=_("Partners")),
        InlinePanel("city_links", label=_("city"), heading=_("Participating cities")),
        FieldRowPanel([FieldPanel("project"), FieldPanel("scope")]),
    ]

    # In which roles a partner's or city's members may edit it; the members of the host city may as well.
    answering_roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "partner_links": (OrganiserRole.ORGANISER, OrganiserRole.CO_ORGANISER),
        "city_links": (CityRole.LEAD,),
    }
    answering_city = "city"

    tags = ClusterTaggableManager(through=TaggedEvent, blank=True, verbose_name=_("tags"))

    panels = [
        *Record.panels,
        MultiFieldPanel(kind_panels, _("What it is")),
        MultiFieldPanel(when_panels, _("When")),
        MultiFieldPanel(where_panels, _("Where")),
        MultiFieldPanel(who_panels, _("Who")),
        *Record.closing_panels,
    ]
    objects = EventQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *Record.Meta.constraints,
            zone_constraint("event"),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(start_date__isnull=True) | Q(end_date__gte=F("start_date")),
                name="event_dates_in_order",
                violation_error_message=_("The last day can’t be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="event_times_in_order",
                violation_error_message=_("The event can’t end before it begins."),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the moments that days, times and zone amount to."""
        self.starts_at, self.ends_at = self._moments()
        super().save(*args, **kwargs)

    def _moments(self) -> tuple[dt.datetime | None, dt.datetime | None]:
        if self.start_date is None or self.start_time is None:
            return None, None
        zone = zoneinfo.ZoneInfo(self.timezone)
        starts = dt.datetime.combine(self.start_date, self.start_time, zone)
        if self.end_time is None:
            return starts, None
        return starts, dt.datetime.combine(self.end_date or self.start_date, self.end_time, zone)

    def clean(self) -> None:
        super().clean()
        if self.start_time and not self.start_date:
            raise ValidationError({"start_date": _("A time needs its day.")})
        if self.end_time and not self.start_time:
            raise ValidationError({"start_time": _("Write when it begins, too.")})
        if self.end_date and not self.start_date:
            raise ValidationError({"start_date": _("Write the first day, too.")})
        try:
            starts, ends = self._moments()
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return  # the field's own validator says what is wrong with the zone
        if starts and ends and ends < starts:
            raise ValidationError({"end_time": _("The event can’t end before it begins.")})

    @property
    def is_all_day(self) -> bool:
        """Whether it lasts whole days."""
        return self.starts_at is None

    @property
    def is_over(self) -> bool:
        """Whether its last day lies behind us, in the event's zone."""
        last = self.end_date or self.start_date
        return last is not None and last < timezone.localdate(timezone=zoneinfo.ZoneInfo(self.timezone))

    @property
    def kicker(self) -> str:
        """The short line above the title on cards."""
        return str(self.kind or "")

    def page_context(self, *, is_draft: bool = False) -> dict[str, Any]:
        """Who takes part, where it is, what it belongs to."""
        return super().page_context(is_draft=is_draft) | {
            "partners": public_links(self, "partner_links", "partner"),
            "cities": public_links(self, "city_links", "city"),
            "city": public_or_none(self.city),
            "venue": public_or_none(self.venue),
            "project": public_or_none(self.project),
        }

    def open_data(self, language: str) -> dict[str, Any]:
        return super().open_data(language) | {
            "kind": self.kind.key if self.kind else "",
            "status": self.status,
            "attendance": self.attendance,
            "timezone": self.timezone,
            "start_date": self.start_date,
            "end_date": self.end_date,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "deadline": self.deadline,
            "city": str(self.city) if self.city and self.city.is_visible else "",
            "venue": str(self.venue) if self.venue and self.venue.is_visible else "",
            "scope": self.scope.key if self.scope else "",
            "website": self.website,
            "source": self.source,
        }


class EventPartner(models.Model):
    """A partner's part in an event."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="partner_links")
    partner = models.ForeignKey(
        "partners.Partner", models.PROTECT, related_name="event_links", verbose_name=_("partner")
    )
    role = models.CharField(_("role"), max_length=20, choices=OrganiserRole, default=OrganiserRole.ORGANISER)
    panels = [FieldPanel("partner"), FieldPanel("role")]

    class Meta:
        verbose_name = _("partner in an event")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "partner", "role"], name="event_partner_role_once")]


class EventCity(models.Model):
    """A city that takes part in an event."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="city_links")
    city = models.ForeignKey("partners.City", models.PROTECT, related_name="event_links", verbose_name=_("city"))
    role = models.CharField(_("role"), max_length=20, choices=CityRole, default=CityRole.PARTICIPANT)
    panels = [FieldPanel("city"), FieldPanel("role")]

    class Meta:
        verbose_name = _("city in an event")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "city"], name="event_city_once")]
