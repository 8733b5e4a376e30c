"""Addresses of the reporting desk, below the admin."""

from django.urls import path

from events.reporting import desk_views

app_name = "reporting_desk"
urlpatterns = [
    path("waiting/", desk_views.waiting, name="waiting"),
    path("waiting/accept/", desk_views.accept_chosen, name="accept_chosen"),
    path("activities/<int:pk>/", desk_views.activity, name="activity"),
    path("activities/<int:pk>/decide/", desk_views.decide, name="decide"),
    path("evidence/<int:pk>/file/", desk_views.evidence_file, {"which": "file"}, name="evidence_file"),
    path("evidence/<int:pk>/copy/", desk_views.evidence_file, {"which": "copy"}, name="evidence_copy"),
    path("duties/", desk_views.duties, name="duties"),
    path("duties/calendar/", desk_views.renew_calendar, name="renew_calendar"),
    path("duties/<int:pk>/", desk_views.duty, name="duty"),
]
