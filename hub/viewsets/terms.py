"""Vocabularies in the admin: short lists, chosen from menus rather than dialogues."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.models import SDG, AreaOfAction, CreativeField, Dimension, Objective, Priority, Scope, Theme
from hub.viewsets.listing import RecordIndexView


class TermChooserViewSet(SnippetChooserViewSet):
    """Stays out of forms: a vocabulary is short enough for a menu."""

    register_widget = False


class TermViewSet(SnippetViewSet):
    """Listing, form and export of one vocabulary."""

    menu_hook = "register_vocabulary_menu_item"
    icon = "list-ul"
    index_view_class = RecordIndexView
    chooser_viewset_class = TermChooserViewSet
    list_display = [
        "title",
        Column("key", label=_("Key"), sort_key="key"),
        Column("order", label=_("Order"), sort_key="order"),
        BooleanColumn("withdrawn", label=_("Withdrawn"), sort_key="withdrawn"),
    ]
    list_filter = ["withdrawn"]
    list_export = [
        "key",
        "title_da",
        "title_en",
        "description_da",
        "description_en",
        "order",
        "withdrawn",
        "source",
    ]
    ordering = "order"
    list_per_page = 50
    copy_view_enabled = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.export_filename = self.model_opts.verbose_name_plural


class ThemeViewSet(TermViewSet):
    """Themes."""

    model = Theme
    menu_order = 110


class CreativeFieldViewSet(TermViewSet):
    """Creative fields."""

    model = CreativeField
    menu_order = 120


class ObjectiveViewSet(TermViewSet):
    """UNESCO's objectives."""

    model = Objective
    menu_order = 130


class AreaOfActionViewSet(TermViewSet):
    """UNESCO's areas of action."""

    model = AreaOfAction
    menu_order = 140


class PriorityViewSet(TermViewSet):
    """The municipality's priorities."""

    model = Priority
    menu_order = 150


class SDGViewSet(TermViewSet):
    """The Sustainable Development Goals."""

    model = SDG
    menu_order = 160


class DimensionViewSet(TermViewSet):
    """Dimensions of sustainability."""

    model = Dimension
    menu_order = 170


class ScopeViewSet(TermViewSet):
    """Scopes."""

    model = Scope
    menu_order = 180


VOCABULARIES = [
    ThemeViewSet,
    CreativeFieldViewSet,
    ObjectiveViewSet,
    AreaOfActionViewSet,
    PriorityViewSet,
    SDGViewSet,
    DimensionViewSet,
    ScopeViewSet,
]
