"""Registrations of the events app with Wagtail."""

from wagtail.snippets.models import register_snippet

from events.viewsets import VIEWSETS

for viewset in VIEWSETS:
    register_snippet(viewset)
