"""Addresses of the strategy's pages."""

from django.urls import URLPattern

from samhandling.web.addresses import address
from samhandling.web.strategy import crossing, editions, views

urlpatterns: list[URLPattern] = [
    address("strategi", views.strategy, "strategy"),
    address("strategi/<code>/ramverk", crossing.crossing, "crossing"),
    address("strategi/<code>/utgavor", editions.editions, "editions"),
    address("strategi/<code>", views.strategy_of, "strategy_of"),
]
