"""Functional regions: which municipalities make up a local labour market, by Statistics Sweden's rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from samhandling.economy.results import Floats


class Why(StrEnum):
    """How a municipality came to stand where it does."""

    INDEPENDENT = "independent"
    FOLLOWS = "follows"
    BROKE_CIRCLE = "broke_circle"
    BROKE_CHAIN = "broke_chain"
    NOBODY_EMPLOYED = "nobody_employed"


@dataclass(frozen=True, slots=True)
class Placed:
    """One municipality: the centre of its market, whom it follows (itself, when it is a centre), and the shares that decided.

    `out_share`: those who live there and work elsewhere; `largest_share`: those who work in the one place that most go to.
    `None` where nobody is employed.
    """

    region: str
    centre: str
    follows: str
    why: Why
    out_share: float | None
    largest_share: float | None


@dataclass(frozen=True, slots=True)
class LabourMarket:
    """A local labour market. `contained`: share of its employed residents who work inside it; `None` where nobody is employed."""

    centre: str
    regions: tuple[str, ...]
    contained: float | None


@dataclass(frozen=True, slots=True)
class LabourMarkets:
    """The division: every municipality once, in the order given, and the markets in the order of their centres."""

    placed: tuple[Placed, ...]
    markets: tuple[LabourMarket, ...]

    def market_of(self, region: str) -> LabourMarket:
        """The market that a municipality belongs to. Raises KeyError."""
        centre = next((one.centre for one in self.placed if one.region == region), None)
        if centre is None:
            raise KeyError(region)
        return next(market for market in self.markets if market.centre == centre)


def local_labour_markets(
    commuting: ArrayLike, regions: Sequence[str], *, most_out: float = 0.20, most_to_one: float = 0.075, longest_chain: int = 2
) -> LabourMarkets:
    """Local labour markets from a commuting matrix, (lives in, works in), persons; the diagonal those who stay.

    1. A municipality is an independent centre when at most 20 % of its employed residents work elsewhere, and at most 7.5 % in any
    one other. 2. Every other follows the one that most of its residents go to (between equals the one with more jobs, then the
    first). 3. Those who follow each other in a circle, without a centre: the one with the smallest share going out becomes one.
    4. No municipality lies more than two links from its centre: a longer chain breaks at its weakest link (the smallest share), and
    the one that it broke off becomes a centre. A municipality without employed residents stands alone.
    Raises ValueError for a matrix that is not square, negative, or not of these regions.
    Source: Statistics Sweden, Lokala arbetsmarknader - egenskaper, utveckling och funktion (2010). Steps 3 and 4 are used seldom; the
    order in which several long chains are broken is ours: the longest first, then as the regions are given.
    """
    flows = _flows(commuting, regions)
    employed = flows.sum(axis=1)
    away = flows.copy()
    np.fill_diagonal(away, 0.0)
    largest = _largest(away, flows.sum(axis=0))
    each = np.arange(len(regions))
    per_person = np.divide(1.0, employed, out=np.zeros_like(employed), where=employed > 0)
    out, to_one = away.sum(axis=1) * per_person, away[each, largest] * per_person
    # The limits are compared as whole numbers of persons would be: 75 of 1,000 is within 7.5 %.
    independent = (out <= most_out * (1 + 1e-12)) & (to_one <= most_to_one * (1 + 1e-12))
    follows = np.where(independent | (employed == 0), each, largest)
    why = [
        Why.NOBODY_EMPLOYED if nobody else Why.INDEPENDENT if free else Why.FOLLOWS
        for nobody, free in zip(employed == 0, independent, strict=True)
    ]
    _break_circles(follows, out, why)
    _break_chains(follows, to_one, why, longest_chain)
    return _division(flows, regions, follows, why, out, to_one)


def _flows(commuting: ArrayLike, regions: Sequence[str]) -> Floats:
    flows = np.asarray(commuting, np.float64)
    if flows.shape != (len(regions), len(regions)):
        raise ValueError(f"a commuting matrix of {len(regions)} × {len(regions)}, lives in × works in; got {flows.shape}")
    if not np.all(np.isfinite(flows)) or np.any(flows < 0):
        bad = np.argwhere(~(flows >= 0) | ~np.isfinite(flows))[:10]
        raise ValueError("persons are at least 0: " + ", ".join(f"{regions[i]} to {regions[j]}: {flows[i, j]}" for i, j in bad))
    if len(set(regions)) != len(regions):
        raise ValueError("each region once")
    return flows


def _largest(away: Floats, jobs: Floats) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Where most go; between equals to more jobs, then the first."""
    most = away.max(axis=1, keepdims=True)
    return np.asarray(np.argmax(np.where(away == most, jobs[None, :] + 1, 0.0), axis=1), np.intp)


def _break_circles(follows: "np.ndarray[tuple[int], np.dtype[np.intp]]", out: Floats, why: list[Why]) -> None:
    settled: set[int] = set()
    for start in range(len(follows)):
        path: list[int] = []
        here = start
        while here not in settled and here not in path:
            path.append(here)
            here = int(follows[here])
        if here in path and follows[here] != here:
            circle = path[path.index(here) :]
            centre = min(circle, key=lambda place: (out[place], place))
            follows[centre], why[centre] = centre, Why.BROKE_CIRCLE
        settled.update(path)


def _break_chains(follows: "np.ndarray[tuple[int], np.dtype[np.intp]]", to_one: Floats, why: list[Why], longest: int) -> None:
    while True:
        chains = [_chain(follows, place) for place in range(len(follows))]
        chain = max(chains, key=len)
        if len(chain) <= longest:
            return
        broken = min(chain, key=lambda place: (to_one[place], place))
        follows[broken], why[broken] = broken, Why.BROKE_CHAIN


def _chain(follows: "np.ndarray[tuple[int], np.dtype[np.intp]]", place: int) -> list[int]:
    """Those on the way from a municipality to its centre, the centre left out: one for each link."""
    chain: list[int] = []
    while follows[place] != place:
        chain.append(place)
        place = int(follows[place])
    return chain


def _division(
    flows: Floats, regions: Sequence[str], follows: "np.ndarray[tuple[int], np.dtype[np.intp]]", why: list[Why], out: Floats, to_one: Floats
) -> LabourMarkets:
    centres = [([place, *(int(follows[link]) for link in _chain(follows, place))])[-1] for place in range(len(regions))]
    placed = tuple(
        Placed(
            regions[place],
            regions[centres[place]],
            regions[int(follows[place])],
            why[place],
            *_shares(why[place], out[place], to_one[place]),
        )
        for place in range(len(regions))
    )
    markets = []
    for centre in sorted(set(centres)):
        inside = [place for place, own in enumerate(centres) if own == centre]
        living, staying = flows[inside].sum(), flows[np.ix_(inside, inside)].sum()
        markets.append(
            LabourMarket(regions[centre], tuple(regions[place] for place in inside), float(staying / living) if living else None)
        )
    return LabourMarkets(placed, tuple(markets))


def _shares(why: Why, out: float, to_one: float) -> tuple[float | None, float | None]:
    return (None, None) if why is Why.NOBODY_EMPLOYED else (float(out), float(to_one))
