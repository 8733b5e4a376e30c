"""Enumerations of the intake, with the words for what ``facts`` has keys for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedKind(models.TextChoices):
    """What a feed is written in."""

    AUTO = "auto", _("Whatever it is")
    ICAL = "ical", _("iCalendar (.ics)")
    JSONLD = "jsonld", _("Web page or JSON with schema.org events")


class FeedState(models.TextChoices):
    """How the last fetch of a feed went."""

    NEW = "new", _("Not fetched yet")
    WORKING = "working", _("Works")
    FAILING = "failing", _("Fails")


class FeedProblem(models.TextChoices):
    """Why a feed that was fetched can’t be read."""

    NOT_A_FEED = "not_a_feed", _("This is neither a calendar nor a page with events for machines.")
    PAGE_INSTEAD = "page_instead", _("A web page came instead of a calendar; perhaps one has to sign in there.")
    NO_EVENT_DATA = "no_event_data", _("The page describes no events for machines (schema.org as JSON-LD).")
    TOO_MANY_EVENTS = "too_many_events", _("There are more than 2,000 events in it.")
    TOO_MUCH_WORK = "too_much_work", _("Reading it took too much time or memory.")
    UNEXPECTED = "unexpected", _("The hub itself stumbled over it; administrators find more in the log.")


class FeedNote(models.TextChoices):
    """What was noticed about single events of a feed."""

    NO_START = "no_start", _("Left out: it has no beginning.")
    NO_TITLE = "no_title", _("Left out: it has no title.")
    NO_UID = "no_uid", _("It has no identifier (UID): when its time changes, it looks like another event.")
    BAD_TIME = "bad_time", _("A date or time in it makes no sense.")
    BAD_RULE = "bad_rule", _("Its rule of recurrence makes no sense; only the first time is taken.")
    END_BEFORE_START = "end_before_start", _("It ends before it begins; the end is left out.")
    UNKNOWN_ZONE = "unknown_zone", _("Its time zone is unknown; the feed’s is assumed.")
    DOUBLE = "double", _("It is in the feed more than once.")
    PRIVATE = "private", _("Left out: it is marked as private.")
    CUT_OFF = "cut_off", _("The calendar breaks off before its end; nothing is taken to have vanished.")
    BAD_DATA = "bad_data", _("Left out: it can’t be read.")


class FeedItemState(models.TextChoices):
    """What has become of an event from a feed."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    VANISHED = "vanished", _("Vanished from the feed")
    CANCELLED = "cancelled", _("Cancelled by the feed")
