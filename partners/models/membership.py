"""Memberships: who acts for a partner or a city in the portal."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.choices import MemberRole
from partners.querysets import MembershipQuerySet


class Membership(models.Model):
    """A user's place in a partner or a city; an ended one is a former member's."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("user")
    )
    partner = models.ForeignKey(
        "partners.Partner",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("partner"),
    )
    city = models.ForeignKey(
        "partners.City", models.CASCADE, null=True, blank=True, related_name="memberships", verbose_name=_("city")
    )
    role = models.CharField(_("role"), max_length=10, choices=MemberRole, default=MemberRole.EDITOR)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("left"), null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=True) ^ Q(city__isnull=True), name="membership_in_one_organisation"
            ),
            models.UniqueConstraint(
                fields=["user", "partner"], condition=Q(ended_at__isnull=True), name="member_of_partner_once"
            ),
            models.UniqueConstraint(
                fields=["user", "city"], condition=Q(ended_at__isnull=True), name="member_of_city_once"
            ),
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="member_role_exists"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.organisation}"

    @property
    def organisation(self) -> Any:
        """The partner or the city."""
        return self.partner if self.partner_id else self.city

    @property
    def is_active(self) -> bool:
        """Whether the user is a member still."""
        return self.ended_at is None

    @property
    def is_owner(self) -> bool:
        """Whether the member cares for the other members."""
        return self.role == MemberRole.OWNER
