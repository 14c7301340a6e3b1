"""Which industries lie near each other, and near what a region already does."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from samhandling.economy.network import Network
from samhandling.economy.results import Axis, Codes, Convention, Floats, Measured, Reason, Unit, measured


class Nearness(StrEnum):
    """How two industries' co-occurrence is measured."""

    PROBABILITY = "probability"
    ASSOCIATION = "association"
    COSINE = "cosine"
    JACCARD = "jaccard"


class Diagonal(StrEnum):
    """What an industry is to itself: nothing (it does not make itself near), or as the formula gives."""

    ZERO = "zero"
    OWN = "own"


def relatedness(net: Network, nearness: Nearness = Nearness.PROBABILITY, diagonal: Diagonal = Diagonal.ZERO) -> Measured:
    """Nearness of industries, (industries, industries). C: regions with both; k: regions with one; R: regions with anything.

    probability C / max(k_i, k_j), the smaller of the two conditional probabilities, 0 to 1 (Hidalgo, Klinger, Barabási & Hausmann,
    Science 317, 2007); association R C / (k_i k_j), 1 as chance would have it (van Eck & Waltman, JASIST 60, 2009); cosine
    C / sqrt(k_i k_j), 0 to 1 (Salton, 1983); jaccard C / (k_i + k_j - C), 0 to 1 (Jaccard, 1912).
    An industry present nowhere is `NOTHING_PRESENT`.
    """
    empty = np.where(net.ubiquity > 0, Reason.DEFINED, Reason.NOTHING_PRESENT).astype(np.uint8)
    values = nearness_of(net, nearness, diagonal)
    unit = Unit.RATIO if nearness is Nearness.ASSOCIATION else Unit.INDEX
    said: dict[str, Convention] = {**net.conventions, "nearness": nearness, "diagonal": diagonal}
    axes = (net.industry_axis, Axis("other_industry", net.industries))
    return measured("relatedness", unit, axes, values, np.maximum(empty[:, None], empty[None, :]), said, net.notes)


def nearness_of(net: Network, nearness: Nearness, diagonal: Diagonal) -> Floats:
    """The same as a plain array; 0 for industries present nowhere."""
    both = net.co_occurrence.astype(np.float64)
    # 1 for industries present nowhere, so that 0/0 is 0: their C is 0.
    k = np.maximum(net.ubiquity, 1.0)
    if nearness is Nearness.PROBABILITY:
        both /= np.maximum(k[:, None], k[None, :])
    elif nearness is Nearness.ASSOCIATION:
        both *= (np.count_nonzero(net.diversity) / k)[:, None]
        both /= k[None, :]
    elif nearness is Nearness.COSINE:
        root = 1 / np.sqrt(k)
        both *= root[:, None]
        both *= root[None, :]
    else:
        both /= np.add.outer(k, k) - both
    if diagonal is Diagonal.ZERO:
        np.fill_diagonal(both, 0.0)
    return both


def density(net: Network, related: Measured, regions: tuple[str, ...] | None = None) -> Measured:
    """How much of what an industry is related to the region has: sum_i M_ri phi_ij / sum_i phi_ij, (regions, industries); 0 to 1.

    `related`: from `relatedness` of the same network (by default without the diagonal, so that an industry is not near itself).
    `regions`: only these. An industry related to nothing is `NOTHING_RELATED`. Source: Hidalgo et al., Science 317 (2007).
    """
    phi = np.where(related.defined, related.values, 0.0)
    axis = net.region_axis if regions is None else Axis("region", regions)
    rows = slice(None) if regions is None else [net.region_axis.place(code) for code in regions]
    sums = phi.sum(axis=0)
    values = net.links[rows] @ phi / np.where(sums > 0, sums, 1.0)
    states = np.where(net.ubiquity > 0, np.where(sums > 0, Reason.DEFINED, Reason.NOTHING_RELATED), Reason.NOTHING_PRESENT)
    reasons: Codes = np.broadcast_to(states.astype(np.uint8), values.shape).copy()
    return measured("density", Unit.SHARE, (axis, net.industry_axis), values, reasons, dict(related.conventions), net.notes)


def nearest(related: Measured, industry: str, count: int = 10) -> list[tuple[str, float]]:
    """The industries most related to one, nearest first, the industry itself left out; ties in code order."""
    place = related.axes[0].place(industry)
    row: NDArray[np.float64] = np.where(related.reasons[place] == 0, related.values[place], -1.0)
    row[place] = -1.0
    order = np.argsort(-row, kind="stable")[:count]
    return [(related.axes[1].codes[at], float(row[at])) for at in order if row[at] > 0]
