"""Files that have no interface: Bolagsverket's and growth analysis' downloads, and any CSV, XLSX, PX or JSON-stat that a person has.

A declared mapping says what each column is. What the mapping does not foresee is refused: nothing is guessed, nothing is skipped.
"""

from samhandling.figures.sources.files_by_hand.client import Declared, fetch_file, open_file
from samhandling.figures.sources.files_by_hand.mapping import Measure, TableMapping
from samhandling.figures.sources.files_by_hand.parse import parse

__all__ = ["Declared", "Measure", "TableMapping", "fetch_file", "open_file", "parse"]
