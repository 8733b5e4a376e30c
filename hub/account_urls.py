"""Addresses of accounts: allauth's, and what the hub adds."""

from django.urls import include, path

from hub.accounts import views

urlpatterns = [
    path("", views.overview, name="account_overview"),
    path("data/", views.own_data, name="account_own_data"),
    path("data/download/", views.download_own_data, name="account_download_own_data"),
    path("data/delete/", views.delete_own_account, name="account_delete"),
    path("", include("allauth.urls")),
]
