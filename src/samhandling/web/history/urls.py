"""Addresses of history, each with the rule that guards it."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import ANSWERS_FOR, CHANGES_OWN, INTERNAL
from samhandling.plan.comments import actors_of
from samhandling.web.addresses import address
from samhandling.web.history import views
from samhandling.web.people.guard import guarded


def _of_initiative(code: str = "", **captured: str) -> list[str]:
    return actors_of(code)


def _of_actor(code: str = "", **captured: str) -> list[str]:
    return [code]


FORMS = "json|csv"

urlpatterns: list[URLPattern] = [
    address("historik", guarded(INTERNAL, views.stream), "history", forms=FORMS),
    path("historik/<int:number>/angra", guarded(CHANGES_OWN, views.undo_act), name="undo_act"),
    address("insatser/<code>/historik", guarded(ANSWERS_FOR, views.of_initiative, _of_initiative), "initiative_history", forms=FORMS),
    address("aktorer/<code>/historik", guarded(ANSWERS_FOR, views.of_actor, _of_actor), "actor_history", forms=FORMS),
    address("insatsomrade/<code>/historik", guarded(INTERNAL, views.of_focus_area), "focus_area_history", forms=FORMS),
    address("underlag/<code>/historik", guarded(INTERNAL, views.of_import), "import_history", forms=FORMS),
]
