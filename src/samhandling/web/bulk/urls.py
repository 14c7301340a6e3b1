"""Addresses of changing many initiatives at once."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import CHANGES_OWN
from samhandling.web.bulk import views
from samhandling.web.people.guard import guarded

urlpatterns: list[URLPattern] = [
    path("massandring", guarded(CHANGES_OWN, views.bulk), name="bulk"),
    path("massandring/<int:number>", guarded(CHANGES_OWN, views.bulk_done), name="bulk_done"),
]
