"""Index pages: where partners, cities and projects are listed and served."""

from django.utils.translation import gettext_lazy as _

from hub.models import RecordIndexPage
from partners.filters import CityDirectory, PartnerDirectory, ProjectDirectory


class PartnerIndexPage(RecordIndexPage):
    """The directory of partners."""

    record_model = "partners.Partner"
    directory_class = PartnerDirectory

    class Meta:
        verbose_name = _("list of partners")
        verbose_name_plural = _("lists of partners")


class CityIndexPage(RecordIndexPage):
    """The directory of cities."""

    record_model = "partners.City"
    directory_class = CityDirectory

    class Meta:
        verbose_name = _("list of cities")
        verbose_name_plural = _("lists of cities")


class ProjectIndexPage(RecordIndexPage):
    """The directory of projects."""

    record_model = "partners.Project"
    directory_class = ProjectDirectory

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")
