"""Addresses of what the site says of itself, and of its colours."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import CHANGES_ALL
from samhandling.web.about import rules, views
from samhandling.web.addresses import address
from samhandling.web.people.guard import guarded

urlpatterns: list[URLPattern] = [
    address("sa-raknar-vi", rules.rules, "rules"),
    address("sa-raknar-vi/andringar", rules.versions, "rules_versions"),
    path("sa-raknar-vi/andra", guarded(CHANGES_ALL, rules.change), name="rules_change"),
    path("tillganglighet", views.accessibility, name="accessibility"),
    path("tema.css", views.theme, name="theme"),
]
