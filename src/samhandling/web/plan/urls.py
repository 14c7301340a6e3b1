"""Addresses of the plan's pages."""

from django.urls import URLPattern

from samhandling.people.rules.permission import INTERNAL
from samhandling.web.addresses import address
from samhandling.web.people.guard import guarded
from samhandling.web.plan.actors import actor, actors
from samhandling.web.plan.doubts import doubts
from samhandling.web.plan.initiatives import initiatives
from samhandling.web.plan.one import initiative
from samhandling.web.plan.runs import runs

urlpatterns: list[URLPattern] = [
    address("insatser", initiatives, "initiatives"),
    address("insatser/<code>", initiative, "initiative"),
    address("aktorer", actors, "actors"),
    address("aktorer/<code>", actor, "actor"),
    address("underlag", runs, "runs"),
    address("fragor", guarded(INTERNAL, doubts), "doubts"),
]
