"""What other templates may show of events."""

from django import template
from django.db.models import Q

from events.models import Event

register = template.Library()


@register.simple_tag
def coming_events(count: int, tag_slug: str = "") -> list[Event]:
    """The next ``count`` public events for lists, soonest first; only those tagged ``tag_slug`` if given. One query."""
    events = Event.objects.public().coming()
    if tag_slug:
        tagged = Q(tagged_items__tag__slug=tag_slug) | Q(tagged_items__tag__merged_into__slug=tag_slug)
        events = events.filter(pk__in=Event.objects.filter(tagged).values("pk"))
    return list(events.select_related("kind", "city", "venue")[:count])
