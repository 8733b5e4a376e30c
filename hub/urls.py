"""The address map. Other apps appear only as ``include`` strings."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "hub.error_views.bad_request"
handler403 = "hub.error_views.permission_denied"
handler404 = "hub.error_views.page_not_found"
handler500 = "hub.error_views.server_error"

urlpatterns = [
    path("", include("hub.web_urls")),
    path("admin/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")),
    *i18n_patterns(
        path("search/", include("search.urls")),
        path("", include("hub.public_urls")),
        path("", include("wagtail.urls")),
        prefix_default_language=True,
    ),
]
