"""Addresses of what the site says of itself, and of its colours."""

from django.urls import URLPattern, path

from samhandling.web.about import views
from samhandling.web.addresses import address

urlpatterns: list[URLPattern] = [
    address("sa-raknar-vi", views.rules, "rules"),
    path("tillganglighet", views.accessibility, name="accessibility"),
    path("tema.css", views.theme, name="theme"),
]
