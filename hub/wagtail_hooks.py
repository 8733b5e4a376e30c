"""Registrations of the base app with Wagtail: menus, vocabularies, tags, protection."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets.button import ListingButton
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from hub import people_views
from hub.forms import picture_refusal
from hub.merge_lock import MergedLock
from hub.models import Record
from hub.protection import refuse_deletion
from hub.viewsets.tags import TagViewSet
from hub.viewsets.terms import VOCABULARIES

for viewset in (TagViewSet, *VOCABULARIES):
    register_snippet(viewset)

catalogue_menu = Menu(register_hook_name="register_catalogue_menu_item")
vocabulary_menu = Menu(register_hook_name="register_vocabulary_menu_item")


@hooks.register("register_admin_menu_item")
def catalogue_menu_item() -> MenuItem:
    """Records of every type; each app adds its own."""
    return SubmenuMenuItem(_("Catalogue"), catalogue_menu, name="catalogue", icon_name="folder-open-inverse", order=110)


@hooks.register("register_admin_menu_item")
def vocabulary_menu_item() -> MenuItem:
    """Tags and controlled vocabularies; each app adds its own."""
    return SubmenuMenuItem(_("Vocabulary"), vocabulary_menu, name="vocabulary", icon_name="tag", order=120)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Merging, look-alikes and suggestions of tags."""
    return [
        path("tags/", include("hub.admin_urls", namespace="hub_admin")),
        path("people/<int:pk>/second-factor/", people_views.reset_factor, name="reset_second_factor"),
    ]


@hooks.register("before_delete_snippet")
def protect_what_is_named(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Refuse to delete what is named anywhere or was public, one by one and in bulk."""
    return refuse_deletion(request, list(instances))


@hooks.register("before_unpublish")
def keep_what_is_merged(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """A merged record is unpublished by nothing: its address leads to the heir, and undoing gives it back as it was."""
    if not isinstance(instance, Record) or not instance.merged_into_id:
        return None
    messages.error(request, MergedLock(instance).get_message(request.user))
    return redirect(type(instance).snippet_viewset.get_url_name("edit"), instance.pk)


@hooks.register("before_bulk_action")
def hold_back_unfinished_pages(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Pages published in bulk pass by their form: ask for the texts of their pictures here."""
    if action_type != "publish":
        return None
    drafts = [page.specific.get_latest_revision_as_object() for page in objects if isinstance(page, Page)]
    refusals = [(page, refusal) for page in drafts if (refusal := picture_refusal(getattr(page, "image", None)))]
    for page, refusal in refusals:
        messages.error(request, f"{page}: {' '.join(refusal.messages)}")
    return redirect(action.next_url) if refusals else None


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """How a merge reads in the history."""

    class HeirFormatter(LogFormatter):
        def format_message(self, log_entry: Any) -> str:
            return str(_("Merged into “%(heir)s”") % {"heir": log_entry.data["heir"]["name"]})

    actions.register_action("hub.delete_account", _("Delete account"), _("Account deleted"))
    actions.register_action("hub.reset_second_factor", _("Reset the second factor"), _("The second factor was removed"))
    actions.register_action("hub.name_contact", _("Name a contact person"), _("A contact person was named"))
    actions.register_action("hub.contact_agreed", _("Contact person agreed"), _("A contact person agreed to be shown"))
    actions.register_action(
        "hub.contact_withdrawn", _("Contact person withdrawn"), _("A contact person was taken off every page")
    )

    @actions.register_action("hub.merge_tag")
    class MergeTagFormatter(HeirFormatter):
        label = _("Merge tag")

    @actions.register_action("hub.merge_record")
    class MergeRecordFormatter(HeirFormatter):
        label = _("Merge")

    @actions.register_action("hub.schedule_refused")
    class ScheduleRefusedFormatter(LogFormatter):
        label = _("Refuse a scheduled publication")

        def format_message(self, log_entry: Any) -> str:
            text = _("Could not be published as scheduled, and is a draft: %(reason)s")
            return str(text % {"reason": log_entry.data.get("reason", "")})

    @actions.register_action("hub.undo_merge")
    class UndoMergeFormatter(LogFormatter):
        label = _("Undo a merge")
        message = _("Merge undone")

    @actions.register_action("hub.confirm")
    class ConfirmFormatter(LogFormatter):
        label = _("Confirm")
        message = _("Confirmed that it is still right")


@hooks.register("register_desk_menu_item")
def merges_menu_item() -> MenuItem:
    """What was merged lately."""
    address = reverse("hub_admin:record_merges")
    return MenuItem(_("Merged records"), address, name="record-merges", icon_name="collapse-down", order=30)


@hooks.register("register_snippet_listing_buttons")
def merge_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[ListingButton]:
    """In the menu of each record."""
    if not isinstance(snippet, Record) or snippet.merged_into_id:
        return
    if user.has_perm(f"{snippet._meta.app_label}.publish_{snippet._meta.model_name}"):
        place = (snippet._meta.app_label, snippet._meta.model_name, snippet.pk)
        address = reverse("hub_admin:merge_record", args=place)
        yield ListingButton(_("Merge into another"), address, icon_name="collapse-down", priority=60)


@hooks.register("register_user_listing_buttons")
def reset_factor_button(user: Any, request_user: Any) -> Iterator[ListingButton]:
    """In the menu of each person who has a second factor to lose."""
    if people_views.may_reset(request_user, user):
        address = reverse("reset_second_factor", args=[user.pk])
        yield ListingButton(_("Reset the second factor"), address, icon_name="key", priority=40)
