"""Addresses of members, contact persons and getting in."""

from django.urls import path, register_converter

from partners.portal import contact_views, joining_views, members_views
from partners.portal.access import OrganisationKind, RecordKind

register_converter(OrganisationKind, "organisation")
register_converter(RecordKind, "record")

urlpatterns = [
    path("join/", joining_views.start, name="join"),
    path("join/look-alikes/", joining_views.look_alikes, name="look_alikes"),
    path("join/partner/", joining_views.new_partner, name="join_new_partner"),
    path("join/city/", joining_views.new_city, name="join_new_city"),
    path("join/<organisation:kind>/<uuid:uid>/", joining_views.claim, name="join_claim"),
    path("join/requests/<uuid:uid>/withdraw/", joining_views.withdraw, name="join_withdraw"),
    path("invitations/<str:token>/", members_views.invitation, name="invitation"),
    path("<organisation:kind>/<uuid:uid>/members/", members_views.members, name="members"),
    path("<organisation:kind>/<uuid:uid>/members/<int:pk>/role/", members_views.change_role_of, name="member_role"),
    path("<organisation:kind>/<uuid:uid>/members/<int:pk>/remove/", members_views.remove, name="member_remove"),
    path("<organisation:kind>/<uuid:uid>/leave/", members_views.leave, name="leave"),
    path(
        "<organisation:kind>/<uuid:uid>/invitations/<int:pk>/withdraw/",
        members_views.withdraw,
        name="invitation_withdraw",
    ),
    path("<record:kind>/<uuid:uid>/contacts/", contact_views.contacts, name="contacts"),
    path("<record:kind>/<uuid:uid>/contacts/<int:pk>/remove/", contact_views.remove, name="contact_remove"),
]
