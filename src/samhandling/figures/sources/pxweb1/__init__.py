"""PxWeb API version 1: Statistics Sweden until it closes, and the agencies that run PxWeb themselves (growth analysis, public health, farming)."""

from samhandling.figures.sources.pxweb1.client import PxWeb1, PxWeb1Query, Variable
from samhandling.figures.sources.pxweb1.parse import parse

__all__ = ["PxWeb1", "PxWeb1Query", "Variable", "parse"]
