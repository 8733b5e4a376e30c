"""Enumerations of the reporting desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityState(models.TextChoices):
    """Where an activity is on its way into a report."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Handed in")
    SENT_BACK = "sent_back", _("Sent back")
    ACCEPTED = "accepted", _("Accepted")
    USED = "used", _("Used in a report")

    @classmethod
    def counting(cls) -> tuple[str, ...]:
        """The states in which an activity counts in figures and reports."""
        return (cls.ACCEPTED.value, cls.USED.value)

    @classmethod
    def with_its_maker(cls) -> tuple[str, ...]:
        """The states in which whoever hands it in may still change it."""
        return (cls.DRAFT.value, cls.SENT_BACK.value)


class PartnerPart(models.TextChoices):
    """What a partner did in an activity."""

    LEAD = "lead", _("Lead")
    PARTICIPANT = "participant", _("Participant")
    FUNDER = "funder", _("Funder")


class CityPart(models.TextChoices):
    """What a city did in an activity."""

    HOST = "host", _("Host city")
    GUEST = "guest", _("Guest city")
    PARTICIPANT = "participant", _("Participating city")


class EvidenceKind(models.TextChoices):
    """What proves something."""

    LINK = "link", _("Link")
    FILE = "file", _("File")
    PICTURE = "picture", _("Picture")
    PRESS = "press", _("Press")
    ATTENDANCE = "attendance", _("Attendance")


class EvidenceState(models.TextChoices):
    """What the last check said. What can't be checked by itself stays unchecked."""

    UNCHECKED = "unchecked", _("Not checked")
    ALIVE = "alive", _("Alive")
    DEAD = "dead", _("Dead")
    EXPIRED = "expired", _("Expired")


class ObligationLevel(models.TextChoices):
    """How binding a duty is."""

    REQUIRED = "required", _("Required")
    EXPECTED = "expected", _("Expected")
    RECOMMENDED = "recommended", _("Recommended")


class Recurring(models.TextChoices):
    """How often a duty falls due."""

    ONCE = "once", _("Once")
    YEARLY = "yearly", _("Every year")
    EVERY_YEARS = "every_years", _("Every so many years")


class ReportKind(models.TextChoices):
    """What a report is for."""

    MONITORING = "monitoring", _("Membership Monitoring Report")
    COUNCIL = "council", _("Yearly report to the council")
    PLAN = "plan", _("Activity plan")


class LimitUnit(models.TextChoices):
    """What a section's limit counts."""

    NONE = "", _("No limit")
    WORDS = "words", _("words")
    CHARACTERS = "characters", _("characters")
    PAGES = "pages", _("pages")


class ReportLanguage(models.TextChoices):
    """The languages that a report may be written in."""

    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


class ReportState(models.TextChoices):
    """Where a report is on its way."""

    OPEN = "open", _("Being written")
    SUBMITTED = "submitted", _("Submitted")
