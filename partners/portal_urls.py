"""Addresses of the portal below the language prefix: the home, then each part's own."""

from django.urls import include, path

from partners.portal import home

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("", include("partners.portal.members_urls")),
    path("", include("partners.portal.proposals_urls")),
    path("", include("events.portal.answer_urls")),
    path("", include("events.portal.notice_urls")),
]
