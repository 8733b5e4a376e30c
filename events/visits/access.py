"""Who may register, change, see and record delegations. What is not one's own answers 404 like what doesn't exist."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from events.choices import EventStatus
from events.models import Delegation, Event
from hub.models import SiteSettings
from partners.membership import is_member, is_staff_for, may_edit, organisations_of
from partners.models import City

View = Callable[..., HttpResponse]


def event_or_404(uid: uuid.UUID) -> Event:
    """The event of an address; merged ones are gone."""
    found: Event | None = Event.objects.filter(uid=uid, merged_into__isnull=True).select_related("city").first()
    if found is None:
        raise Http404
    return found


def public_event_or_404(uid: uuid.UUID) -> Event:
    """The event of an address, if everybody may see it."""
    found = event_or_404(uid)
    if not found.is_visible:
        raise Http404
    return found


def cities_for(request: HttpRequest, event: Event) -> list[City]:
    """The cities whose delegation the reader may register: one's own; for staff all, the hub's own city first."""
    if is_staff_for(request.user, Event):
        own_slug = SiteSettings.for_request(request).city_slug
        cities = list(City.objects.public().order_by("title_da", "pk"))
        cities.sort(key=lambda city: city.slug != own_slug)
    else:
        cities = [found for found in organisations_of(request.user) if isinstance(found, City)]
    return [city for city in cities if city.pk != event.city_id]


def is_past_visit(user: Any, event: Event) -> bool:
    """Whether ``user`` may write down afterwards who was sent: staff, once the event is over and took place."""
    return event.is_over and event.status != EventStatus.CANCELLED and is_staff_for(user, Event)


def delegation_or_404(uid: uuid.UUID) -> Delegation:
    """The delegation of an address."""
    found: Delegation | None = Delegation.objects.filter(uid=uid).select_related("event", "city").first()
    if found is None:
        raise Http404
    return found


def may_change(user: Any, delegation: Delegation) -> bool:
    """Whether ``user`` may change and cancel a delegation: members of its city, and staff."""
    return is_member(user, delegation.city) or is_staff_for(user, Event)


def for_senders(view: View) -> View:
    """For members of the city that sends the delegation of the address, and for staff; gives ``delegation``."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, uid: uuid.UUID, **kwargs: Any) -> HttpResponse:
        delegation = delegation_or_404(uid)
        if not may_change(request.user, delegation):
            raise Http404
        return view(request, delegation=delegation, **kwargs)

    return guarded


def for_hosts(view: View) -> View:
    """For whoever answers for the event of the address: organisers, leading and host city, staff; gives ``event``."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, uid: uuid.UUID, **kwargs: Any) -> HttpResponse:
        event = event_or_404(uid)
        if not may_edit(request.user, event):
            raise Http404
        return view(request, event=event, **kwargs)

    return guarded


def for_hosts_of_delegation(view: View) -> View:
    """For whoever answers for the event of the delegation of the address; gives ``delegation``."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, uid: uuid.UUID, **kwargs: Any) -> HttpResponse:
        delegation = delegation_or_404(uid)
        if not may_edit(request.user, delegation.event):
            raise Http404
        return view(request, delegation=delegation, **kwargs)

    return guarded
