"""Addresses of delegations, below ``<language>/portal/``."""

from django.urls import path

from events.visits import host_views, pack_views, views

app_name = "visits"
urlpatterns = [
    path("events/<uuid:uid>/delegations/new/", views.register, name="register"),
    path("events/<uuid:uid>/delegations/", host_views.delegations, name="delegations"),
    path("events/<uuid:uid>/delegations/data.csv", host_views.csv_file, name="csv"),
    path("events/<uuid:uid>/delegations/data.xlsx", host_views.workbook, name="workbook"),
    path("delegations/<uuid:uid>/", views.delegation, name="delegation"),
    path("delegations/<uuid:uid>/came/", host_views.came, name="came"),
    path("delegations/<uuid:uid>/pack/", pack_views.pack, name="pack_html"),
    path("delegations/<uuid:uid>/pack.pdf", pack_views.pack, {"kind": "pdf"}, name="pack_pdf"),
    path("delegations/<uuid:uid>/pack.ics", pack_views.pack, {"kind": "ics"}, name="pack_ics"),
    path("visits/<str:token>/pack/", pack_views.pack_by_link, name="link_pack_html"),
    path("visits/<str:token>/pack.pdf", pack_views.pack_by_link, {"kind": "pdf"}, name="link_pack_pdf"),
    path("visits/<str:token>/pack.ics", pack_views.pack_by_link, {"kind": "ics"}, name="link_pack_ics"),
    path("visits/<str:token>/", views.by_link, name="by_link"),
]
