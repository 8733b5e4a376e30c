"""The viewset on which every record type stands."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList, Panel, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from hub.models import Record
from hub.set_aside import in_use, is_set_aside
from hub.viewsets.listing import (
    CLOSING_EXPORTS,
    EXPORT_HEADINGS,
    SHARED_COLUMNS,
    SHARED_EXPORTS,
    RecordFilterSet,
    RecordIndexView,
)
from hub.viewsets.moderation import CheckedWorkflowActionView
from hub.viewsets.warnings import warn_of_look_alikes


class LookAlikeWarningMixin:
    """Tells the editor, after saving, of new words that look like tags that exist."""

    def save_action(self) -> HttpResponse:
        response: HttpResponse = super().save_action()  # type: ignore[misc]
        # A save in the background shows no messages; they would pile up for the next page.
        if not self.expects_json_response:  # type: ignore[attr-defined]
            warn_of_look_alikes(self.request, self.object)  # type: ignore[attr-defined]
        return response


class RecordCreateView(LookAlikeWarningMixin, CreateView):
    """Adds a record."""


class RecordEditView(LookAlikeWarningMixin, EditView):
    """Edits a record; says so if it is a draft that was set aside."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_set_aside(self.object):
            text = _("This is the draft of a proposal that was declined or withdrawn: lists and choosers leave it out.")
            messages.info(request, text)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def is_valid(self, form: Any) -> bool:
        """As Wagtail's; a locked record is named by its title."""
        is_valid: bool = super().is_valid(form)
        if getattr(self, "produced_error_code", "") == "locked":
            text = gettext("“%(title)s” could not be saved, because it is locked.")
            self.produced_error_message = text % {"title": self.object}
        return is_valid


class RecordChooserColumnsMixin:
    """Adds the type's own columns to the chooser, between title and status."""

    @property
    def columns(self) -> list[Column]:
        """Title, what tells two records of the same name apart, status."""
        title, *rest = super().columns  # type: ignore[misc]
        own: list[Column] = self.model_class.snippet_viewset.chooser_columns  # type: ignore[attr-defined]
        return [title, *own, *rest]

    def get_object_list(self) -> QuerySet[Any]:
        """The records that may be chosen: merged ones and those that are set aside may not."""
        records = in_use(super().get_object_list().filter(merged_into__isnull=True))  # type: ignore[misc]
        found: QuerySet[Any] = records.select_related(*self.model_class.snippet_viewset.list_related)  # type: ignore[attr-defined]
        return found


class RecordChooseView(RecordChooserColumnsMixin, ChooseView):
    """The dialogue in which a record is chosen."""


class RecordChooseResultsView(RecordChooserColumnsMixin, ChooseResultsView):
    """Its list of results."""


class RecordChooser(AdminSnippetChooser):
    """Chooses a record; Wagtail's own keeps its texts in the language of whoever opened the form first."""

    def __init__(self, model: Any, **kwargs: Any) -> None:
        super().__init__(model, **kwargs)

        def said(text: str) -> Any:
            return lazy(lambda: gettext(text) % {"object": model._meta.verbose_name}, str)()

        self.choose_one_text = said("Choose %(object)s")
        self.choose_another_text = said("Choose another %(object)s")
        self.link_to_chosen_text = said("Edit this %(object)s")


class RecordChooserViewSet(SnippetChooserViewSet):
    """Chooses records."""

    @cached_property
    def widget_class(self) -> Any:
        """The widget of forms, made for the record type."""
        return RecordChooser(model=self.model, icon=self.icon)

    choose_view_class = RecordChooseView
    choose_results_view_class = RecordChooseResultsView


class RecordViewSet(SnippetViewSet):
    """Listing, form, chooser and export of one record type; subclasses name the columns that are theirs."""

    own_columns: ClassVar[list[Any]] = []
    own_exports: ClassVar[list[str]] = []
    chooser_columns: ClassVar[list[Column]] = []
    # Foreign keys that listing, chooser and export show.
    list_related: ClassVar[list[str]] = []

    menu_hook = "register_catalogue_menu_item"
    index_view_class = RecordIndexView
    add_view_class = RecordCreateView
    edit_view_class = RecordEditView
    workflow_action_view_class = CheckedWorkflowActionView
    chooser_viewset_class = RecordChooserViewSet
    filterset_class = RecordFilterSet
    export_headings = EXPORT_HEADINGS
    inspect_view_enabled = True
    inspect_view_fields_exclude = ("locked", "locked_at", "locked_by", "latest_revision", "live_revision")
    ordering = "title_da"
    list_per_page = 50

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.list_display = ["title", *self.own_columns, *SHARED_COLUMNS]
        self.list_export = [*SHARED_EXPORTS, *self.own_exports, *CLOSING_EXPORTS]
        self.export_filename = self.model_opts.verbose_name_plural

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The records with what the columns show, in a fixed number of queries."""
        records: QuerySet[Any] = self.model.objects.select_related(*self.list_related)
        return records.prefetch_related("tags", "themes") if "export" in request.GET else records

    def get_edit_handler(self) -> Panel:
        """The form in three tabs: what visitors read, facts and relations, sources and publishing."""
        head, tail = len(Record.panels), len(Record.closing_panels)
        panels = self.model.panels
        tabs = [
            ObjectList(panels[:head], heading=_("Content")),
            ObjectList(panels[head:-tail], heading=_("Facts and relations")),
            ObjectList(panels[-tail:], heading=_("Sources and publishing")),
        ]
        return TabbedInterface(tabs, base_form_class=self.model.base_form_class).bind_to_model(self.model)
