"""Addresses of the workbook that goes to a desk and comes back, each with the rule that guards it."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import CHANGES_OWN
from samhandling.web.people.guard import guarded
from samhandling.web.round_trip import views

urlpatterns: list[URLPattern] = [
    path("mina/arbetsbok.xlsx", guarded(CHANGES_OWN, views.fetch), name="workbook_file"),
    path("mina/arbetsbok", guarded(CHANGES_OWN, views.workbook_page), name="workbook"),
    path("mina/arbetsbok/<str:word>", guarded(CHANGES_OWN, views.differences), name="workbook_differences"),
]
