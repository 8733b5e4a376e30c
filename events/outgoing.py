"""What other programs fetch of events: calendars, an Atom feed, a QR code to subscribe with."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import qrcode
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from qrcode.exceptions import DataOverflowError
from qrcode.image.svg import SvgPathFillImage

from events.calendar import About, Entry, calendar_text, plain
from events.calendar_entries import changed_at, entry_of, tag_words, whole_entry
from events.templatetags.event_dates import when_in_words
from hub.bilingual import active_language, text_in
from hub.models import SiteSettings

if TYPE_CHECKING:
    from events.models import Event

CALENDAR_TYPE = "text/calendar; charset=utf-8"
ATOM_LIMIT = 100  # readers of feeds want what comes next; the calendar has them all


def origin_of(request: HttpRequest) -> str:
    """Scheme and host that were asked."""
    return f"{request.scheme}://{request.get_host()}"


def _about(request: HttpRequest, address: str) -> About:
    settings = SiteSettings.for_request(request)
    name = _("Events · %(hub)s") % {"hub": settings.hub_name}
    return About(name, urljoin(origin_of(request), address), "Europe/Copenhagen")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CALENDAR_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def calendar_response(request: HttpRequest, events: Iterable["Event"], *, address: str, name: str) -> HttpResponse:
    """The events as a calendar to subscribe to; those without a known day are not in it."""
    language, origin = active_language(), origin_of(request)
    entries = (entry_of(event, language, origin) for event in events)
    found = [entry for entry in entries if entry is not None]
    return _file(calendar_text(_about(request, address), found), name)


def event_response(request: HttpRequest, event: "Event") -> HttpResponse:
    """One event as a calendar file."""
    entry: Entry | None = whole_entry(event, active_language(), origin_of(request))
    entries = [] if entry is None else [entry]
    return _file(calendar_text(_about(request, event.url or ""), entries), event.slug)


def atom_response(
    request: HttpRequest, events: Iterable["Event"], *, title: str, address: str, own_address: str
) -> HttpResponse:
    """The events as an Atom feed, in the order given."""
    origin, language = origin_of(request), active_language()
    feed = Atom1Feed(
        title=plain(title),
        link=urljoin(origin, address),
        feed_url=urljoin(origin, own_address),
        feed_guid=urljoin(origin, own_address),
        description=plain(_("Exchange events")),
        author_name=plain(str(SiteSettings.for_request(request).hub_name)),
        language=language,
    )
    for event in events:
        words = [when_in_words(event), str(text_in(event, "lead", language))]
        feed.add_item(
            title=plain(str(text_in(event, "title", language))),
            link=urljoin(origin, event.url or ""),
            unique_id=f"urn:uuid:{event.uid}",
            description=plain(". ".join(word for word in words if word)),
            updateddate=changed_at(event),
            pubdate=event.first_published_at,
            categories=[plain(word) for word in tag_words(event)],
        )
    made = io.StringIO()
    feed.write(made, "utf-8")
    response = HttpResponse(made.getvalue(), content_type="application/atom+xml; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response


def subscription_address(request: HttpRequest, address: str) -> str:
    """``address`` as calendars are subscribed to: ``webcal://host/…``."""
    parts = urlsplit(urljoin(origin_of(request), address))
    return parts._replace(scheme="webcal").geturl()


def qr_response(text: str) -> HttpResponse:
    """A QR code for ``text`` as a drawing; 414 for one that no code can hold."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, image_factory=SvgPathFillImage, border=4)
    code.add_data(text)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return HttpResponse(status=414)
    drawn = code.make_image().to_string(encoding="unicode")
    return HttpResponse(drawn, content_type="image/svg+xml")
