"""How uneven a distribution is: formulas on plain arrays, over the last axis. No masks, no reasons; 0/0 gives NaN.

The measures on a cube (`structure`) are built of these. `parts` are amounts (any scale), shape (..., n); `reference` amounts of
the same n parts, broadcast. Every result has shape (...).
"""

import numpy as np
from numpy.typing import ArrayLike

from samhandling.economy.results import Floats


def shares_of(parts: ArrayLike) -> Floats:
    """Each part divided by their sum, shares from 0 to 1; NaN where the sum is 0."""
    amounts = np.asarray(parts, np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(amounts / amounts.sum(axis=-1, keepdims=True))


def krugman_of(parts: ArrayLike, reference: ArrayLike) -> Floats:
    """Krugman's index of dissimilarity: sum |s - r|, a distance from 0 (same structure) to 2 (nothing in common).

    Source: Krugman, Geography and Trade (1991). Half of it is `hoover_of`.
    """
    return np.asarray(np.abs(shares_of(parts) - shares_of(reference)).sum(axis=-1))


def krugman_to_mean_of(parts: ArrayLike, others: ArrayLike) -> Floats:
    """Krugman's index against the mean of the others' shares, each other counting alike. `others` has shape (m, n).

    Source: Midelfart-Knarvik, Overman, Redding & Venables (2000); Farhauer & Kröll, Standorttheorien (2014).
    """
    return krugman_of(parts, shares_of(others).mean(axis=-2))


def hoover_of(parts: ArrayLike, reference: ArrayLike) -> Floats:
    """Hoover's index: half of sum |s - r|; the share that would have to move for the structures to be equal.

    Source: Hoover, Review of Economics and Statistics 18 (1936).
    """
    return np.asarray(krugman_of(parts, reference) / 2)


def herfindahl_of(parts: ArrayLike) -> Floats:
    """Herfindahl(-Hirschman): sum of s², an index from 1/n to 1. Source: Hirschman (1945), Herfindahl (1950)."""
    shares = shares_of(parts)
    return np.asarray((shares * shares).sum(axis=-1))


def normalised_herfindahl_of(parts: ArrayLike) -> Floats:
    """(H - 1/n) / (1 - 1/n), 0 to 1, n being the number of parts, empty ones counted; NaN for one part. Source: as `herfindahl_of`."""
    n = np.shape(parts)[-1]
    return np.asarray((herfindahl_of(parts) - 1 / n) / (1 - 1 / n)) if n > 1 else np.full(np.shape(parts)[:-1], np.nan)


def equivalent_number_of(parts: ArrayLike) -> Floats:
    """1/H, a number of parts: how many equally large parts would give the same Herfindahl. Source: Adelman (1969)."""
    return np.asarray(1 / herfindahl_of(parts))


def entropy_of(parts: ArrayLike, base: float = 2) -> Floats:
    """Shannon's entropy, - sum s log s, with 0 log 0 = 0; bits (`base` 2), nats (e) or bans (10), 0 to log n. Source: Shannon (1948), Theil (1972)."""
    shares = shares_of(parts)
    return np.asarray(-(shares * _finite_log(shares)).sum(axis=-1) / np.log(base) + 0.0)


def gini_of(parts: ArrayLike, *, normalised: bool = False) -> Floats:
    """Gini's coefficient, every part counting alike: 2 sum k x(k) / (n sum x) - (n+1)/n, x ascending; index, 0 to 1 - 1/n.

    `normalised`: times n/(n-1), so that it reaches 1 (`coefnorm` of the R package REAT); NaN for one part.
    Of location quotients it is the coefficient of specialisation of Farhauer & Kröll (2014). Source: Gini (1912).
    """
    ordered = np.sort(np.asarray(parts, np.float64), axis=-1)
    n = ordered.shape[-1]
    with np.errstate(invalid="ignore", divide="ignore"):
        plain = 2 * (ordered @ np.arange(1.0, n + 1)) / (n * ordered.sum(axis=-1)) - (n + 1) / n
        return np.asarray(plain * np.divide(n, n - 1.0) if normalised else plain)


def lorenz_gini_of(parts: ArrayLike, reference: ArrayLike) -> Floats:
    """Gini's coefficient of the Lorenz curve of `parts` against `reference`, ordered by their ratio; index, 0 to 1.

    It is twice the area between the curve and the diagonal; locational.Gini of the R package EconGeo is the area, half of this.
    Parts with no reference are left out. Source: Krugman (1991), the locational Gini.
    """
    given, against = np.broadcast_arrays(shares_of(parts), shares_of(reference))
    with np.errstate(invalid="ignore", divide="ignore"):
        order = np.argsort(np.where(against > 0, given / against, -1.0), axis=-1, kind="stable")
    heights, widths = (np.take_along_axis(part, order, axis=-1) for part in (given, against))
    reached = heights.cumsum(axis=-1)
    return np.asarray(1 - (widths * (2 * reached - heights)).sum(axis=-1))


def hachman_of(parts: ArrayLike, reference: ArrayLike) -> Floats:
    """Hachman's index: 1 / sum (s²/r), 0 to 1: 1 when the structure is the reference's, toward 0 as it departs.

    Parts that the reference lacks are left out. Source: Hachman, Bureau of Economic and Business Research, Utah (1995).
    """
    given, against = shares_of(parts), shares_of(reference)
    inverse = np.divide(1.0, against, out=np.zeros_like(against), where=against > 0)
    with np.errstate(divide="ignore"):
        return np.asarray(1 / (given * given * inverse).sum(axis=-1))


def theil_t_of(parts: ArrayLike, reference: ArrayLike | None = None) -> Floats:
    """Theil's T: sum s ln(s/r), nats; 0 when equal, at most -ln of the smallest r. Without `reference`, r = 1/n. 0 ln 0 = 0.

    Infinite where something stands that the reference lacks. Source: Theil, Economics and Information Theory (1967).
    """
    given, against = _against(parts, reference)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = given / against
    return np.asarray((given * _finite_log(ratios)).sum(axis=-1))


def theil_l_of(parts: ArrayLike, reference: ArrayLike | None = None) -> Floats:
    """Theil's L, the mean logarithmic deviation: sum r ln(r/s), nats; infinite where a part is 0 that the reference has.

    Without `reference`, r = 1/n. What the R package REAT calls `theil` is this one. Source: Theil (1967).
    """
    given, against = _against(parts, reference)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = against / given
    return np.asarray((against * _finite_log(ratios)).sum(axis=-1))


def _finite_log(ratios: Floats) -> Floats:
    """ln x, and some finite number where x is 0 or 0/0: every such term has the weight 0."""
    # The tiny number's weight is 0; the logarithm of 0 itself would cost seven times as much and give NaN.
    logs: Floats = np.fmax(ratios, 1e-300)
    return np.log(logs, out=logs)


def _against(parts: ArrayLike, reference: ArrayLike | None) -> tuple[Floats, Floats]:
    given = shares_of(parts)
    against = np.full(given.shape[-1:], 1 / given.shape[-1]) if reference is None else shares_of(reference)
    return given, against
