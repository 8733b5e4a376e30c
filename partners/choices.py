"""Enumerations of the partners app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnerRole(models.TextChoices):
    """What a partner does in a project."""

    LEAD = "lead", _("Lead")
    PARTICIPANT = "participant", _("Participant")
    FUNDER = "funder", _("Funder")
    HOST = "host", _("Host")


class CityRole(models.TextChoices):
    """What a city does in a project."""

    LEAD = "lead", _("Lead city")
    PARTICIPANT = "participant", _("Participating city")


class MemberRole(models.TextChoices):
    """What a member may do: owners also care for the members."""

    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
