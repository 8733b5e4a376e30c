"""Addresses of notices of cities."""

from django.urls import path

from events.portal import notice_views

urlpatterns = [
    path("notices/", notice_views.notices, name="notices"),
    path("notices/new/", notice_views.post, name="post_notice"),
    path("notices/<uuid:uid>/", notice_views.change, name="notice"),
    path("notices/<uuid:uid>/withdraw/", notice_views.withdraw, name="withdraw_notice"),
]
