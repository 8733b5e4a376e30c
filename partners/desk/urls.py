"""Addresses of the moderators' desk, below the admin."""

from django.urls import path

from partners.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("accept/", views.accept_many, name="accept_many"),
    path("unconfirmed/", views.stale_records, name="stale_records"),
    path("proposals/<int:pk>/", views.review, name="review"),
    path("proposals/<int:pk>/decide/", views.decide, name="decide"),
    path("corrections/<int:pk>/", views.correction, name="correction"),
]
