"""Fixed addresses of the events app, below ``<language>/time-zone/``."""

from django.urls import path

from events import views

app_name = "events"
urlpatterns = [path("", views.time_zone, name="time_zone")]
