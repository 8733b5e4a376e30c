"""Delegations: a city's visit to an event, with its people by role; journeys of the hub's own city included."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import DelegationState, EventStatus
from events.querysets import DelegationPeopleQuerySet, DelegationQuerySet
from hub.choices import Language

# So many people at most in one role, and in one delegation.
MAX_PEOPLE = 500


class Delegation(models.Model):
    """The people whom one city sends to one event; written by ``events.services`` alone.

    Not part of the event's revisions: a visit is a fact beside what is published, and names must be gone everywhere at
    once. Who stands where on the waiting list follows from ``waits_since``.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey("events.Event", models.PROTECT, related_name="delegations", verbose_name=_("event"))
    occurrence = models.DateField(
        _("day of the visit"), null=True, blank=True, help_text=_("Of a repeated event: the first day of that time.")
    )
    city = models.ForeignKey("partners.City", models.PROTECT, related_name="delegations", verbose_name=_("city"))
    state = models.CharField(_("state"), max_length=10, choices=DelegationState)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    # When the contact person, or whoever registered, agreed that name and address are kept and shown to the host.
    consented_at = models.DateTimeField(_("agreed"), null=True, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    # By the clock of the event's zone.
    arrives_on = models.DateField(_("arrival"), null=True, blank=True)
    arrives_at = models.TimeField(_("time of arrival"), null=True, blank=True)
    leaves_on = models.DateField(_("departure"), null=True, blank=True)
    leaves_at = models.TimeField(_("time of departure"), null=True, blank=True)
    travel = models.CharField(_("flight, train or hotel"), max_length=200, blank=True)
    needs = models.TextField(_("needs"), max_length=1000, blank=True)

    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("registered by"),
    )
    created_at = models.DateTimeField(_("registered"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    waits_since = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(_("participation recorded"), null=True, blank=True, editable=False)
    # When names, addresses and needs were removed; head counts stay.
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)

    # Raised with every change that the contact's calendar is told of.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # The number of the event's change that the contact was last told of.
    told_sequence = models.PositiveIntegerField(default=0, editable=False)
    # Named in the signed links; a new address gets a new one, and the old links are worth nothing.
    link_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["event", "occurrence", "state"], name="delegations_of_event")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DelegationState.values), name="delegation_state_exists"),
            models.CheckConstraint(
                condition=~Q(state=DelegationState.WAITING) | Q(waits_since__isnull=False),
                name="delegation_waits_since_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(arrives_on__isnull=True) | Q(leaves_on__isnull=True) | Q(leaves_on__gte=F("arrives_on")),
                name="delegation_arrives_before_it_leaves",
                violation_error_message=_("The departure can’t be before the arrival."),
            ),
            models.CheckConstraint(
                condition=Q(contact_name="") & Q(contact_email="") | Q(consented_at__isnull=False),
                name="delegation_contact_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city} · {self.event}"

    @property
    def is_active(self) -> bool:
        """Whether it was not cancelled."""
        return self.state != DelegationState.CANCELLED

    @property
    def first_day(self) -> dt.date | None:
        """The day it comes for; ``None`` while the event's is not known."""
        return self.occurrence or self.event.start_date

    @property
    def last_day(self) -> dt.date | None:
        """The last day of what it comes for."""
        schedule = self.event.schedule
        return schedule.on(self.first_day).last if schedule and self.first_day else self.first_day

    @property
    def has_begun(self) -> bool:
        """Whether the first day has come, by the clock of the event's zone, of an event that was not cancelled."""
        first = self.first_day
        return first is not None and first <= self.event.today and self.event.status != EventStatus.CANCELLED

    @property
    def is_over(self) -> bool:
        """Whether the last day lies behind us, by the clock of the event's zone."""
        last = self.last_day
        return last is not None and last < self.event.today


class DelegationPeople(models.Model):
    """How many people of one role a delegation has: registered, and come (``None`` until the host has said)."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="people", verbose_name=_("delegation"))
    role = models.ForeignKey("events.DelegationRole", models.PROTECT, related_name="+", verbose_name=_("role"))
    registered = models.PositiveSmallIntegerField(_("registered"), default=0)
    came = models.PositiveSmallIntegerField(_("came"), null=True, blank=True)

    objects = DelegationPeopleQuerySet.as_manager()

    class Meta:
        verbose_name = _("people of a delegation")
        verbose_name_plural = _("people of delegations")
        ordering = ["role__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "role"], name="delegation_role_once"),
            models.CheckConstraint(condition=Q(registered__lte=MAX_PEOPLE), name="delegation_people_registered_limit"),
            models.CheckConstraint(
                condition=Q(came__isnull=True) | Q(came__lte=MAX_PEOPLE), name="delegation_people_came_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.registered}"


class DelegationName(models.Model):
    """The name of somebody in a delegation, kept only if they agreed and the host needs it; never public."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="names", verbose_name=_("delegation"))
    name = models.CharField(_("name"), max_length=120)
    consented_at = models.DateTimeField(_("agreed"), editable=False)

    class Meta:
        verbose_name = _("name in a delegation")
        verbose_name_plural = _("names in delegations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
