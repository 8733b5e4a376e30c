"""Tags of the pictures: the map wherever a template wants it, markers for legends, where map and network are."""

from typing import Any

from babel.numbers import format_percent
from django import template
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

from hub.addresses import address_book
from hub.atlas import Atlas
from hub.bilingual import active_language
from hub.choices import HelixSector
from hub.graphics.bars import BarChart, Matrix, draw_bars, draw_matrix
from hub.graphics.svg import XMLNS, marker
from hub.models import MapPage, NetworkPage, SiteSettings
from hub.network.view import SHAPES

register = template.Library()
GRAPHIC_PAGES = {"map": MapPage, "network": NetworkPage}


@register.simple_tag(takes_context=True)
def city_map(context: Any) -> Atlas:
    """All public cities as a map, for ``components/city_map.html``; at most four queries whatever their number."""
    request = context.get("request")
    url = graphic_url("map")
    list_url = f"{url}#cities" if url else ""
    if request:
        return Atlas(QueryDict(), SiteSettings.for_request(request), list_url)
    # An include with ``only`` knows no request: the settings cost a query of their own there.
    settings = SiteSettings.objects.filter(site__is_default_site=True).first() or SiteSettings()
    return Atlas(QueryDict(), settings, list_url)


@register.simple_tag
def graphic_url(name: str) -> str:
    """Where the ``"map"`` or the ``"network"`` is in the reader's language, or nothing."""
    entry = address_book().page_of(GRAPHIC_PAGES[name], active_language())
    return entry.url if entry else ""


@register.simple_tag
def legend_marker(shape: int, name: str) -> SafeString:
    """A marker as legends show it; ``name`` is its class."""
    drawn = marker(shape, 10, 10, 6, name)
    return mark_safe(
        f'<svg {XMLNS} class="legend__mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">{drawn}</svg>'
    )


@register.simple_tag
def draw_chart(chart: BarChart | Matrix) -> SafeString:
    """The drawing of bars or of a matrix; every text in it is escaped by hub.graphics.svg."""
    return mark_safe(draw_bars(chart) if isinstance(chart, BarChart) else draw_matrix(chart))


@register.filter
def sector_shape(sector: str) -> int:
    """The number of a sector's marker."""
    return SHAPES.get(sector, len(SHAPES))


@register.filter
def sector_name(sector: str) -> str:
    """The name of a sector in the reader's language."""
    return str(HelixSector(sector).label)


@register.filter
def as_percent(share: float) -> str:
    """A share from 0 to 1 as per cent in the reader's language; what is tiny is said to be below one."""
    return format_percent(share, format="#,##0 %", locale=active_language()) if share >= 0.01 else "< 1 %"
