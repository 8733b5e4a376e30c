"""Addresses that belong to no language: what machines ask for."""

from django.urls import path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hub import offline_views, share_views, sitemaps, styleguide_views, web_views

app_name = "web"
an_hour = cache_control(public=True, max_age=3600)
urlpatterns = [
    path("drawings/<slug:slug>.svg", web_views.drawing_of, name="drawing"),
    path("favicon.ico", web_views.favicon, name="favicon"),
    path("healthz", web_views.healthz, name="healthz"),
    path("service-worker.js", offline_views.service_worker, name="service_worker"),
    path("was", web_views.accessibility_statement, name="accessibility_statement"),
    path("was/", web_views.accessibility_statement),
    path("media/<path:path>", web_views.media, name="media"),
    path("readyz", web_views.readyz, name="readyz"),
    path("robots.txt", an_hour(web_views.robots), name="robots"),
    path(".well-known/security.txt", an_hour(web_views.security), name="security"),
    path("share/<slug:language>/<slug:model>/<slug:key>.png", share_views.share, name="share"),
    path("styleguide/", styleguide_views.in_own_language, name="styleguide"),
    path("sitemap.xml", an_hour(require_safe(sitemaps.sitemap_index)), name="sitemap_index"),
    path("sitemap-<slug:section>.xml", an_hour(require_safe(sitemaps.sitemap_section)), name="sitemap_section"),
]
