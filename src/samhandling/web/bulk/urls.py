"""Addresses of changing many initiatives at once, and of merging actors. They stand before the actor's own, which takes any code."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import CHANGES_ALL, CHANGES_OWN
from samhandling.web.bulk import actor_merging, views
from samhandling.web.people.guard import guarded

urlpatterns: list[URLPattern] = [
    path("massandring", guarded(CHANGES_OWN, views.bulk), name="bulk"),
    path("massandring/<int:number>", guarded(CHANGES_OWN, views.bulk_done), name="bulk_done"),
    path("aktorer/<str:code>/sla-ihop", guarded(CHANGES_ALL, actor_merging.actor_merge), name="actor_merge"),
]
