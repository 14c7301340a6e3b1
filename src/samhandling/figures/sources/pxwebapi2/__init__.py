"""PxWebApi 2.0: Statistics Sweden's newer interface, and other PxWeb sites that have moved to it. Specification: PxTools/PxApiSpecs."""

from samhandling.figures.sources.pxwebapi2.client import PxWebApi2, TableQuery
from samhandling.figures.sources.pxwebapi2.parse import parse

__all__ = ["PxWebApi2", "TableQuery", "parse"]
