"""Enumerations of the events app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventStatus(models.TextChoices):
    """Whether an event takes place as announced."""

    SCHEDULED = "scheduled", _("Scheduled")
    POSTPONED = "postponed", _("Postponed")
    MOVED = "moved", _("Moved")
    CANCELLED = "cancelled", _("Cancelled")


class Attendance(models.TextChoices):
    """How one takes part."""

    ONSITE = "onsite", _("On site")
    ONLINE = "online", _("Online")
    MIXED = "mixed", _("On site and online")


class OrganiserRole(models.TextChoices):
    """What a partner does in an event."""

    ORGANISER = "organiser", _("Organiser")
    CO_ORGANISER = "co_organiser", _("Co-organiser")
    SPEAKER = "speaker", _("Contributor")
    FUNDER = "funder", _("Funder")
