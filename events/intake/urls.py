"""Addresses of the desk for events from calendars, below the admin."""

from django.urls import path

from events.intake import desk

app_name = "feed_desk"
urlpatterns = [
    path("", desk.waiting, name="waiting"),
    path("decide/", desk.decide_many, name="decide_many"),
    path("<int:pk>/", desk.review, name="review"),
    path("<int:pk>/decide/", desk.decide, name="decide"),
    path("<int:pk>/fetch/", desk.fetch_now, name="fetch"),
]
