"""What delegations are reminded of: the visit, a week and a day before; the host, after it, of recording who came."""

import datetime as dt
import zoneinfo
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from events.choices import EventStatus
from events.models import Delegation, Event
from events.notifications import mail_contact
from hub.bilingual import text_in
from hub.mail import is_real_address, reader_language, send_to
from hub.models import User
from hub.plain_text import readable
from hub.reminders import Reminder, ReminderSource, register_reminders
from partners.models import Membership

WEEK_BEFORE = range(5, 8)  # days; a clock that stood still for two days still reminds
DAY_BEFORE = range(2)
RECORD_WITHIN_DAYS = 30
ZONE_DAYS = 2  # days of the world's zones differ by at most so many from UTC's


def _local_day(event: Event, now: dt.datetime) -> dt.date:
    return now.astimezone(zoneinfo.ZoneInfo(event.timezone)).date()


def before_visits(now: dt.datetime) -> Iterator[Reminder]:
    """A week and a day before, by the day of the event's own zone; not of what was registered within that week."""
    for delegation in _coming(now):
        first, today = delegation.first_day, _local_day(delegation.event, now)
        if first is None or not is_real_address(delegation.contact_email):
            continue
        days, known = (first - today).days, (first - _local_day_of(delegation)).days
        for name, span in (("week", WEEK_BEFORE), ("day", DAY_BEFORE)):
            if days in span and known >= span.stop:
                key = f"{name}-{delegation.pk}-{first.isoformat()}"
                yield Reminder(key, partial(mail_contact, delegation, "soon"))


def _local_day_of(delegation: Delegation) -> dt.date:
    return _local_day(delegation.event, delegation.created_at)


def _coming(now: dt.datetime) -> Any:
    first, last = now.date() - dt.timedelta(ZONE_DAYS), now.date() + dt.timedelta(WEEK_BEFORE.stop + ZONE_DAYS)
    near = Q(occurrence__range=(first, last)) | Q(occurrence__isnull=True, event__start_date__range=(first, last))
    found = Delegation.objects.taking_places().filter(near).exclude(event__status=EventStatus.CANCELLED)
    return found.with_size().select_related("event", "city").order_by("pk")


def after_visits(now: dt.datetime) -> Iterator[Reminder]:
    """Once after each visit, to everybody who answers for the event, while it was not recorded who came."""
    seen: set[tuple[int, dt.date | None]] = set()
    for delegation in _unrecorded(now):
        event, visit = delegation.event, (delegation.event_id, delegation.occurrence)
        last, today = delegation.last_day, _local_day(delegation.event, now)
        if last is None or not 0 < (today - last).days <= RECORD_WITHIN_DAYS or visit in seen:
            continue
        seen.add(visit)
        for host in _hosts_of(event):
            key = f"{event.pk}-{last.isoformat()}-{host.pk}"
            yield Reminder(key, partial(_ask_host, event, host))


def _unrecorded(now: dt.datetime) -> Any:
    first = now.date() - dt.timedelta(RECORD_WITHIN_DAYS + ZONE_DAYS + 366)
    found = Delegation.objects.unrecorded().exclude(event__status=EventStatus.CANCELLED)
    recent = Q(occurrence__gte=first) | Q(event__start_date__gte=first)
    return found.filter(recent, is_sample=False).select_related("event").order_by("event", "occurrence", "pk")


def _hosts_of(event: Event) -> list[User]:
    """The members of the partners and cities that answer for an event."""
    question = Q(pk__in=[])
    for relation, roles in Event.answering_roles.items():
        field = "partner" if relation == "partner_links" else "city"
        keys = getattr(event, relation).filter(role__in=roles).values(field)
        question |= Q(**{f"{field}__in": keys})
    if event.city_id:
        question |= Q(city=event.city_id)
    places = Membership.objects.active().filter(question, user__is_active=True).values("user")
    return [user for user in User.objects.filter(pk__in=places).order_by("pk") if is_real_address(user.email)]


def _ask_host(event: Event, user: User) -> None:
    language = reader_language(user.email)
    with override(language):
        context = {
            "event_title": readable(str(text_in(event, "title", language))),
            "link": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("visits:delegations", args=[event.uid]),
        }
    send_to(user.email, "events/mail/record_came", context, language=language)


def register_all() -> None:
    """Tell the base app."""
    register_reminders(ReminderSource("visits", _("delegations, before their visit"), before_visits))
    register_reminders(ReminderSource("came", _("hosts, to record who came"), after_visits))
