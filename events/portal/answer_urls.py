"""Addresses of answers to calls."""

from django.urls import path

from events.portal import answer_views, host_views

urlpatterns = [
    path("calls/<uuid:uid>/answer/", answer_views.begin, name="answer_call"),
    path("calls/<uuid:uid>/answers/", host_views.answers, name="host_answers"),
    path("calls/answers/<uuid:uid>/", host_views.answer, name="host_answer"),
    path("answers/<uuid:uid>/", answer_views.answer, name="answer"),
    path("answers/<uuid:uid>/withdraw/", answer_views.withdraw, name="withdraw_answer"),
    path("answers/<uuid:uid>/files/<uuid:file>/", answer_views.download, name="answer_file"),
    path("answers/<uuid:uid>/files/<uuid:file>/remove/", answer_views.remove_file, name="remove_answer_file"),
]
