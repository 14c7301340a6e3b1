"""Fitness of regions and complexity of industries, where a single undemanding region says much about an industry."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from samhandling.economy.network import Network
from samhandling.economy.results import Bools, Codes, Convention, Floats, Measured, Reason, Unit, measured


@dataclass(frozen=True, eq=False, slots=True)
class Fitness:
    """Fitness (regions,) and complexity (industries,), each with mean 1. `updates` made; `change`: the last one's largest relative step."""

    regions: Measured
    industries: Measured
    updates: int
    change: float


def fitness(net: Network, updates: int = 19, extremality: float = 1.0) -> Fitness:
    """F' = M Q, Q' = (Mᵀ F^-x)^(-1/x), both from the values before, each then divided by its mean (ratio to the mean); all 1 at first.

    `updates`: how many times. What the R package economiccomplexity calls n iterations are n - 1 updates: its 20 are the default here.
    `extremality` x: how much the least fit region that has an industry weighs (Mariani, Vidmer, Medo & Zhang, European Physical Journal
    B 88, 2015); 1 is the plain rule. Divide by the sum instead of the mean to get shares: values / their number.
    Regions without any industry and industries without any region are `NOTHING_PRESENT` and take no part in the means.
    In networks with a single weak link some values go on sinking toward 0 (Pugliese, Zaccaria & Pietronero 2016); one that has
    left the range of numbers is `OUT_OF_RANGE`. Source: Tacchella, Cristelli, Caldarelli, Gabrielli & Pietronero, Scientific Reports 2
    (2012).
    """
    if updates < 1:
        raise ValueError("at least one update")
    if not extremality > 0:
        raise ValueError("extremality is above 0")
    rows, columns = net.diversity > 0, net.ubiquity > 0
    said: dict[str, Convention] = {
        **net.conventions,
        "updates": updates,
        "normalised": "mean",
        "simultaneous": True,
        "extremality": extremality,
    }
    links = _sparse(net.present if rows.all() and columns.all() else net.present[np.ix_(rows, columns)])
    f, q, change = _updated(links, updates, extremality)
    made = []
    for name, axis, part, live in (("fitness", net.region_axis, f, rows), ("fitness_complexity", net.industry_axis, q, columns)):
        values, states = np.full(len(live), np.nan), np.full(len(live), Reason.NOTHING_PRESENT, np.uint8)
        values[live], states[live] = part, _sunk(part)
        made.append(measured(name, Unit.MEAN_ONE, (axis,), values, states, said, net.notes))
    return Fitness(made[0], made[1], updates, change)


def _sparse(present: Bools) -> "csr_array[np.float64]":
    """The links alone: most regions lack most industries."""
    columns = np.nonzero(present)[1]
    starts = np.concatenate([[0], np.count_nonzero(present, axis=1).cumsum()])
    return csr_array((np.ones(len(columns)), columns.astype(np.int32), starts.astype(np.int32)), shape=present.shape)


def _updated(links: "csr_array[np.float64]", updates: int, extremality: float) -> tuple[Floats, Floats, float]:
    f, q, change = np.ones(links.shape[0]), np.ones(links.shape[1]), 0.0
    if not links.nnz:
        return f, q, change
    turned = links.T
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        for _ in range(updates):
            before = f
            weights = 1 / f if extremality == 1 else f**-extremality
            f, q = np.asarray(links @ q), 1 / np.asarray(turned @ weights)
            q = q if extremality == 1 else q ** (1 / extremality)
            f, q = f / f.mean(), q / q.mean()
            change = float(np.nanmax(np.abs(f / before - 1)))
    return f, q, change


def _sunk(part: Floats) -> Codes:
    return np.where(np.isfinite(part) & (part > 0), Reason.DEFINED, Reason.OUT_OF_RANGE).astype(np.uint8)
