"""The address map. Other apps appear only as ``include`` strings."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from hub.accounts.views import ToAccount

handler400 = "hub.error_views.bad_request"
handler403 = "hub.error_views.permission_denied"
handler404 = "hub.error_views.page_not_found"
handler500 = "hub.error_views.server_error"

urlpatterns = [
    path("", include("hub.web_urls")),
    path("account/", include("hub.account_urls")),
    # Wagtail's own ways in would pass by second factors and rate limits.
    path("admin/login/", ToAccount.as_view()),
    re_path(r"^admin/password_reset/.*", ToAccount.as_view(name="account_reset_password")),
    path("admin/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")),
    path("duties/", include("events.reporting.calendar_urls")),
    *i18n_patterns(
        path("search/", include("search.urls")),
        path("portal/", include("partners.portal_urls")),
        path("portal/", include("events.visits.urls")),
        # After the portal's own, whose converters it uses.
        path("portal/activities/", include("events.reporting.urls")),
        path("figures/", include("events.reporting.figures.public_urls")),
        path("time-zone/", include("events.urls")),
        path("_util/login/", ToAccount.as_view()),
        path("", include("hub.public_urls")),
        path("", include("wagtail.urls")),
        prefix_default_language=True,
    ),
]
