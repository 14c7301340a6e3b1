"""Exact money for a whole matrix: integers are summed by denominator, then put on one common denominator."""

from collections.abc import Sequence
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samhandling.coverage.rules.layers import Layers, Spread
from samhandling.coverage.rules.layout import Index, Rows
from samhandling.ground.places import COUNTIES_IN_NATION

EXACT_IN_FLOAT = 2**53
"""Whole numbers up to here are summed exactly by floating-point addition (IEEE 754 double precision)."""

Objects = NDArray[np.object_]


class Pile:
    """Sums in cells, one layer; each denominator kept apart until the end."""

    def __init__(self, cells: int) -> None:
        self.cells = cells
        self.parts: list[tuple[int, Index, list[int]]] = []

    def add(self, numerator: Sequence[int], denominator: Sequence[int], cell: Index) -> None:
        """Add numerator[i] / denominator[i] to cell[i]."""
        if not len(cell):
            return
        value, below = np.array(numerator, object), np.array(denominator, np.int64)
        fits = sum(numerator) < EXACT_IN_FLOAT
        for one in np.unique(below):
            chosen = below == one
            where = cell[chosen]
            if fits:
                sums = np.bincount(where, weights=value[chosen].astype(np.float64), minlength=self.cells)
                filled = np.flatnonzero(sums)
                self.parts.append((int(one), filled, [int(number) for number in sums[filled]]))
            else:
                slow: dict[int, int] = {}
                for place, number in zip(where.tolist(), value[chosen].tolist(), strict=True):
                    slow[place] = slow.get(place, 0) + number
                self.parts.append((int(one), np.array(list(slow), np.int64), list(slow.values())))

    def on(self, common: int) -> Objects:
        """The numerators of all cells over `common`, a multiple of every denominator in the pile."""
        total = np.zeros(self.cells, object)
        for denominator, cells, numbers in self.parts:
            total[cells] += np.array(numbers, object) * (common // denominator)
        return total


def money(rows: Rows, claims: Spread, layers: Layers) -> tuple[Objects, int]:
    """(numerators by place × focus area, their common denominator): what `picture` gives for each place, SEK."""
    places, areas = layers.shape
    every, nation = Pile(areas), Pile(areas)
    county, whole, named = (Pile(places * areas) for _ in range(3))
    known = np.array([amount != 0 for amount in rows.amount], bool)
    amount, below = np.array(rows.amount, object), np.array(rows.denominator, object)
    parts = rows.county_total[rows.initiative]

    chosen = np.flatnonzero(known)
    every.add(amount[chosen].tolist(), below[chosen].tolist(), rows.focus_area[chosen])
    chosen = claims.nation[known[claims.nation]]
    nation.add(amount[chosen].tolist(), below[chosen].tolist(), rows.focus_area[chosen])
    for pile, entries in ((county, claims.county.keep(known)), (whole, claims.whole_county.keep(known)), (named, claims.named.keep(known))):
        what = entries.what
        share = below[what] * parts[what]
        if pile is named:
            share = share * rows.named_total[entries.slot]
        pile.add(amount[what].tolist(), share.tolist(), entries.where * areas + rows.focus_area[what])
    return _stack((every, nation, county, whole, named), layers)


def _stack(piles: tuple[Pile, Pile, Pile, Pile, Pile], layers: Layers) -> tuple[Objects, int]:
    inside = layers.municipalities_in[layers.counties].tolist()
    denominators = [denominator for pile in piles for denominator, _, _ in pile.parts]
    common = lcm(*denominators, 1) * COUNTIES_IN_NATION * lcm(*inside, 1)
    every, nation, county, whole, named = (pile.on(common) for pile in piles)
    total: Any = np.zeros(layers.shape, object)
    total[layers.nation] = every
    per_county = np.array([number // COUNTIES_IN_NATION for number in nation], object)
    total[layers.counties] = per_county + county.reshape(layers.shape)[layers.counties]
    sharing = layers.municipalities_in[layers.county_of].astype(object)[:, None]
    in_whole = (per_county + whole.reshape(layers.shape)[layers.county_of]) // sharing
    total[layers.municipalities] = in_whole + named.reshape(layers.shape)[layers.municipalities]
    return total, common
