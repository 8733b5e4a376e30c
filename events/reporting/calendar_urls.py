"""The address of calendars of duties, outside languages: the reader's own is taken."""

from django.urls import path

from events.reporting.calendar_views import duty_calendar

urlpatterns = [path("<str:token>.ics", duty_calendar, name="duty_calendar")]
