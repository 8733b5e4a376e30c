"""Listings of records: columns, filters and exports that every type shares."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

import django_filters
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.forms import RadioSelect
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.models import Revision, WorkflowMixin, WorkflowState
from wagtail.search.backends import get_search_backend
from wagtail.snippets.views.snippets import IndexView

from hub.bilingual import active_language
from hub.completeness import STATES, lacks_text_q, language_state
from hub.csv_safety import harmless
from hub.models import Theme
from hub.ordering import alphabetical
from hub.set_aside import in_use, set_aside

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def _names(field: str) -> Callable[[Any], str]:
    return lambda record: ", ".join(sorted(str(named) for named in getattr(record, field).all()))


# Exported columns that are no plain field of the record.
COMPUTED_COLUMNS: dict[str, Callable[[Any], str]] = {
    "languages": language_state,
    "tags": _names("tags"),
    "themes": _names("themes"),
}


def _in_language(language: str, rows: Iterator[bytes]) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK
    while True:
        with override(language):
            row = next(rows, None)
        if row is None:
            return
        yield row


class HarmlessExportMixin:
    """Exports in which no cell can be run as a formula, in CSV and XLSX alike."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return harmless(super().preprocess_field_value(field, value, export_format))  # type: ignore[misc]

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        """The rows, after a byte order mark: without it spreadsheets spoil Danish letters.

        They are written when the view has ended, so the reader's language is taken along.
        """
        return _in_language(get_language() or settings.LANGUAGE_CODE, super().stream_csv(queryset))  # type: ignore[misc]

    def to_row_dict(self, item: Model) -> dict[str, Any]:
        """The allow-listed columns of one row."""
        plain = [name for name in self.list_export if name not in COMPUTED_COLUMNS]  # type: ignore[attr-defined]
        row = {name: _value_at(item, name) for name in plain}
        return OrderedDict(
            (name, COMPUTED_COLUMNS[name](item) if name in COMPUTED_COLUMNS else row[name])
            for name in self.list_export  # type: ignore[attr-defined]
        )


def _value_at(item: Any, path: str) -> Any:
    """The value at a dotted path, ``None`` where a step of it is empty; choices by their label, lists in one cell."""
    *steps, last = path.split(".")
    for step in steps:
        item = getattr(item, step, None)
    label = getattr(item, f"get_{last}_display", None)
    value = label() if label else getattr(item, last, None)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, Model) else value


class OrderedSearchMixin:
    """A listing that can be searched, narrowed and ordered at once, texts in alphabetical order.

    Wagtail's search backend narrows and orders only by what is a ``FilterField`` of the search index. So the words
    are looked up in the whole index, and the database does the rest with the rows found.
    """

    def search_queryset(self, queryset: QuerySet[Any]) -> Any:
        if not self.is_searching:  # type: ignore[attr-defined]
            return queryset
        if not self.is_explicitly_ordered and not self.is_filtering:  # type: ignore[attr-defined]
            return super().search_queryset(queryset)  # type: ignore[misc]
        backend = get_search_backend(self.search_backend_name)  # type: ignore[attr-defined]
        found = backend.autocomplete(self.search_query, queryset.model)  # type: ignore[attr-defined]
        return queryset.filter(pk__in=[row.pk for row in found])

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        ordered: QuerySet[Any] = super().order_queryset(queryset)  # type: ignore[misc]
        if not isinstance(self.ordering, str):  # type: ignore[attr-defined]
            return ordered
        path = self.ordering.removeprefix("-")  # type: ignore[attr-defined]
        text = alphabetical(path, _field_at(queryset.model, path))
        if text is None:
            return ordered
        return ordered.order_by(text.desc() if self.ordering.startswith("-") else text.asc(), "pk")  # type: ignore[attr-defined]


def _field_at(model: type[Model], path: str) -> Any:
    """The field that the lookup ``path`` ends at, or ``None`` where it is no field."""
    field: Any = None
    for name in path.split(LOOKUP_SEP):
        try:
            field = (field.related_model if field else model)._meta.get_field(name)
        except FieldDoesNotExist:
            return None
    return field


class RecordIndexView(OrderedSearchMixin, HarmlessExportMixin, IndexView):
    """The listing of one record type, titled in the editor's language."""

    def _get_custom_column(self, field_name: str, column_class: type[Column] = Column, **kwargs: Any) -> Column:
        if field_name != "title":
            return super()._get_custom_column(field_name, column_class, **kwargs)
        return column_class("title", label=_("Title"), sort_key=f"title_{active_language()}", **kwargs)

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> Any:
        """One page of records, each knowing whether it is scheduled or in moderation: two queries for all."""
        paginator, page, records, is_paginated = super().paginate_queryset(queryset, page_size)
        page.object_list = list(records)
        _attach_status(self.model, page.object_list)
        return paginator, page, page.object_list, is_paginated

    def get_valid_orderings(self) -> list[str]:
        """Either language's title orders the list, so that an address works for every editor."""
        titles = [f"{sign}title_{code}" for code in ("da", "en") for sign in ("", "-")]
        return [*super().get_valid_orderings(), *titles]


def _attach_status(model: type[Model], records: list[Any]) -> None:
    if not issubclass(model, WorkflowMixin):
        return
    content_type = ContentType.objects.get_for_model(model)
    keys = [str(record.pk) for record in records]
    own = {"base_content_type": content_type, "object_id__in": keys}
    scheduled = set(
        Revision.objects.filter(**own, approved_go_live_at__isnull=False).values_list("object_id", flat=True)
    )
    moderated = set(
        WorkflowState.objects.filter(**own, status=WorkflowState.STATUS_IN_PROGRESS).values_list("object_id", flat=True)
    )
    for record in records:
        record.is_scheduled, record.is_moderated = str(record.pk) in scheduled, str(record.pk) in moderated


def _status(record: Any) -> str:
    """What Wagtail's own status says, without its queries for each row; the words are Wagtail's, too."""
    if not record.live and record.expired:
        return gettext("expired")
    if record.is_scheduled:
        return gettext("live + scheduled") if record.live else gettext("scheduled")
    if record.is_moderated:
        return gettext("live + in moderation") if record.live else gettext("in moderation")
    if not record.live:
        return gettext("draft")
    return gettext("live + draft") if record.has_unpublished_changes else gettext("live")


SHARED_COLUMNS: list[Column] = [
    Column("languages", label=_("Languages"), accessor=language_state),
    LiveStatusTagColumn(label=_("Status"), accessor=_status),
    UpdatedAtColumn(label=_("Updated")),
]

SHARED_EXPORTS = ["uid", "title_da", "title_en", "slug", "lead_da", "lead_en", "tags", "themes", "languages"]
CLOSING_EXPORTS = ["live", "is_sample", "first_published_at", "last_published_at", "source"]
EXPORT_HEADINGS = {
    "uid": _("Identifier"),
    "languages": _("Languages"),
    "tags": _("Tags"),
    "themes": _("Themes"),
    "live": _("Published"),
}


class RecordFilterSet(WagtailFilterSet):
    """What every listing of records can be narrowed by."""

    live = django_filters.BooleanFilter(label=_("Published"), widget=BooleanRadioSelect)
    has_unpublished_changes = django_filters.BooleanFilter(label=_("Unpublished changes"), widget=BooleanRadioSelect)
    languages = django_filters.ChoiceFilter(
        label=_("Languages"), choices=STATES, method="in_language_state", widget=RadioSelect, empty_label=_("All")
    )
    themes = django_filters.ModelChoiceFilter(label=_("Theme"), queryset=Theme.objects.all())
    tag = django_filters.CharFilter(label=_("Tag"), field_name="tags__name", lookup_expr="iexact")
    is_sample = django_filters.BooleanFilter(label=_("Sample"), widget=BooleanRadioSelect)
    last_published_at = django_filters.DateFromToRangeFilter(label=_("Last published"), widget=DateRangePickerWidget)

    set_aside = django_filters.ChoiceFilter(
        label=_("Declined and withdrawn proposals"),
        choices=[("only", _("Only those"))],
        method="keep_set_aside",
        widget=RadioSelect,
        empty_label=_("Left out"),
    )

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out what is set aside, unless that is asked for."""
        found: QuerySet[Any] = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("set_aside") else in_use(found)

    def keep_set_aside(self, records: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the drafts of new proposals that came to nothing."""
        return set_aside(records)

    def in_language_state(self, records: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        """Keep the records that are complete in both languages, or lack something in one."""
        if state == "complete":
            return records.exclude(lacks_text_q("da")).exclude(lacks_text_q("en"))
        return records.filter(lacks_text_q(state))
