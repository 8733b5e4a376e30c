"""Exchange events: festivals, conferences, residencies, study visits, workshops, meetings, open calls."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from events.admin_forms import EventAdminForm
from events.choices import Attendance, CallState, OrganiserRole, language_label
from events.key_lists import validate_audiences, validate_languages
from events.models.changes import EventChange, announced
from events.models.parts import TaggedEvent
from events.models.timing import TIMED_CONSTRAINTS, Timed
from events.querysets import EventQuerySet
from hub.bilingual import Bilingual
from hub.choices import Audience
from hub.geography import zone_constraint
from hub.models import Record
from hub.querysets import public_links, public_or_none
from partners.choices import CityRole


class Event(Timed, Record):
    """Something that takes place, alone or as an item of another event's programme."""

    kind = models.ForeignKey(
        "events.EventKind", models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("kind")
    )
    attendance = models.CharField(_("attendance"), max_length=8, choices=Attendance, default=Attendance.ONSITE)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programme_items",
        verbose_name=_("part of"),
        help_text=_("The event in whose programme this is."),
    )
    kind_panels = [FieldPanel("kind"), FieldPanel("attendance"), FieldPanel("parent")]

    call_opens_at = models.DateTimeField(
        _("opens"), null=True, blank=True, help_text=_("Of an open call, by the clock of the event’s zone.")
    )
    deadline = models.DateTimeField(
        _("deadline"), null=True, blank=True, help_text=_("Of an open call, by the clock of the event’s zone.")
    )
    call_panels = [FieldRowPanel([FieldPanel("call_opens_at"), FieldPanel("deadline")])]

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

    audiences = models.JSONField(_("for whom"), default=list, blank=True, validators=[validate_audiences])
    languages = models.JSONField(_("languages"), default=list, blank=True, validators=[validate_languages])
    capacity = models.PositiveIntegerField(
        _("capacity"), null=True, blank=True, help_text=_("People. Empty if there is room for all.")
    )
    is_free = models.BooleanField(_("free of charge"), default=False)
    cost_da = models.CharField(_("price in Danish"), max_length=160, blank=True)
    cost_en = models.CharField(_("price in English"), max_length=160, blank=True)
    access_da = models.TextField(_("accessibility in Danish"), blank=True, help_text=_("Steps, lift, hearing loop …"))
    access_en = models.TextField(_("accessibility in English"), blank=True)
    taking_part_panels = [
        FieldPanel("audiences"),
        FieldPanel("languages"),
        FieldRowPanel([FieldPanel("capacity"), FieldPanel("is_free")]),
        FieldRowPanel([FieldPanel("cost_da"), FieldPanel("cost_en")]),
        FieldPanel("access_da"),
        FieldPanel("access_en"),
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
        MultiFieldPanel(Timed.when_panels, _("When")),
        MultiFieldPanel(Timed.again_panels, _("Again")),
        MultiFieldPanel(Timed.status_panels, _("Whether it takes place")),
        MultiFieldPanel(call_panels, _("Open call")),
        MultiFieldPanel(where_panels, _("Where")),
        MultiFieldPanel(taking_part_panels, _("Taking part")),
        MultiFieldPanel(who_panels, _("Who")),
        *Record.closing_panels,
    ]
    objects = EventQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [  # type: ignore[misc]
            *Record.Meta.constraints,
            *TIMED_CONSTRAINTS,
            zone_constraint("event"),
            models.CheckConstraint(
                condition=Q(call_opens_at__isnull=True) | Q(deadline__isnull=True) | Q(deadline__gt=F("call_opens_at")),
                name="event_call_opens_before_deadline",
                violation_error_message=_("A call opens before its deadline."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="event_not_its_own_programme"
            ),
        ]

    cost = Bilingual("cost")
    access = Bilingual("access")
    base_form_class = EventAdminForm

    def clean(self) -> None:
        super().clean()
        if self.call_opens_at and self.deadline and self.call_opens_at >= self.deadline:
            raise ValidationError({"deadline": _("A call opens before its deadline.")})
        if self.parent is not None:
            self._check_parent(self.parent)

    def _check_parent(self, parent: "Event") -> None:
        if parent.pk == self.pk:
            raise ValidationError({"parent": _("An event can’t be part of itself.")})
        if parent.parent_id is not None:
            raise ValidationError({"parent": _("“%(title)s” is a part of an event itself.") % {"title": parent}})
        if self.pk and self.programme_items.exists():
            raise ValidationError({"parent": _("This event has a programme of its own.")})

    # History

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish; a changed time, place or status is kept as history and raises the sequence, in one transaction."""
        with transaction.atomic():
            before = type(self).objects.select_for_update().filter(pk=self.pk).first()
            published = super().publish(*args, **kwargs)
            after = type(self).objects.get(pk=self.pk)
            if before and before.first_published_at and after.live:
                self._keep_history(before, after)
            return published

    def _keep_history(self, before: "Event", after: "Event") -> None:
        was, becomes, sequence = announced(before), announced(after), before.sequence
        if was != becomes:
            sequence += 1
            note = {"note_da": after.status_note_da, "note_en": after.status_note_en}
            EventChange.objects.create(event=after, sequence=sequence, before=was, after=becomes, **note)
        if after.sequence != sequence:
            type(self).objects.filter(pk=self.pk).update(sequence=sequence)
        self.sequence = sequence

    def with_content_json(self, content: dict[str, Any]) -> "Event":
        """The event of a revision; how often it was changed in public is no matter of drafts."""
        made: Event = super().with_content_json(content)
        made.sequence = self.sequence
        return made

    # What follows from the fields

    @property
    def call_state(self) -> CallState | None:
        """How the open call stands now; ``None`` if it is none."""
        if self.deadline is None and self.call_opens_at is None:
            return None
        now = timezone.now()
        if self.deadline is not None and self.deadline < now:
            return CallState.CLOSED
        return CallState.COMING if self.call_opens_at is not None and self.call_opens_at > now else CallState.OPEN

    @property
    def is_open_call(self) -> bool:
        """Whether it can be answered now."""
        return self.call_state == CallState.OPEN

    @property
    def audience_labels(self) -> list[str]:
        """For whom it is, in the reader's language."""
        return [str(Audience(value).label) for value in self.audiences]

    @property
    def language_labels(self) -> list[str]:
        """The languages it is held in, in the reader's language."""
        return [language_label(code) for code in self.languages]

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
            "parent": public_or_none(self.parent),
            "programme": self._public_programme(),
            "changes": self._published_changes(),
            "project": public_or_none(self.project),
        }

    def _published_changes(self) -> list[EventChange]:
        """The history, the oldest change first."""
        return list(self.changes.all()) if self.pk and getattr(self, "has_changes", True) else []

    def _public_programme(self) -> list[Any]:
        """The items of the programme that a visitor may see, in their order."""
        if self.pk is None or not getattr(self, "has_programme", True):
            return []
        items = type(self).objects.public().filter(parent=self).select_related("kind", "city", "venue")
        return list(items.order_by(F("start_date").asc(nulls_last=True), "starts_at", "pk"))

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
            "last_date": self.last_date,
            "recurrence": self.recurrence,
            "recurs_until": self.recurs_until,
            "recurs_count": self.recurs_count,
            "skipped_days": self.skipped_days,
            "sequence": self.sequence,
            "status_note_da": self.status_note_da,
            "status_note_en": self.status_note_en,
            "part_of": str(self.parent.uid) if self.parent and self.parent.is_visible else "",
            "call_opens_at": self.call_opens_at,
            "deadline": self.deadline,
            "audiences": self.audiences,
            "languages": self.languages,
            "capacity": self.capacity,
            "is_free": self.is_free,
            "cost_da": self.cost_da,
            "cost_en": self.cost_en,
            "access_da": self.access_da,
            "access_en": self.access_en,
            "city": str(self.city) if self.city and self.city.is_visible else "",
            "venue": str(self.venue) if self.venue and self.venue.is_visible else "",
            "scope": self.scope.key if self.scope else "",
            "website": self.website,
            "source": self.source,
        }
