"""Addresses of the admin that belong to partners."""

from django.urls import path, re_path

from partners import import_views

app_name = "partners_admin"
urlpatterns = [
    path("", import_views.upload, name="import_partners"),
    re_path(r"^example\.(?P<kind>csv|xlsx)$", import_views.example, name="import_example"),
    path("<int:pk>/", import_views.preview, name="preview_import"),
    path("<int:pk>/discard/", import_views.discard, name="discard_import"),
]
