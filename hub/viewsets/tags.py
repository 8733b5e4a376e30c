"""Tags in the admin: who has them, which look alike, which can go."""

from collections import OrderedDict
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import Model, QuerySet
from django.forms import RadioSelect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from hub.models import Tag, Theme
from hub.tag_forms import TagForm
from hub.tagging import TagUses, announce, look_alike_pairs, tag_uses
from hub.viewsets.listing import HarmlessExportMixin, OrderedSearchMixin
from hub.viewsets.terms import TermChooserViewSet


class TagFilterSet(WagtailFilterSet):
    """Tags by what there is to do about them."""

    state = django_filters.ChoiceFilter(
        label=_("Show"),
        method="in_state",
        widget=RadioSelect,
        empty_label=_("All"),
        choices=[
            ("unused", _("Unused")),
            ("look_alikes", _("Look like another tag")),
            ("without_theme", _("Without a theme")),
            ("merged", _("Merged into another")),
            ("withdrawn", _("Withdrawn")),
            ("proposed", _("Proposed by members")),
        ],
    )
    theme = django_filters.ModelChoiceFilter(label=_("Theme"), queryset=Theme.objects.all())

    class Meta:
        model = Tag
        fields = ["state", "theme"]

    def in_state(self, tags: QuerySet[Tag], name: str, state: str) -> QuerySet[Tag]:
        """Keep the tags of one state."""
        if state == "unused":
            return tags.filter(merged_into__isnull=True).exclude(pk__in=list(tag_uses()))
        if state == "look_alikes":
            return tags.filter(pk__in={tag.pk for pair in look_alike_pairs() for tag in pair})
        if state == "without_theme":
            return tags.filter(theme__isnull=True, merged_into__isnull=True, withdrawn=False)
        if state == "merged":
            return tags.filter(merged_into__isnull=False)
        if state == "proposed":
            return tags.filter(pending=True)
        return tags.filter(withdrawn=True)


def _uses_of(tag: Any) -> str:
    uses: TagUses = getattr(tag, "uses", TagUses())
    if not uses.drafts:
        return str(len(uses.live))
    return str(_("%(live)d, and %(drafts)d in drafts") % {"live": len(uses.live), "drafts": len(uses.drafts)})


def _state_of(tag: Tag) -> str:
    if tag.merged_into is not None:
        return str(_("merged into “%(name)s”") % {"name": tag.merged_into.name})
    if tag.pending:
        return str(_("proposed"))
    return str(_("withdrawn")) if tag.withdrawn else ""


class TagIndexView(OrderedSearchMixin, HarmlessExportMixin, IndexView):
    """The listing, with the number of uses."""

    @cached_property
    def _uses(self) -> dict[int, TagUses]:
        return tag_uses()

    def paginate_queryset(self, queryset: QuerySet[Tag], page_size: int) -> Any:
        """One page of tags, each knowing its uses."""
        paginator, page, tags, is_paginated = super().paginate_queryset(queryset, page_size)
        page.object_list = list(tags)
        for tag in page.object_list:
            tag.uses = self._uses.get(tag.pk, TagUses())
        return paginator, page, page.object_list, is_paginated

    def to_row_dict(self, item: Model) -> dict[str, Any]:
        """The allow-listed columns, then the uses."""
        uses = self._uses.get(item.pk, TagUses())
        own = {"uses": len(uses.live), "draft_uses": len(uses.drafts)}
        return OrderedDict((name, own.get(name, value)) for name, value in super().to_row_dict(item).items())

    def get_list_more_buttons(self, instance: Tag) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if instance.merged_into_id is None and self.user_has_permission("change"):
            url = reverse("hub_admin:merge_tag", args=[instance.pk])
            buttons.append(MenuItem(_("Merge into another tag"), url=url, icon_name="resubmit", priority=25))
        return buttons

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        url = reverse("hub_admin:look_alikes")
        return [*super().header_more_buttons, Button(_("Look-alikes"), url=url, icon_name="copy", priority=10)]


class TagCreateView(CreateView):
    """Adds a tag."""


class TagEditView(EditView):
    """Edits a tag; what stands on its words is told."""

    def save_instance(self) -> Tag:
        tag: Tag = super().save_instance()
        announce(tag)
        return tag

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons
        if self.object.merged_into_id is None:
            url = reverse("hub_admin:merge_tag", args=[self.object.pk])
            buttons = [*buttons, Button(_("Merge into another tag"), url=url, icon_name="resubmit", priority=15)]
        return buttons


class ConfirmationPanel(FieldPanel):
    """A box to tick that is shown only once there is something to confirm."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.form is not None and self.form.look_alikes and super().is_shown())


class TagViewSet(SnippetViewSet):
    """Listing, form and export of tags."""

    model = Tag
    menu_hook = "register_vocabulary_menu_item"
    menu_order = 100
    icon = "tag"
    index_view_class = TagIndexView
    add_view_class = TagCreateView
    edit_view_class = TagEditView
    chooser_viewset_class = TermChooserViewSet
    filterset_class = TagFilterSet
    copy_view_enabled = False
    ordering = "name"
    list_per_page = 100
    list_display = [
        "name",
        Column("name_da", label=_("Danish"), sort_key="name_da"),
        Column("name_en", label=_("English"), sort_key="name_en"),
        Column("synonyms", label=_("Synonyms"), accessor=lambda tag: ", ".join(tag.synonyms.splitlines())),
        Column("theme", label=_("Theme"), sort_key="theme__title_da"),
        Column("uses", label=_("Uses"), accessor=_uses_of),
        Column("state", label=_("State"), accessor=_state_of),
    ]
    list_export = [
        "name",
        "slug",
        "name_da",
        "name_en",
        "synonyms",
        "theme",
        "withdrawn",
        "merged_into",
        "uses",
        "draft_uses",
    ]
    export_headings = {"uses": _("Uses"), "draft_uses": _("Uses in drafts"), "merged_into": _("Merged into")}
    export_filename = "tags"

    def get_queryset(self, request: Any) -> QuerySet[Tag]:
        """Tags with theme and heir."""
        found: QuerySet[Tag] = Tag.objects.select_related("theme", "merged_into")
        return found

    def get_edit_handler(self) -> Panel:
        """The form: the word and what it stands for."""
        panels = [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    ConfirmationPanel("add_all_the_same"),
                    FieldRowPanel([FieldPanel("name_da"), FieldPanel("name_en")]),
                    FieldPanel("synonyms"),
                ],
                _("Words"),
            ),
            FieldPanel("theme"),
            FieldPanel("withdrawn"),
        ]
        return ObjectList(panels, base_form_class=TagForm).bind_to_model(Tag)
