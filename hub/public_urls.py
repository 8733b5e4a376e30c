"""Addresses of the base app below the language prefix."""

from django.urls import path, re_path

from hub import contact_views, correction_views, offline_views, styleguide_views, views
from hub.serve import serve

app_name = "hub"
urlpatterns = [
    path("offline/", offline_views.offline, name="offline"),
    path("styleguide/", styleguide_views.styleguide, name="styleguide"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
    path("themes/<slug:key>/", views.theme, name="theme"),
    path("contact/<str:token>/", contact_views.consent, name="contact_consent"),
    path("corrections/<slug:type_key>/<uuid:uid>/", correction_views.suggest, name="suggest_correction"),
    re_path(r"^((?:[\w\-]+/)*)$", serve, name="serve"),
    # Wagtail's own pattern knows no file names; these are routes of index pages and records.
    re_path(
        r"^((?:[\w\-]+/)+(?:data\.json|data\.csv|(?:feed|event)\.ics|feed\.atom|qr\.svg|embed\.html))$",
        serve,
        name="serve_file",
    ),
]
