"""Addresses of the coverage pages."""

from samhandling.web.addresses import address
from samhandling.web.coverage import views

urlpatterns = [
    address("", views.start, "start", forms=""),
    address("lagesbild", views.start, "coverage"),
    address("insatsomrade/<code>", views.focus_area, "focus_area"),
    address("varfor/<where>/<figure>", views.why, "why"),
]
