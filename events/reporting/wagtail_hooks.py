"""The reporting desk's place in the admin: start page, menu, addresses, buttons, history."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import ListingButton
from wagtail.snippets.models import register_snippet

from events.models import Delegation, Event
from events.reporting.access import may_report, may_see_desk
from events.reporting.activity_views import AcceptMenuItem
from events.reporting.desk import desk_of
from events.reporting.models import Activity
from events.reporting.viewsets import VIEWSETS
from events.reporting.writing import hooks as writing_hooks  # noqa: F401 (registers itself)
from partners.models import Project

for viewset in VIEWSETS:
    register_snippet(viewset)

reporting_menu = Menu(register_hook_name="register_reporting_menu_item")


class ReportingMenu(SubmenuMenuItem):
    """Seen by those who may read the desk."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_desk(request.user)


@hooks.register("register_admin_menu_item")
def reporting_menu_item() -> MenuItem:
    """Right after moderation."""
    return ReportingMenu(_("Reporting"), reporting_menu, name="reporting", icon_name="doc-full-inverse", order=108)


@hooks.register("register_reporting_menu_item")
def new_activity_menu_item() -> MenuItem:
    """A new activity, from wherever one is."""
    address = reverse(Activity.snippet_viewset.get_url_name("add"))
    return NewActivityMenuItem(_("New activity"), address, name="new-activity", icon_name="plus", order=10)


class NewActivityMenuItem(MenuItem):
    """Seen by those who may add one."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_report(request.user)


@hooks.register("register_reporting_menu_item")
def waiting_menu_item() -> MenuItem:
    """What was handed in."""
    return MenuItem(
        _("Handed in"), reverse("reporting_desk:waiting"), name="activities-waiting", icon_name="tasks", order=20
    )


@hooks.register("register_reporting_menu_item")
def duties_menu_item() -> MenuItem:
    """What falls due when."""
    return MenuItem(_("Duties"), reverse("reporting_desk:duties"), name="duties", icon_name="date", order=50)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """What waits, one activity, duties, private files."""
    return [path("reporting/", include("events.reporting.admin_urls", namespace="reporting_desk"))]


class DeskPanel(Component):
    """The start page's desk."""

    template_name = "events/reporting/admin/desk.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        viewset = Activity.snippet_viewset
        return {
            "desk": desk_of(self.request.user),
            "may_report": may_report(self.request.user),
            "add_url": reverse(viewset.get_url_name("add")),
            "list_url": reverse(viewset.get_url_name("list")),
            "evidence_url": reverse("wagtailsnippets_reporting_evidence:list"),
        }


@hooks.register("construct_homepage_panels")
def desk_panel(request: HttpRequest, panels: list[Component]) -> None:
    """First of all for the focal point; others who may read the desk find it below."""
    if not may_see_desk(request.user):
        return
    panel = DeskPanel(request)
    if not may_report(request.user):
        panel.order = 300
    panels.append(panel)


@hooks.register("register_snippet_action_menu_item")
def accept_menu_item(model: type) -> AcceptMenuItem | None:
    """Activities are saved and accepted in one."""
    return AcceptMenuItem() if model is Activity else None


@hooks.register("register_snippet_listing_buttons")
def make_activity_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[ListingButton]:
    """In the menu of each project, event and delegation."""
    name = {Project: "project", Event: "event", Delegation: "delegation"}.get(type(snippet))
    if name is None or not may_report(user) or getattr(snippet, "merged_into_id", None):
        return
    address = f"{reverse(Activity.snippet_viewset.get_url_name('add'))}?{name}={snippet.pk}"
    yield ListingButton(_("Make an activity"), address, icon_name="plus", priority=55)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """How the steps of an activity read in the history."""
    actions.register_action("reporting.hand_in", _("Hand in an activity"), _("Handed in"))
    actions.register_action("reporting.send_back", _("Send an activity back"), _("Sent back with a note"))
    actions.register_action("reporting.accept", _("Accept an activity"), _("Accepted"))
    actions.register_action("reporting.use", _("Use an activity in a report"), _("Used in a submitted report"))
    actions.register_action("reporting.mark_duty", _("Mark a duty"), _("A duty was marked"))


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    """The start page's columns and bars."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/reporting-desk.css"))
