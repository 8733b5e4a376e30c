"""How events and venues are found."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext as _

from events.choices import Attendance
from events.models import Event, Venue
from hub.search_documents import (
    both_titles,
    country_names,
    leading_page,
    public_ones,
    public_or_none,
    record_document,
    years_between,
)
from hub.searchable import SearchableType, SearchDocument, register


def _place(event: Event) -> str:
    places = [str(place) for place in public_ones([event.venue, event.city])]
    if event.attendance == Attendance.ONLINE:
        places.append(_("Online"))
    return ", ".join(dict.fromkeys(places))


def build_event(event: Event, language: str) -> SearchDocument:
    """An event, also found by city, venue, partners and project."""
    partners = [link.partner for link in event.partner_links.select_related("partner")]
    cities = [link.city for link in event.city_links.select_related("city")]
    host = public_or_none(event.city)
    at = next((place for place in public_ones([event.venue, host]) if place.latitude is not None), None)
    return record_document(
        event,
        language,
        facets={
            "sector": [partner.sector for partner in public_ones(partners)],
            "scope": [event.scope.key if event.scope else ""],
            "country": [str(host.country)] if host else [],
            "year": years_between(event.start_date, event.last_date or event.end_date),
        },
        related=both_titles([*partners, *cities, event.project, event.parent]),
        names=(*both_titles([host, event.venue]), *(country_names(host.country) if host else ())),
        place=_place(event),
        status=event.status,
        start=event.start_date,
        end=event.last_date or event.end_date or event.start_date,
        latitude=float(at.latitude) if at is not None else None,
        longitude=float(at.longitude) if at is not None else None,
    )


def build_venue(venue: Venue, language: str) -> SearchDocument:
    """A venue, also found by its city and by who runs it."""
    city = public_or_none(venue.city)
    return record_document(
        venue,
        language,
        facets={"country": [str(city.country)] if city else []},
        related=both_titles([venue.owner]),
        names=(*both_titles([city]), *(country_names(city.country) if city else ())),
        place=", ".join(part for part in (venue.address, str(city or "")) if part),
        latitude=None if venue.latitude is None else float(venue.latitude),
        longitude=None if venue.longitude is None else float(venue.longitude),
    )


def naming_venue(venue: Venue) -> Iterable[Model]:
    """The events at a venue."""
    return venue.events.all()


def naming_event(event: Event) -> Iterable[Model]:
    """The items of an event's programme."""
    return event.programme_items.all()


register(
    SearchableType(
        model="events.Event",
        build=build_event,
        card="components/event_card.html",
        order=4,
        mentioned_by=naming_event,
    )
)
register(SearchableType(model="events.Venue", build=build_venue, order=5, mentioned_by=naming_venue))
for page in ("events.EventIndexPage", "events.VenueIndexPage", "events.ExchangePage"):
    register(leading_page(page))
