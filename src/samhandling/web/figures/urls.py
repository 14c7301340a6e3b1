"""Addresses of the figures: the catalogue, an indicator, the calendar of releases, what is new, what the strategy said."""

from samhandling.web.addresses import address
from samhandling.web.figures import mapping, releasing, statements, views

urlpatterns = [
    address("indikatorer", views.catalogue, "indicators", forms="json|csv"),
    address("indikatorer/kalender", releasing.release_calendar, "indicator_calendar", forms="json|csv|ics"),
    address("indikatorer/nytt", releasing.news, "indicator_news", forms="json|csv"),
    address("indikatorer/<code>/karta", mapping.indicator_map, "indicator_map", forms="json|csv|svg|png"),
    address("nulagesbild", statements.statements, "statements", forms="json|csv"),
    address("indikatorer/<code>", views.indicator, "indicator", forms="json|csv|svg|png"),
]
