"""How demanding industries are, and how much of that regions can do: ECI and PCI from the network."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

from samhandling.economy.network import Network
from samhandling.economy.results import Bools, Codes, Convention, Floats, Measured, Note, Reason, Unit, measured

# Below this two eigenvalues of the network count as one. Rounding of the decomposition is about 1e-15 times the size.
_SAME = 1e-10


class Disconnected(StrEnum):
    """What to do with a network that falls apart: call every index undefined, or read the largest part alone."""

    UNDEFINED = "undefined"
    LARGEST_PART = "largest_part"


class IndustryScale(StrEnum):
    """How PCI is scaled: by its own mean and deviation, or as the mean ECI of the regions that have the industry."""

    OWN = "own"
    MEAN_ECI = "mean_eci"


@dataclass(frozen=True, eq=False, slots=True)
class Complexity:
    """ECI (regions,) and PCI (industries,). `eigenvalue`: the second largest, `next_eigenvalue` the third; `parts`: connected parts."""

    regions: Measured
    industries: Measured
    eigenvalue: float | None
    next_eigenvalue: float | None
    parts: int


def complexity(
    net: Network, *, ddof: int = 0, disconnected: Disconnected = Disconnected.UNDEFINED, industry_scale: IndustryScale = IndustryScale.OWN
) -> Complexity:
    """Economic and product complexity: the second eigenvectors of D_r⁻¹ M D_i⁻¹ Mᵀ and D_i⁻¹ Mᵀ D_r⁻¹ M, as z-scores.

    Eigenvalue 1 belongs to the constant vector and must be simple, which it is when the network hangs together; otherwise the index
    is `DISCONNECTED_NETWORK` (or read in the largest part, the first of equals, the rest `OUTSIDE_LARGEST_PART`). Regions without any industry, and
    industries without any region, are left out as `NOTHING_PRESENT` and disturb nobody. Found as singular vectors of
    D_r^-½ M D_i^-½, the first one taken out exactly. The sign makes ECI rise with diversity. `ddof` of the deviation: 0 (as in the
    Atlas of Economic Complexity), 1 (as in the R package economiccomplexity).
    Source: Hidalgo & Hausmann, PNAS 106 (2009); Mealy, Farmer & Teytelboym, Science Advances 5 (2019).
    """
    of_region, of_industry, parts = net.parts
    said: dict[str, Convention] = {**net.conventions, "ddof": ddof, "disconnected": disconnected, "industry_scale": industry_scale}
    apart = parts > 1 and disconnected is Disconnected.UNDEFINED
    rows, columns = of_region == 0, of_industry == 0
    states = tuple(_states(member, apart) for member in (of_region, of_industry))
    if parts == 0 or apart:
        return _made(net, None, None, states, said, (), (None, None), parts)
    eci, pci, first, second = _second_vectors(net.links if rows.all() and columns.all() else net.links[np.ix_(rows, columns)])
    problem = Reason.NO_SPREAD if first < _SAME else Reason.NOT_UNIQUE if first - second < _SAME else Reason.DEFINED
    if problem:
        for state, part in zip(states, (rows, columns), strict=True):
            state[part] = problem
        return _made(net, None, None, states, said, (), (first, second), parts)
    sign, arbitrary = _sign(eci, net.diversity[rows])
    eci, pci = eci * sign, pci * sign
    middle, scale = eci.mean(), eci.std(ddof=ddof)
    eci = (eci - middle) / scale
    pci = (pci - middle) / scale if industry_scale is IndustryScale.MEAN_ECI else (pci - pci.mean()) / pci.std(ddof=ddof)
    whole = tuple(_spread(part, where) for part, where in ((eci, rows), (pci, columns)))
    notes = (Note.SIGN_IS_ARBITRARY,) if arbitrary else ()
    return _made(net, whole[0], whole[1], states, said, notes, (first, second), parts)


def _second_vectors(links: Floats) -> tuple[Floats, Floats, float, float]:
    """(index of rows, index of columns as the mean of its rows' index, second eigenvalue, third). Solved on the smaller side."""
    if links.shape[0] > links.shape[1]:
        columns, rows, first, second = _smaller_side(links.T)
    else:
        rows, columns, first, second = _smaller_side(links)
    if first > 0 and links.shape[0] > links.shape[1]:
        # D_r⁻¹ M maps the columns' vector onto the rows'; the columns are then the mean of those rows.
        columns = links.T @ rows / links.sum(axis=0)
    return rows, columns, first, second


def _smaller_side(links: Floats) -> tuple[Floats, Floats, float, float]:
    d_r, d_i = links.sum(axis=1), links.sum(axis=0)
    root = np.sqrt(d_r)
    scaled = links / np.sqrt(d_i)
    square = scaled @ scaled.T
    square /= np.multiply.outer(root, root)
    square -= np.multiply.outer(root, root) / d_r.sum()
    n = len(root)
    if n < 2:
        return np.zeros(n), np.zeros(links.shape[1]), 0.0, 0.0
    values, vectors = eigh(square, subset_by_index=[n - 2, n - 1], overwrite_a=True, check_finite=False)
    rows = vectors[:, 1] / root
    return rows, rows @ links / d_i, float(values[1]), float(values[0])


def _sign(eci: Floats, diversity: Floats) -> tuple[float, bool]:
    """(1 or -1 so that ECI rises with diversity, whether that is a mere choice)."""
    gaps = diversity - diversity.mean()
    along = float((eci - eci.mean()) @ gaps)
    if abs(along) > 1e-9 * float(np.linalg.norm(eci) * np.linalg.norm(gaps)):
        return (1.0 if along > 0 else -1.0), False
    return (1.0 if eci[np.argmax(np.abs(eci) > 1e-12)] > 0 else -1.0), True


def _states(member: NDArray[np.intp], apart: bool) -> Codes:
    rest = Reason.DISCONNECTED_NETWORK if apart else Reason.OUTSIDE_LARGEST_PART
    inside = Reason.DISCONNECTED_NETWORK if apart else Reason.DEFINED
    return np.where(member < 0, Reason.NOTHING_PRESENT, np.where(member == 0, inside, rest)).astype(np.uint8)


def _spread(part: Floats, where: Bools) -> Floats:
    whole = np.full(len(where), np.nan)
    whole[where] = part
    return whole


def _made(
    net: Network,
    eci: Floats | None,
    pci: Floats | None,
    states: tuple[Codes, ...],
    said: dict[str, Convention],
    notes: tuple[Note, ...],
    eigenvalues: tuple[float | None, float | None],
    parts: int,
) -> Complexity:
    values = [np.full(len(state), np.nan) if part is None else part for part, state in zip((eci, pci), states, strict=True)]
    notes = net.notes + notes
    regions = measured("economic_complexity", Unit.DEVIATIONS, (net.region_axis,), values[0], states[0], said, notes)
    industries = measured("product_complexity", Unit.DEVIATIONS, (net.industry_axis,), values[1], states[1], said, notes)
    return Complexity(regions, industries, *eigenvalues, parts)
