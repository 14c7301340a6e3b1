"""Which industries lie near each other, and near what a region already does."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from samhandling.economy.network import Network
from samhandling.economy.results import Axis, Codes, Convention, Floats, Measured, Reason, Unit, measured


class Nearness(StrEnum):
    """How two industries' co-occurrence is measured. Formulas and sources: `relatedness`."""

    PROBABILITY = "probability"
    PROBABILITY_INDEX = "probability_index"
    ASSOCIATION = "association"
    COSINE = "cosine"
    JACCARD = "jaccard"


class Diagonal(StrEnum):
    """What an industry is to itself: nothing (it does not make itself near), or as the formula gives."""

    ZERO = "zero"
    OWN = "own"


class Counted(StrEnum):
    """What an industry's own size is: the regions that have it, or its co-occurrences with all others (as the R package EconGeo)."""

    REGIONS = "regions"
    CO_OCCURRENCES = "co_occurrences"


def relatedness(
    net: Network, nearness: Nearness = Nearness.PROBABILITY, diagonal: Diagonal = Diagonal.ZERO, counted: Counted = Counted.REGIONS
) -> Measured:
    """Nearness of industries, (industries, industries). C: regions with both; k: an industry's size; T: all (see `Counted`).

    probability C / max(k_i, k_j), the smaller of the two conditional probabilities, 0 to 1 (Hidalgo, Klinger, Barabási & Hausmann,
    Science 317, 2007); association T C / (k_i k_j), 1 as chance would have it (van Eck & Waltman, JASIST 60, 2009); cosine
    C / sqrt(k_i k_j), 0 to 1 (Salton, 1983); jaccard C / (k_i + k_j - C), 0 to 1 (Jaccard, 1912); probability_index
    C / (T/2 [k_i/T k_j/(T - k_i) + k_j/T k_i/(T - k_j)]), association for draws without putting back, always by co-occurrences
    (Steijn 2017, the "prob" of EconGeo). By regions T is the regions with anything and the diagonal of C is k; by co-occurrences k is
    the sum of C's row without its diagonal, which counts 0, and T the sum of k.
    An industry present nowhere is `NOTHING_PRESENT`.
    """
    empty = np.where(net.ubiquity > 0, Reason.DEFINED, Reason.NOTHING_PRESENT).astype(np.uint8)
    basis = Counted.CO_OCCURRENCES if nearness is Nearness.PROBABILITY_INDEX else counted
    values = _nearness(net, nearness, basis)
    if diagonal is Diagonal.ZERO:
        np.fill_diagonal(values, 0.0)
    unit = Unit.RATIO if nearness in (Nearness.ASSOCIATION, Nearness.PROBABILITY_INDEX) else Unit.INDEX
    said: dict[str, Convention] = {**net.conventions, "nearness": nearness, "diagonal": diagonal, "counted": basis}
    axes = (net.industry_axis, Axis("other_industry", net.industries))
    return measured("relatedness", unit, axes, values, np.maximum(empty[:, None], empty[None, :]), said, net.notes)


def _nearness(net: Network, nearness: Nearness, counted: Counted) -> Floats:
    both = net.co_occurrence.astype(np.float64)
    sizes, whole = net.ubiquity, float(np.count_nonzero(net.diversity))
    if counted is Counted.CO_OCCURRENCES:
        np.fill_diagonal(both, 0.0)
        sizes, whole = both.sum(axis=0), float(both.sum())
    # 1 for industries that meet nobody, so that 0/0 is 0: their C is 0.
    k = np.maximum(sizes, 1.0)
    if nearness is Nearness.PROBABILITY:
        both /= np.maximum(k[:, None], k[None, :])
    elif nearness is Nearness.ASSOCIATION:
        both *= (whole / k)[:, None]
        both /= k[None, :]
    elif nearness is Nearness.COSINE:
        root = 1 / np.sqrt(k)
        both *= root[:, None]
        both *= root[None, :]
    elif nearness is Nearness.JACCARD:
        both /= np.add.outer(k, k) - both
    else:
        # k_i k_j / 2 (1/(T - k_i) + 1/(T - k_j)); T - k is at least half of T, since every pair counts twice.
        rest = 1 / np.maximum(whole - sizes, 1.0)
        both /= np.multiply.outer(k, k) / 2 * np.add.outer(rest, rest)
    return both


def density(net: Network, related: Measured, regions: tuple[str, ...] | None = None) -> Measured:
    """How much of what an industry is related to the region has: sum_i M_ri phi_ij / sum_i phi_ij, (regions, industries); 0 to 1.

    `related`: from `relatedness` of the same network (by default without the diagonal, so that an industry is not near itself).
    A share; the R package EconGeo gives it in whole per cent. 1 - density is the distance of the Atlas of Economic Complexity.
    `regions`: only these. An industry related to nothing is `NOTHING_RELATED`. Source: Hidalgo et al., Science 317 (2007).
    """
    phi = related.values if related.defined.all() else np.where(related.defined, related.values, 0.0)
    axis = net.region_axis if regions is None else Axis("region", regions)
    rows = slice(None) if regions is None else [net.region_axis.place(code) for code in regions]
    sums = phi.sum(axis=0)
    values = net.links[rows] @ phi / np.where(sums > 0, sums, 1.0)
    states = np.where(net.ubiquity > 0, np.where(sums > 0, Reason.DEFINED, Reason.NOTHING_RELATED), Reason.NOTHING_PRESENT)
    reasons: Codes = np.broadcast_to(states.astype(np.uint8), values.shape).copy()
    return measured("density", Unit.SHARE, (axis, net.industry_axis), values, reasons, dict(related.conventions), net.notes)


def nearest(related: Measured, industry: str, count: int = 10) -> list[tuple[str, float]]:
    """The industries most related to one with their relatedness (in its unit), nearest first, the industry itself left out; ties in order."""
    place = related.axes[0].place(industry)
    row: NDArray[np.float64] = np.where(related.reasons[place] == 0, related.values[place], -1.0)
    row[place] = -1.0
    order = np.argsort(-row, kind="stable")[:count]
    return [(related.axes[1].codes[at], float(row[at])) for at in order if row[at] > 0]
