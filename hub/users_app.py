"""Wagtail's users app, with the hub's own listing of people: they sign in with their e-mail address."""

from wagtail.users.apps import WagtailUsersAppConfig


class HubUsersAppConfig(WagtailUsersAppConfig):
    """Named in ``INSTALLED_APPS``, as Wagtail wants it for a viewset of one's own."""

    user_viewset = "hub.viewsets.people.PeopleViewSet"
