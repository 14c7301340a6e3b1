"""Related and unrelated variety: how many legs a region stands on, and how near they are to each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from samhandling.economy.cube import Cube
from samhandling.economy.faults import TooCoarse
from samhandling.economy.results import Convention, Floats, Measured, logarithm, measured


@dataclass(frozen=True, eq=False, slots=True)
class Variety:
    """Each (regions, years), in bits, nats or bans: total (entropy) = unrelated (between groups) + related (within them)."""

    total: Measured
    unrelated: Measured
    related: Measured
    groups: tuple[str, ...]


def first_digits(count: int) -> Callable[[str], str]:
    """Groups by the beginning of a code: `first_digits(2)` takes 62.010 and 62010 to 62."""
    return lambda code: code.replace(".", "")[:count]


def variety(cube: Cube, groups: Mapping[str, str] | Callable[[str], str], base: float = 2) -> Variety:
    """Entropy taken apart: unrelated = - sum P_g log P_g; related = sum P_g (- sum p/P_g log p/P_g) = - sum p log(p/P_g).

    `groups`: each industry's group, as a mapping or a function of its code (`first_digits(2)`). `base`: 2 (bits), e or 10.
    A region with a suppressed cell is undefined. Raises TooCoarse when no group holds two industries (there is nothing to be related),
    KeyError for an industry without a group. Source: Frenken, Van Oort & Verburg, Regional Studies 41 (2007).
    """
    log_base, unit = logarithm(base)
    found = [groups(code) if callable(groups) else groups[code] for code in cube.industries]
    names, member = np.unique(np.array(found, dtype=object).astype(str), return_inverse=True)
    if len(names) == len(found):
        raise TooCoarse("related variety", "industries in some group", 1, 2)
    order = np.argsort(member, kind="stable")
    starts = np.flatnonzero(np.diff(member[order], prepend=-1))
    unrelated, related = (np.empty(cube.region_totals.shape) for _ in range(2))
    for y, cells in enumerate(cube.stack):
        unrelated[y], related[y] = _parts(cells[:, order], starts, member[order])
    said: dict[str, Convention] = {"base": base, "groups": len(names)}
    reasons = cube.region_reasons.T.copy()
    axes = (cube.region_axis, cube.year_axis)
    parts = {"total_variety": unrelated + related, "unrelated_variety": unrelated, "related_variety": related}
    total, between, within = (
        measured(name, unit, axes, (part / log_base).T.copy(), reasons, said, cube.notes) for name, part in parts.items()
    )
    return Variety(total, between, within, tuple(str(name) for name in names))


def _parts(
    cells: Floats, starts: "np.ndarray[tuple[int], np.dtype[np.intp]]", member: "np.ndarray[tuple[int], np.dtype[np.intp]]"
) -> tuple[Floats, Floats]:
    """(unrelated, related) of one year, nats; `cells` with the groups standing together."""
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = cells / cells.sum(axis=1, keepdims=True)
    grouped = np.add.reduceat(shares, starts, axis=1)
    between = np.log(grouped, out=np.zeros_like(grouped), where=grouped > 0)
    within = np.divide(shares, grouped[:, member], out=np.ones_like(shares), where=shares > 0)
    np.log(within, out=within)
    return -np.einsum("ri,ri->r", grouped, between) + 0.0, -np.einsum("ri,ri->r", shares, within) + 0.0
