"""Addresses of what is mine and of what is said beside initiatives, each with the rule that guards it."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import ANSWERS_FOR, CHANGES_ALL, COMMENTS
from samhandling.plan.comments import actors_of
from samhandling.web.mine import views
from samhandling.web.people.guard import guarded


def _of_initiative(code: str = "", **captured: str) -> list[str]:
    return actors_of(code)


urlpatterns: list[URLPattern] = [
    path("mina", guarded(ANSWERS_FOR, views.mine), name="mine"),
    path("mina/stammer", guarded(COMMENTS, views.all_right), name="all_right"),
    path("mina/svara/<int:number>", guarded(CHANGES_ALL, views.answer), name="answer_comment"),
    path("insatser/<path:code>/kommentar", guarded(COMMENTS, views.say, _of_initiative), name="comment"),
]
