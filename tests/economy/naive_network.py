"""Networks of regions and industries by hand: loops over sets, dense matrices and the definitions' own iterations."""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Links = Sequence[Sequence[bool]]
Square = list[list[float | None]]


def having(links: Links) -> list[set[int]]:
    """The regions that have each industry."""
    return [{r for r, row in enumerate(links) if row[i]} for i in range(len(links[0]))]


def nearness(links: Links, how: str, *, by_meetings: bool, diagonal: bool) -> Square:
    """Relatedness; `None` for an industry that nobody has."""
    where = having(links)
    n = len(where)
    both = [[float(len(where[i] & where[j])) for j in range(n)] for i in range(n)]
    if by_meetings:
        for i in range(n):
            both[i][i] = 0.0
        size = [sum(row) for row in both]
        everyone = sum(size)
    else:
        size = [float(len(regions)) for regions in where]
        everyone = float(sum(1 for row in links if any(row)))
    found: Square = [[None] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            if where[i] and where[j]:
                found[i][j] = 0.0 if i == j and not diagonal else _near(how, both[i][j], size[i], size[j], everyone)
    return found


def _near(how: str, both: float, one: float, other: float, everyone: float) -> float:
    if both == 0:
        return 0.0
    if how == "probability":
        return min(both / one, both / other)
    if how == "association":
        return both / everyone / (one / everyone * other / everyone)
    if how == "cosine":
        return both / sqrt(one * other)
    if how == "jaccard":
        return both / (one + other - both)
    chance = one / everyone * other / (everyone - one) + other / everyone * one / (everyone - other)
    return both / (everyone / 2 * chance)


def density(links: Links, near: Square, r: int, i: int) -> float | None:
    """The part of what an industry is related to that a region has."""
    related = [row[i] or 0.0 for row in near]
    if near[i][i] is None or sum(related) == 0:
        return None
    return sum(one for one, has in zip(related, links[r], strict=True) if has) / sum(related)


def reflected(links: Links, steps: int) -> tuple[list[float | None], list[float | None]]:
    """k of regions and of industries."""
    rows = [[i for i, has in enumerate(row) if has] for row in links]
    columns = [sorted(regions) for regions in having(links)]
    k_r: list[float | None] = [float(len(row)) if row else None for row in rows]
    k_i: list[float | None] = [float(len(column)) if column else None for column in columns]
    for _ in range(steps):
        k_r, k_i = [_mean(k_i, row) for row in rows], [_mean(k_r, column) for column in columns]
    return k_r, k_i


def _mean(values: Sequence[float | None], places: Sequence[int]) -> float | None:
    return sum(values[at] or 0.0 for at in places) / len(places) if places else None


def fit(links: Links, updates: int) -> tuple[list[float | None], list[float | None]]:
    """Fitness and complexity."""
    columns = having(links)
    f = [1.0 if any(row) else None for row in links]
    q = [1.0 if column else None for column in columns]
    for _ in range(updates):
        above = [None if f[r] is None else sum(q[i] or 0.0 for i, has in enumerate(row) if has) for r, row in enumerate(links)]
        below = [None if q[i] is None else 1 / sum(1 / (f[r] or 1.0) for r in column) for i, column in enumerate(columns)]
        f, q = _by_mean(above), _by_mean(below)
    return f, q


def _by_mean(values: Sequence[float | None]) -> list[float | None]:
    known = [one for one in values if one is not None]
    return [None if one is None else one * len(known) / sum(known) for one in values]


def parts(links: Links) -> list[tuple[set[int], set[int]]]:
    """Connected parts, (regions, industries), found by walking."""
    left, found = {r for r, row in enumerate(links) if any(row)}, []
    while left:
        rows, columns, waiting = set[int](), set[int](), [min(left)]
        while waiting:
            r = waiting.pop()
            if r not in rows:
                rows.add(r)
                own = {i for i, has in enumerate(links[r]) if has}
                columns |= own
                waiting += [other for other, row in enumerate(links) if any(row[i] for i in own)]
        left -= rows
        found.append((rows, columns))
    return found


def second_vector(links: Links) -> tuple[NDArray[np.float64], NDArray[np.float64], list[float]]:
    """(regions' vector, the same over industries, eigenvalues from the largest) of a connected network, from the full matrix."""
    m = np.array(links, float)
    walk = (m / m.sum(axis=1, keepdims=True)) @ (m / m.sum(axis=0)).T
    values, vectors = np.linalg.eig(walk)
    order = np.argsort(-values.real)
    rows = vectors[:, order[1]].real if len(order) > 1 else np.zeros(1)
    return rows, rows @ m / m.sum(axis=0), [float(one) for one in values.real[order]]


def are_apart(values: Sequence[float], least: float) -> bool:
    """The first three differ by more than `least`, so that the second vector means something."""
    three = [*values[:3], 0.0][:3]
    return len(values) > 1 and all(one - other > least for one, other in pairwise(three))
