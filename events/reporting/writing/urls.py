"""Addresses of reports, below the admin."""

from django.urls import path

from events.reporting.writing import section_views, views

app_name = "reporting_reports"
SECTION = "<int:pk>/sections/<slug:key>/"
urlpatterns = [
    path("", views.reports, name="all"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/draft/", views.draft, name="draft"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/submit/", views.submit, name="submit"),
    path("<int:pk>/lock/", views.lock, name="lock"),
    path("<int:pk>/files/<slug:form>/", views.download, name="download"),
    path(SECTION, section_views.section, name="section"),
    path(f"{SECTION}autosave/", section_views.autosave, name="autosave"),
    path(f"{SECTION}choose/", section_views.choose, name="choose"),
    path(f"{SECTION}comments/", section_views.add_comment, name="add_comment"),
    path(f"{SECTION}comments/<int:comment_pk>/settle/", section_views.settle_comment, name="settle_comment"),
]
