"""Partners, cities and projects in the admin."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import Button

from hub.viewsets import RecordFilterSet, RecordViewSet, TermViewSet
from hub.viewsets.records import RecordIndexView
from partners.import_views import import_address, may_import
from partners.models import City, CityRelationKind, Partner, PartnerKind, Project


class PartnerFilterSet(RecordFilterSet):
    """Partners by sector, kind and scope."""

    class Meta:
        model = Partner
        fields = ["sector", "kind", "scope"]


class PartnerListingView(RecordIndexView):
    """The listing of partners, with the way to the import for those who may."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if may_import(self.request.user):
            buttons.append(Button(_("Import partners"), url=import_address(), icon_name="upload", priority=30))
        return buttons


class PartnerViewSet(RecordViewSet):
    """Partners."""

    model = Partner
    index_view_class = PartnerListingView
    icon = "group"
    menu_order = 110
    filterset_class = PartnerFilterSet
    own_columns = ["sector", Column("kind", label=_("Kind"), sort_key="kind__title_da"), "place"]
    chooser_columns = [
        Column("sector", label=_("Sector"), accessor="get_sector_display"),
        Column("place", label=_("Place")),
    ]
    own_exports = ["sector", "kind", "scope", "parent", "founded_year", "website", "cvr", "place"]
    list_related = ["kind", "scope", "parent"]


class CityFilterSet(RecordFilterSet):
    """Cities by country and year of designation."""

    class Meta:
        model = City
        fields = ["country", "designated_year"]


class CityViewSet(RecordViewSet):
    """Cities."""

    model = City
    icon = "site"
    menu_order = 120
    filterset_class = CityFilterSet
    own_columns = [
        Column("country", label=_("Country"), accessor="country.name", sort_key="country"),
        "designated_year",
    ]
    chooser_columns = [Column("country", label=_("Country"), accessor="country.name")]
    export_headings = RecordViewSet.export_headings | {"country.name": _("Country")}
    own_exports = ["country.name", "designated_year", "website", "timezone", "latitude", "longitude"]


class ProjectFilterSet(RecordFilterSet):
    """Projects by scope."""

    class Meta:
        model = Project
        fields = ["scope"]


class ProjectViewSet(RecordViewSet):
    """Projects."""

    model = Project
    icon = "clipboard-list"
    menu_order = 130
    filterset_class = ProjectFilterSet
    own_columns = [
        DateColumn("start", label=_("Start"), sort_key="start"),
        DateColumn("end", label=_("End"), sort_key="end"),
        Column("scope", label=_("Scope"), sort_key="scope__order"),
    ]
    chooser_columns = [DateColumn("start", label=_("Start"))]
    own_exports = ["start", "end", "date_precision", "scope", "website"]
    list_related = ["scope"]


class PartnerKindViewSet(TermViewSet):
    """Kinds of partner."""

    model = PartnerKind
    menu_order = 210


class CityRelationKindViewSet(TermViewSet):
    """Kinds of relation to a city."""

    model = CityRelationKind
    menu_order = 220


VIEWSETS = [PartnerViewSet, CityViewSet, ProjectViewSet, PartnerKindViewSet, CityRelationKindViewSet]
