"""Addresses of Monday mail and of the calendars of deadlines, each with the rule that guards it."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import SIGNED_IN
from samhandling.web.calendars import views, wishing
from samhandling.web.people.guard import guarded

urlpatterns: list[URLPattern] = [
    path("konto/utskick", guarded(SIGNED_IN, wishing.monday_page), name="monday"),
    path("utskick/avsluta/<str:word>", wishing.end_letters, name="monday_end"),
    path("kalender", views.calendars, name="calendars"),
    path("kalender/insatsomrade/<str:code>.ics", views.area_calendar, name="calendar_area"),
    path("kalender/<str:word>.ics", views.signed_calendar, name="calendar"),
]
