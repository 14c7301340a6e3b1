"""Kolada, version 3: key figures for municipalities and regions, by RKA. Free to use with "Källa: Kolada"."""

from samhandling.figures.sources.kolada.client import Kolada, KoladaQuery
from samhandling.figures.sources.kolada.parse import parse

__all__ = ["Kolada", "KoladaQuery", "parse"]
