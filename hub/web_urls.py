"""Addresses that belong to no language: what machines ask for."""

from django.urls import path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hub import sitemaps, web_views

app_name = "web"
an_hour = cache_control(public=True, max_age=3600)
urlpatterns = [
    path("drawings/<slug:slug>.svg", web_views.drawing_of, name="drawing"),
    path("favicon.ico", web_views.favicon, name="favicon"),
    path("healthz", web_views.healthz, name="healthz"),
    path("robots.txt", an_hour(web_views.robots), name="robots"),
    path(".well-known/security.txt", an_hour(web_views.security), name="security"),
    path("sitemap.xml", an_hour(require_safe(sitemaps.sitemap_index)), name="sitemap_index"),
    path("sitemap-<slug:section>.xml", an_hour(require_safe(sitemaps.sitemap_section)), name="sitemap_section"),
]
