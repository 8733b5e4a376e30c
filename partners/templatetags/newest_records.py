"""The newest records, for the front page."""

from django import template
from django.db.models import F

from partners.models import Project

register = template.Library()


@register.simple_tag
def newest_projects(count: int) -> list[Project]:
    """The ``count`` public projects that began last; those without a date come last."""
    projects = Project.objects.public().order_by(F("start").desc(nulls_last=True), "-first_published_at", "-pk")
    return list(projects.for_cards()[:count])
