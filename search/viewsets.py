"""The search's side for staff: synonyms, promoted results, what people searched for."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.snippets.views.snippets import IndexView as SnippetIndexView
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.viewsets.listing import HarmlessExportMixin
from hub.viewsets.policies import ReadOnlyPolicy
from hub.viewsets.terms import TermChooserViewSet
from search.models import Promotion, SearchDay, Synonym
from search.models.staff import lines_of

MENU_HOOK = "register_search_menu_item"


class ExportedIndexView(HarmlessExportMixin, SnippetIndexView):
    """A listing whose exports cannot be run."""


class SynonymViewSet(SnippetViewSet):
    """Listing, form and export of synonyms."""

    model = Synonym
    menu_hook = MENU_HOOK
    menu_order = 300
    icon = "edit"
    index_view_class = ExportedIndexView
    chooser_viewset_class = TermChooserViewSet
    copy_view_enabled = False
    list_per_page = 100
    search_fields = ["expressions", "note"]
    search_backend_name = None
    list_display = [
        Column("expressions", label=_("Expressions"), accessor=str, sort_key="expressions"),
        BooleanColumn("one_way", label=_("One way only"), sort_key="one_way"),
        BooleanColumn("withdrawn", label=_("Withdrawn"), sort_key="withdrawn"),
        Column("note", label=_("Note")),
    ]
    list_filter = ["one_way", "withdrawn"]
    list_export = ["expressions", "one_way", "withdrawn", "note"]
    export_filename = "synonyms"
    panels = [FieldPanel("expressions"), FieldPanel("one_way"), FieldPanel("withdrawn"), FieldPanel("note")]


def _number_of_results(promotion: Promotion) -> int:
    return len(promotion.results.raw_data)


class PromotionViewSet(SnippetViewSet):
    """Listing, form and export of promoted results."""

    model = Promotion
    menu_hook = MENU_HOOK
    menu_order = 200
    icon = "pick"
    index_view_class = ExportedIndexView
    chooser_viewset_class = TermChooserViewSet
    copy_view_enabled = False
    search_fields = ["words"]
    search_backend_name = None
    list_display = [
        Column(
            "words", label=_("Words"), accessor=lambda promotion: ", ".join(lines_of(promotion.words)), sort_key="words"
        ),
        Column("language", label=_("Language"), accessor=lambda promotion: promotion.get_language_display()),
        Column("results", label=_("Results"), accessor=_number_of_results),
        Column("first_day", label=_("From"), sort_key="first_day"),
        Column("last_day", label=_("Until"), sort_key="last_day"),
        BooleanColumn("holds_today", label=_("Today")),
    ]
    list_filter = ["language"]
    list_export = ["words", "language", "first_day", "last_day"]
    export_filename = "promoted-results"
    panels = [
        FieldPanel("words"),
        FieldPanel("language"),
        FieldPanel("results"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")])], _("When")),
    ]


class SearchDayFilterSet(WagtailFilterSet):
    """By day, language, and whether anything was found."""

    day = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)
    found_nothing = django_filters.BooleanFilter(
        label=_("Found nothing"), method="which_found_nothing", widget=BooleanRadioSelect
    )

    class Meta:
        model = SearchDay
        fields = ["day", "language", "found_nothing"]

    def which_found_nothing(self, days: QuerySet[SearchDay], name: str, nothing: bool) -> QuerySet[SearchDay]:
        """Keep what never found anything that day, or what did."""
        never = {"found_nothing": F("count")}
        return days.filter(**never) if nothing else days.exclude(**never)


class SearchDayIndexView(HarmlessExportMixin, IndexView):
    """What was asked often enough to tell of no single person."""

    page_title = _("What people searched for")

    def get_base_queryset(self) -> QuerySet[SearchDay]:
        """The rows that staff may see."""
        return SearchDay.objects.asked_often(settings.SEARCH_STATISTICS_LEAST_TIMES)

    def get_page_subtitle(self) -> str:
        """What is shown and what is not."""
        return gettext("at least %(times)d times in a day") % {"times": settings.SEARCH_STATISTICS_LEAST_TIMES}


class SearchDayViewSet(ModelViewSet):
    """The statistics: listing, filters and export, nothing to write."""

    model = SearchDay
    name = "searches"
    icon = "search"
    menu_hook = MENU_HOOK
    menu_order = 100
    menu_label = _("What people searched for")
    index_view_class = SearchDayIndexView
    filterset_class = SearchDayFilterSet
    form_fields: list[str] = []
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 100
    search_fields = ["text"]
    search_backend_name = None
    list_display = [
        Column("text", label=_("Searched for"), sort_key="text"),
        Column("language", label=_("Language"), accessor=lambda row: row.get_language_display()),
        Column("day", label=_("Day"), sort_key="day"),
        Column("count", label=_("Times"), sort_key="count"),
        Column("found_nothing", label=_("Without a result"), sort_key="found_nothing"),
    ]
    list_export = ["day", "language", "text", "count", "found_nothing"]
    export_filename = "searches"

    @property
    def permission_policy(self) -> ReadOnlyPolicy:
        """Read only."""
        return ReadOnlyPolicy(self.model)

    def get_urlpatterns(self) -> list[Any]:
        """The listing alone."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results")]


SNIPPETS = (SynonymViewSet, PromotionViewSet)
