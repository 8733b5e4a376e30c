"""The listing of the people who sign in."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.users.views.users import IndexView, UserViewSet

from hub.models import User


class PeopleIndexView(IndexView):
    """Calls by its name what people sign in with."""

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Wagtail's columns, the one of the name to sign in with under its own heading."""
        columns: list[BaseColumn] = super().columns
        for column in columns:
            if column.name == User.USERNAME_FIELD:
                column.label = _("E-mail address")
        return columns


class PeopleViewSet(UserViewSet):
    """Wagtail's, but for its listing."""

    index_view_class = PeopleIndexView
