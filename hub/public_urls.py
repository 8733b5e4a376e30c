"""Addresses of the base app below the language prefix."""

from django.urls import path

from hub import views

app_name = "hub"
urlpatterns = [
    path("tags/<slug:slug>/", views.tag, name="tag"),
    path("themes/<slug:key>/", views.theme, name="theme"),
]
