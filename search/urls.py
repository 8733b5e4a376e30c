"""Addresses of the search, below the language prefix."""

from django.urls import path

from search import views
from search.feeds import SearchFeed

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("suggest/", views.suggest, name="suggest"),
    path("feed.atom", SearchFeed(), name="feed"),
]
