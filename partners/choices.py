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


class JoinKind(models.TextChoices):
    """What somebody asks for who wants to get in."""

    NEW_PARTNER = "new_partner", _("Register a new organisation")
    NEW_CITY = "new_city", _("Register a new city")
    CLAIM = "claim", _("Become a member of one that is here")


class JoinState(models.TextChoices):
    """Where a request to join is on its way."""

    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProposalState(models.TextChoices):
    """Where a proposal is on its way."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Handed in")
    SENT_BACK = "sent_back", _("Sent back")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @classmethod
    def open_values(cls) -> tuple[str, ...]:
        """The states in which something is still to be done."""
        return (cls.DRAFT.value, cls.SUBMITTED.value, cls.SENT_BACK.value)


class ProposalAct(models.TextChoices):
    """What happened to a proposal, as its timeline tells it."""

    BEGUN = "begun", _("Begun")
    SUBMITTED = "submitted", _("Handed in")
    SENT_BACK = "sent_back", _("Sent back with a note")
    ACCEPTED = "accepted", _("Accepted and published")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REOPENED = "reopened", _("Taken up again")
    COMPARED = "compared", _("Chosen between two versions")
