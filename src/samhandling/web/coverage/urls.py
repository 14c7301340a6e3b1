"""Addresses of the coverage pages."""

from django.urls import path

from samhandling.web.addresses import address
from samhandling.web.coverage import views

urlpatterns = [
    path("", views.start, name="start"),
    address("lagesbild", views.start, "coverage"),
    address("insatsomrade/<code>", views.focus_area, "focus_area"),
    address("varfor/<where>/<figure>", views.why, "why"),
]
