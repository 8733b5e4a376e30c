"""The public figures, below the language prefix."""

from django.urls import path

from events.reporting.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.public_figures, name="all"),
    path("list/", views.public_list, name="list"),
]
