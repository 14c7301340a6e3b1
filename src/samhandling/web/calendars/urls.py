"""Addresses of Monday mail and of the calendars of deadlines, each with the rule that guards it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
