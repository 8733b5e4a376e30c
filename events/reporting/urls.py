"""Addresses of activities in the portal, below the language prefix."""

from django.urls import path

from events.reporting import portal_views

app_name = "reporting"
urlpatterns = [
    path("new/<organisation:kind>/<uuid:uid>/", portal_views.new, name="new_activity"),
    path("<uuid:uid>/", portal_views.activity, name="activity"),
    path("<uuid:uid>/delete/", portal_views.delete, name="delete_activity"),
    path("<uuid:uid>/evidence/<int:pk>/", portal_views.evidence_file, name="evidence_file"),
]
