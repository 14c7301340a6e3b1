"""Addresses of editing. A case number may hold dots and slashes, so these stand before the page of an initiative."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from samhandling.people.rules.permission import CHANGES_OWN
from samhandling.web.editing.conflicts import choose
from samhandling.web.editing.keeping_words import kept_words
from samhandling.web.editing.new import new_idea
from samhandling.web.editing.opened import owners_of
from samhandling.web.editing.overview import confirm_shares, overview, take_back
from samhandling.web.editing.parts import part
from samhandling.web.editing.steps import steps
from samhandling.web.people.guard import guarded


def _of_initiative(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    return path(f"insatser/<path:code>/{route}", kept_words(guarded(CHANGES_OWN, view, owners_of)), name=name)


urlpatterns: list[URLPattern] = [
    path("insatser/ny", kept_words(guarded(CHANGES_OWN, new_idea)), name="new_idea"),
    _of_initiative("andra/val", choose, "edit_choose"),
    _of_initiative("andra/angra", take_back, "edit_undo"),
    _of_initiative("andra/bekrafta", confirm_shares, "edit_confirm"),
    _of_initiative("andra/<slug:word>", part, "edit_part"),
    _of_initiative("andra", overview, "edit"),
    _of_initiative("steg", steps, "steps"),
]
