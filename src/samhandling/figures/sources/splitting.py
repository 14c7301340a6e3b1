"""A question that is too large for a source, as several that are not."""

from collections.abc import Mapping, Sequence
from math import ceil, prod


def cells_in(selection: Mapping[str, Sequence[str]]) -> int:
    """How many cells a selection asks for."""
    return prod(len(codes) for codes in selection.values())


def split(selection: Mapping[str, Sequence[str]], most_cells: int) -> list[dict[str, tuple[str, ...]]]:
    """Selections of at most `most_cells` cells that together ask for each cell of `selection` exactly once.

    The dimension with most codes is cut first, into parts as even as they can be. `most_cells` below 1 means no bound.
    """
    whole = {variable: tuple(codes) for variable, codes in selection.items()}
    cells = cells_in(whole)
    if most_cells < 1 or cells <= most_cells:
        return [whole]
    variable = max(whole, key=lambda name: len(whole[name]))
    codes = whole[variable]
    others = cells // len(codes)
    most_codes = max(1, most_cells // others)
    size = ceil(len(codes) / ceil(len(codes) / most_codes))
    parts = [{**whole, variable: codes[at : at + size]} for at in range(0, len(codes), size)]
    return [smaller for part in parts for smaller in split(part, most_cells)]


def batches(codes: Sequence[str], most: int) -> list[tuple[str, ...]]:
    """The codes in order, at most `most` together; one empty batch where there are none."""
    return [tuple(codes[at : at + most]) for at in range(0, len(codes), most)] or [()]
