"""Addresses of the admin that belong to the base app."""

from django.urls import path

from hub import admin_views, merge_views

app_name = "hub_admin"
urlpatterns = [
    path("suggest/", admin_views.suggest_tags, name="suggest_tags"),
    path("look-alikes/", admin_views.look_alikes, name="look_alikes"),
    path("<int:pk>/merge/", admin_views.merge_tag, name="merge_tag"),
    path("records/merges/", merge_views.record_merges, name="record_merges"),
    path("records/merges/<int:pk>/undo/", merge_views.undo_record_merge, name="undo_record_merge"),
    path("records/<slug:app_label>/<slug:model_name>/<int:pk>/merge/", merge_views.merge_record, name="merge_record"),
]
