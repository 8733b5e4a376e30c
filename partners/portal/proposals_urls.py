"""Addresses of proposals."""

from django.urls import URLPattern, URLResolver, path, re_path

from partners.portal import confirmations, proposals_preview_views, proposals_start_views, proposals_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("confirm/", confirmations.confirm_record, name="confirm"),
    re_path(r"^suggest/(?P<what>tags|partner|city)/$", proposals_start_views.suggest, name="suggest"),
    path("proposals/start/", proposals_start_views.start, name="start_proposal"),
    path("proposals/<uuid:uid>/", proposals_views.proposal, name="proposal"),
    path("proposals/<uuid:uid>/autosave/", proposals_views.autosave, name="autosave"),
    path("proposals/<uuid:uid>/preview/", proposals_preview_views.preview, name="preview"),
    path("proposals/<uuid:uid>/preview/<slug:language>/", proposals_preview_views.preview_page, name="preview_page"),
    path("proposals/<uuid:uid>/withdraw/", proposals_start_views.withdraw, name="withdraw"),
    path("proposals/<uuid:uid>/reopen/", proposals_start_views.reopen, name="reopen"),
]
