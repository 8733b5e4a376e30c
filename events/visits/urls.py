"""Addresses of delegations, below ``<language>/portal/``."""

from django.urls import path

from events.visits import host_views, views

app_name = "visits"
urlpatterns = [
    path("events/<uuid:uid>/delegations/new/", views.register, name="register"),
    path("events/<uuid:uid>/delegations/", host_views.delegations, name="delegations"),
    path("events/<uuid:uid>/delegations/data.csv", host_views.csv_file, name="csv"),
    path("events/<uuid:uid>/delegations/data.xlsx", host_views.workbook, name="workbook"),
    path("delegations/<uuid:uid>/", views.delegation, name="delegation"),
    path("delegations/<uuid:uid>/came/", host_views.came, name="came"),
    path("visits/<str:token>/", views.by_link, name="by_link"),
]
