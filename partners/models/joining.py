"""The ways in: requests that moderators decide, and invitations by e-mail."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from hub.choices import HelixSector, Language
from hub.geography import validate_zone
from partners.choices import JoinKind, JoinState, MemberRole
from partners.models.partner import cvr_number
from partners.querysets import InvitationQuerySet


class JoinRequest(models.Model):
    """Somebody asks to register an organisation or a city, or to become a member of one that is here.

    ``partner`` and ``city``: what is claimed; after the decision, what was registered.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Made with the form: sending the same form twice gives one request.
    form_key = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(_("what is asked for"), max_length=12, choices=JoinKind)
    state = models.CharField(_("state"), max_length=10, choices=JoinState, default=JoinState.WAITING)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests", verbose_name=_("asked by")
    )
    partner = models.ForeignKey(
        "partners.Partner",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="join_requests",
        verbose_name=_("partner"),
    )
    city = models.ForeignKey(
        "partners.City", models.CASCADE, null=True, blank=True, related_name="join_requests", verbose_name=_("city")
    )

    title = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.DANISH)
    website = models.URLField(_("website"), blank=True)
    sector = models.CharField(_("helix sector"), max_length=20, choices=HelixSector, blank=True)
    cvr = models.CharField(_("CVR number"), max_length=8, blank=True, validators=[cvr_number])
    country = CountryField(_("country"), blank=True)
    timezone = models.CharField(_("time zone"), max_length=50, blank=True, validators=[validate_zone])
    message = models.TextField(_("message"), blank=True, max_length=2000)

    asked_at = models.DateTimeField(_("asked"), default=now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
        editable=False,
    )
    note = models.TextField(_("note to the person who asked"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JoinState.values), name="join_state_exists"),
            models.CheckConstraint(condition=Q(kind__in=JoinKind.values), name="join_kind_exists"),
            models.CheckConstraint(
                condition=Q(partner__isnull=True) | Q(city__isnull=True), name="join_request_for_one_organisation"
            ),
            models.UniqueConstraint(
                fields=["user", "partner"],
                condition=Q(state=JoinState.WAITING, partner__isnull=False),
                name="one_waiting_request_per_partner",
            ),
            models.UniqueConstraint(
                fields=["user", "city"],
                condition=Q(state=JoinState.WAITING, city__isnull=False),
                name="one_waiting_request_per_city",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.organisation or self.get_kind_display())

    @property
    def organisation(self) -> Any:
        """The partner or city that is claimed or was registered; ``None`` while a new one waits."""
        return self.partner if self.partner_id else self.city

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == JoinState.WAITING


class Invitation(models.Model):
    """A signed link that makes whoever gets it by mail a member; used once, for a time."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(
        "partners.Partner", models.CASCADE, null=True, blank=True, related_name="invitations", verbose_name=_("partner")
    )
    city = models.ForeignKey(
        "partners.City", models.CASCADE, null=True, blank=True, related_name="invitations", verbose_name=_("city")
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=MemberRole, default=MemberRole.EDITOR)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"), default=now, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=True) ^ Q(city__isnull=True), name="invitation_to_one_organisation"
            ),
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="invitation_role_exists"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def organisation(self) -> Any:
        """The partner or the city."""
        return self.partner if self.partner_id else self.city

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > now()
