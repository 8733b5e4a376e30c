"""Enumerations of the events app."""

from babel import Locale
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.bilingual import active_language
from hub.choices import Language
from hub.collation import sort_key


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


class Recurrence(models.TextChoices):
    """How an event is repeated: a few plain ways, each counted from the first day."""

    NONE = "", _("Not repeated")
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY_DATE = "monthly_date", _("Every month on the same date")
    MONTHLY_WEEKDAY = "monthly_weekday", _("Every month on the same weekday")
    YEARLY = "yearly", _("Every year")


class CallState(models.TextChoices):
    """How an open call stands at this moment."""

    OPEN = "open", _("Open now")
    COMING = "coming", _("Opens later")
    CLOSED = "closed", _("Closed")


class AnswerState(models.TextChoices):
    """Where an answer to an open call is on its way."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Handed in")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class NoticeKind(models.TextChoices):
    """What a city would like."""

    HOST = "host", _("We’d like to host")
    VISIT = "visit", _("We’d like to visit")

    @property
    def opposite(self) -> "NoticeKind":
        """What fits it."""
        return NoticeKind.VISIT if self is NoticeKind.HOST else NoticeKind.HOST


class DelegationState(models.TextChoices):
    """Whether a delegation has its places."""

    REGISTERED = "registered", _("Registered")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", _("Cancelled")


# Languages that events of a city and its partners abroad are held in. ISO 639; CLDR names all but the signed ones.
SPOKEN = (
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fo", "fr", "he", "hi", "hr", "hu", "id", "is",
    "it", "ja", "kl", "ko", "lt", "lv", "ms", "nb", "nl", "pl", "pt", "ro", "ru", "se", "sk", "sl", "so", "sr", "sv",
    "sw", "th", "tr", "uk", "vi", "zh",
)  # fmt: skip
SIGNED = {"dsl": _("Danish Sign Language"), "ils": _("International Sign")}


def language_label(code: str) -> str:
    """The name of a language in the reader's language. Raises ``ValueError`` for one that can't be chosen."""
    if code in SIGNED:
        return str(SIGNED[code])
    if code not in SPOKEN:
        raise ValueError(code)
    name = Locale.parse(active_language()).languages[code]
    return name[:1].upper() + name[1:]


def language_choices() -> list[tuple[str, str]]:
    """Every language that can be chosen, those of the hub first, then by name."""
    codes = [*(code for code in SPOKEN if code not in Language.values), *SIGNED]
    named = sorted(((code, language_label(code)) for code in codes), key=lambda pair: sort_key(pair[1]))
    return [*((code, language_label(code)) for code in Language.values), *named]
