"""Related and unrelated variety: how many legs a region stands on, and how near they are to each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from samhandling.economy.cube import Cube, blocks
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
    logarithm(base)
    found = tuple(groups(code) if callable(groups) else groups[code] for code in cube.industries)
    if len(set(found)) == len(found):
        raise TooCoarse("related variety", "industries in some group", 1, 2)
    return cube.remember(("variety", found, base), lambda: _variety(cube, found, base))


def _variety(cube: Cube, found: tuple[str, ...], base: float) -> Variety:
    log_base, unit = logarithm(base)
    names, member = np.unique(np.array(found), return_inverse=True)
    order = np.argsort(member, kind="stable")
    together = bool(np.all(order[:-1] < order[1:]))
    starts = np.flatnonzero(np.diff(member[order], prepend=-1))
    unrelated, related = (np.empty(cube.region_totals.shape) for _ in range(2))
    for y, cells in enumerate(cube.stack):
        for part in blocks(*cells.shape):
            rows = cells[part] if together else cells[part][:, order]
            unrelated[y, part], related[y, part] = _parts(rows, starts, member[order])
    said: dict[str, Convention] = {"base": base, "groups": len(names)}
    axes, reasons = (cube.region_axis, cube.year_axis), cube.region_reasons.T.copy()
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
        within = shares / grouped[:, member]
    between = np.log(np.where(grouped > 0, grouped, 1.0))
    # The tiny number's weight is 0; the logarithm of 0 itself would cost seven times as much and give NaN.
    np.fmax(within, 1e-300, out=within)
    np.log(within, out=within)
    return -np.einsum("ri,ri->r", grouped, between) + 0.0, -np.einsum("ri,ri->r", shares, within) + 0.0
