"""Eurostat's dissemination interface: statistics of the European Union by NUTS region, as JSON-stat 2.0."""

from samhandling.figures.sources.eurostat.client import Eurostat, EurostatQuery
from samhandling.figures.sources.eurostat.parse import parse

__all__ = ["Eurostat", "EurostatQuery", "parse"]
