"""Addresses of working material and of the ways to show it, each with the rule that guards it."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import CHANGES_ALL, INTERNAL
from samhandling.web.addresses import address
from samhandling.web.people.guard import guarded
from samhandling.web.publishing import views

urlpatterns: list[URLPattern] = [
    path("arbetsmaterial/dela", guarded(CHANGES_ALL, views.share_now), name="share_now"),
    path("arbetsmaterial/publicera", guarded(CHANGES_ALL, views.publish_now), name="publish_now"),
    path("arbetsmaterial/dolj", guarded(CHANGES_ALL, views.hide), name="hide"),
    address("arbetsmaterial", guarded(INTERNAL, views.working), "working"),
]
