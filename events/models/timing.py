"""When an event takes place, how it is repeated, and whether it does at all."""

import datetime as dt
import zoneinfo
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from events.choices import EventStatus, Recurrence
from events.schedules import MAX_TIMES, MAX_YEARS, Occurrence, Schedule
from hub.bilingual import Bilingual
from hub.geography import validate_zone
from hub.graphics.month import FIRST_YEAR, LAST_YEAR


def validate_days(value: Any) -> None:
    """Raise ``ValidationError`` unless ``value`` is a list of days as ``2026-12-24``."""
    try:
        days_of(value)
    except (TypeError, ValueError) as error:
        raise ValidationError(_("Write each day as 2026-12-24.")) from error


def days_of(value: list[str]) -> tuple[dt.date, ...]:
    """The days of a list of texts, in order, each once. Raises ``TypeError`` or ``ValueError`` for anything else."""
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    days = {dt.date.fromisoformat(day): day for day in value}
    if any(day.isoformat() != text for day, text in days.items()):
        raise ValueError(value)
    return tuple(sorted(days))


# For the models' own Meta: names are those of the class.
TIMED_CONSTRAINTS = [
    models.CheckConstraint(
        condition=Q(end_date__isnull=True) | Q(start_date__isnull=True) | Q(end_date__gte=F("start_date")),
        name="%(class)s_dates_in_order",
        violation_error_message=_("The last day can’t be before the first."),
    ),
    models.CheckConstraint(
        condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
        name="%(class)s_times_in_order",
        violation_error_message=_("The event can’t end before it begins."),
    ),
    models.CheckConstraint(
        condition=Q(recurrence="") | Q(start_date__isnull=False),
        name="%(class)s_repeated_from_a_day",
        violation_error_message=_("What is repeated needs its first day."),
    ),
]


class Timed(models.Model):
    """Whole days as dates, otherwise a time in the event's own zone; once, or again and again.

    ``start_date`` and ``end_date`` are days of the event's zone and are always set when the time is known;
    ``starts_at`` and ``ends_at`` are set as well unless it lasts whole days. All are those of the first time;
    ``last_date`` is the last day of all.
    """

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
    last_date = models.DateField(null=True, editable=False)
    when_panels = [
        FieldPanel("timezone"),
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
        FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
    ]

    recurrence = models.CharField(_("repeated"), max_length=20, choices=Recurrence, blank=True, default="")
    recurs_until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day on which it may begin; or say how many times.")
    )
    recurs_count = models.PositiveSmallIntegerField(
        _("how many times"), null=True, blank=True, validators=[MinValueValidator(2), MaxValueValidator(MAX_TIMES)]
    )
    skipped_days = models.JSONField(
        _("left out"),
        default=list,
        blank=True,
        validators=[validate_days],
        help_text=_("Days on which it does not take place, one on each line: 2026-12-24."),
    )
    again_panels = [
        FieldPanel("recurrence"),
        FieldRowPanel([FieldPanel("recurs_until"), FieldPanel("recurs_count")]),
        FieldPanel("skipped_days"),
    ]

    status = models.CharField(_("status"), max_length=12, choices=EventStatus, default=EventStatus.SCHEDULED)
    status_note_da = models.CharField(
        _("about the change, in Danish"),
        max_length=300,
        blank=True,
        help_text=_("Why it is moved or cancelled, and what instead; shown on the page and kept in its history."),
    )
    status_note_en = models.CharField(_("about the change, in English"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    status_panels = [FieldPanel("status"), FieldRowPanel([FieldPanel("status_note_da"), FieldPanel("status_note_en")])]

    status_note = Bilingual("status_note")

    class Meta:
        abstract = True

    @property
    def schedule(self) -> Schedule | None:
        """Days, hours and repetition as a plain value; ``None`` while the day is not known."""
        if self.start_date is None:
            return None
        return Schedule(
            self.timezone,
            self.start_date,
            self.start_time,
            self.end_date,
            self.end_time,
            self.recurrence,
            self.recurs_until,
            self.recurs_count,
            days_of(self.skipped_days or []),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the moments that days, times and zone amount to."""
        schedule = self.schedule
        first = schedule.on(schedule.start_date) if schedule else None
        self.starts_at, self.ends_at = (first.starts, first.ends) if first else (None, None)
        self.last_date = schedule.last_day if schedule else None
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self._check_days()
        self._check_repetition()
        try:
            schedule = self.schedule
            first = schedule.on(schedule.start_date) if schedule else None
        except (zoneinfo.ZoneInfoNotFoundError, OverflowError, TypeError, ValueError):
            return  # the field's own validator says what is wrong
        if schedule and schedule.last_day.year > schedule.start_date.year + MAX_YEARS:
            message = _("At most %(years)d years ahead, please.")
            raise ValidationError({"recurs_count": ValidationError(message, params={"years": MAX_YEARS})})
        if first and first.starts and first.ends and first.ends < first.starts:
            raise ValidationError({"end_time": _("The event can’t end before it begins.")})

    def _check_days(self) -> None:
        for name in ("start_date", "end_date"):
            day = getattr(self, name)
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise ValidationError(
                    {name: _("Write a year from %(first)d to %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}}
                )
        if self.start_time and not self.start_date:
            raise ValidationError({"start_date": _("A time needs its day.")})
        if self.end_time and not self.start_time:
            raise ValidationError({"start_time": _("Write when it begins, too.")})
        if self.end_date and not self.start_date:
            raise ValidationError({"start_date": _("Write the first day, too.")})

    def _check_repetition(self) -> None:
        if not self.recurrence:
            if self.recurs_until or self.recurs_count or self.skipped_days:
                raise ValidationError({"recurrence": _("Say how it is repeated, too.")})
            return
        if not self.start_date:
            raise ValidationError({"start_date": _("What is repeated needs its first day.")})
        if bool(self.recurs_until) == bool(self.recurs_count):
            raise ValidationError({"recurs_until": _("Say either until when it is repeated, or how many times.")})
        if self.recurs_until and self.recurs_until < self.start_date:
            raise ValidationError({"recurs_until": _("The last day can’t be before the first.")})
        if self.recurs_until and self.recurs_until.year > self.start_date.year + MAX_YEARS:
            message = _("At most %(years)d years ahead, please.")
            raise ValidationError({"recurs_until": ValidationError(message, params={"years": MAX_YEARS})})
        if (
            self.end_date
            and self.recurrence in _GAPS
            and (self.end_date - self.start_date).days >= _GAPS[self.recurrence]
        ):
            raise ValidationError({"end_date": _("It would begin again before it has ended.")})

    @property
    def is_all_day(self) -> bool:
        """Whether it lasts whole days."""
        return self.starts_at is None

    @property
    def today(self) -> dt.date:
        """The day that it is now where the event takes place."""
        return timezone.localdate(timezone=zoneinfo.ZoneInfo(self.timezone))

    @property
    def is_over(self) -> bool:
        """Whether its last day lies behind us, in the event's zone."""
        last = self.last_date or self.end_date or self.start_date
        return last is not None and last < self.today

    @property
    def next_time(self) -> Occurrence | None:
        """The first time that is not over; the last one if all are."""
        schedule = self.schedule
        return schedule.next_on(self.today) if schedule else None


# After how many days it begins again, at the least.
_GAPS: dict[str, int] = {
    Recurrence.WEEKLY: 7,
    Recurrence.FORTNIGHTLY: 14,
    Recurrence.MONTHLY_DATE: 28,
    Recurrence.MONTHLY_WEEKDAY: 28,
    Recurrence.YEARLY: 365,
}
