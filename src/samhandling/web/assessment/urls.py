"""Addresses of the check, and of the suggestions for the plan."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import CHANGES_OWN
from samhandling.web.assessment import check, idea, suggestions
from samhandling.web.people.guard import guarded

urlpatterns: list[URLPattern] = [
    path("bidrar", check.check, name="check"),
    path("bidrar/ide", guarded(CHANGES_OWN, idea.idea), name="check_idea"),
    path("forslag", guarded(CHANGES_OWN, suggestions.suggestions), name="share_suggestions"),
]
