"""Registrations of the events app with Wagtail."""

from wagtail.snippets.models import register_snippet

from events import answer_hooks  # noqa: F401 (registers itself)
from events.intake import hooks  # noqa: F401 (registers itself)
from events.intake.viewsets import FeedViewSet
from events.viewsets import VIEWSETS
from events.visits import hooks as visit_hooks  # noqa: F401 (registers itself)

for viewset in (*VIEWSETS, FeedViewSet):
    register_snippet(viewset)
