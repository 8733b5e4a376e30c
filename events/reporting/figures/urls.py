"""The figures in the admin."""

from django.urls import path

from events.reporting.figures import views

app_name = "reporting_figures"
urlpatterns = [
    path("", views.figures, name="all"),
    path("list/", views.figure_list, name="list"),
]
