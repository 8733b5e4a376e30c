"""Addresses of the admin that belong to the base app."""

from django.urls import path

from hub import admin_views

app_name = "hub_admin"
urlpatterns = [
    path("suggest/", admin_views.suggest_tags, name="suggest_tags"),
    path("look-alikes/", admin_views.look_alikes, name="look_alikes"),
    path("<int:pk>/merge/", admin_views.merge_tag, name="merge_tag"),
]
