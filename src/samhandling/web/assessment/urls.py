"""Addresses of the check."""

from django.urls import URLPattern, path

from samhandling.web.assessment import check

urlpatterns: list[URLPattern] = [
    path("bidrar", check.check, name="check"),
]
