"""Calendars of others in the admin: listing with state, form, what went wrong."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from events.intake.choices import FeedNote
from events.models import Feed
from events.tasks import fetch_feed
from hub.viewsets.listing import HarmlessExportMixin
from hub.viewsets.terms import TermChooserViewSet


class FeedIndexView(HarmlessExportMixin, IndexView):
    """The listing, with how each is."""


class FetchAfterSavingMixin:
    """What was just registered or corrected is fetched at once, in the background."""

    def save_instance(self) -> Any:
        feed = super().save_instance()  # type: ignore[misc]
        if feed.is_active:
            transaction.on_commit(partial(fetch_feed.enqueue, feed.pk))
        return feed


class FeedCreateView(FetchAfterSavingMixin, CreateView):
    """Registers a calendar."""


class FeedEditView(FetchAfterSavingMixin, EditView):
    """Corrects a calendar."""


class FeedStatePanel(Panel):
    """How the last fetch went, above the form."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/feed_state.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            words = dict(FeedNote.choices)
            notes = [(title, words.get(key, key)) for key, title in self.instance.notes]
            waiting = self.instance.items.waiting().count()
            return context | {"feed": self.instance, "notes": notes, "waiting": waiting}


def _state(feed: Feed) -> str:
    problem = feed.get_problem_display() if feed.problem else ""
    words = " ".join(filter(None, (problem, feed.problem_detail and f"({feed.problem_detail})")))
    label = gettext("Switched off") if not feed.is_active else feed.get_state_display()
    return f"{label}: {words}" if words else str(label)


def _waiting(feed: Any) -> str:
    if not feed.waiting_count:
        return "0"
    return format_html('<a href="{}?feed={}">{}</a>', reverse("feed_desk:waiting"), feed.pk, feed.waiting_count)


class FeedViewSet(SnippetViewSet):
    """Calendars of other cities and partners."""

    model = Feed
    menu_hook = "register_catalogue_menu_item"
    menu_order = 160
    icon = "rss"
    index_view_class = FeedIndexView
    add_view_class = FeedCreateView
    edit_view_class = FeedEditView
    chooser_viewset_class = TermChooserViewSet
    copy_view_enabled = False
    list_per_page = 50
    ordering = "title"
    search_fields = ["title", "url"]
    search_backend_name = None
    list_display = [
        Column("title", label=_("Name"), sort_key="title"),
        Column("owner", label=_("Whose")),
        Column("state", label=_("State"), accessor=_state, sort_key="state"),
        Column("waiting_count", label=_("Waiting"), accessor=_waiting, sort_key="waiting_count"),
        BooleanColumn("is_trusted", label=_("Trusted"), sort_key="is_trusted"),
        DateColumn("fetched_at", label=_("Last fetched"), sort_key="fetched_at"),
    ]
    list_filter = ["state", "is_trusted", "is_active"]
    # Addresses may hold a secret: they stay in the form.
    list_export = ["title", "owner", "kind", "timezone", "state", "problem", "is_trusted", "is_active", "fetched_at"]
    edit_handler = ObjectList([FeedStatePanel(), *Feed.panels])

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With owners and counts, in one query."""
        return Feed.objects.with_counts().select_related("partner", "city")
