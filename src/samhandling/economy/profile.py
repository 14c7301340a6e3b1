"""One region in one reading: what it lives on, what drove its growth, how narrow it is, what lies near, whom it resembles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from samhandling.economy.complexity import Disconnected, complexity
from samhandling.economy.cube import Cube
from samhandling.economy.distributions import hoover_of
from samhandling.economy.faults import TooCoarse
from samhandling.economy.location import LocationQuotients, location_quotients
from samhandling.economy.network import Network, Presence, network
from samhandling.economy.relatedness import Diagonal, Nearness, density, relatedness
from samhandling.economy.results import Measured, Value
from samhandling.economy.shift_share import Method, ShiftShare, shift_share
from samhandling.economy.structure import entropy, equivalent_number, hachman, hoover
from samhandling.economy.variety import Variety, variety


@dataclass(frozen=True, slots=True)
class NearIndustry:
    """An industry that the region lacks. `density` 0 to 1: how near it lies to what is there; `demanding`: PCI; both with reasons."""

    industry: str
    density: Value
    demanding: Value


@dataclass(frozen=True, eq=False, slots=True)
class RegionProfile:
    """All of one region. Measures keep their axes and hold this region alone, compared with all.

    `quotients`: last year. `narrowness`: hoover, hachman, entropy and equivalent number, all years. `growth`: shift-share from first
    to last year, or `None` for a cube of one year. `near`: nearest first; empty when the classification is too coarse, and then
    `too_coarse` says so. `alike`: (region, Hoover's index between the two), most alike first.
    """

    region: str
    year: int
    quotients: LocationQuotients
    narrowness: Mapping[str, Measured]
    growth: ShiftShare | None
    varieties: Variety | None
    near: tuple[NearIndustry, ...]
    complexity: Value | None
    alike: tuple[tuple[str, float], ...]
    too_coarse: TooCoarse | None = None


def region_profile(
    cube: Cube,
    region: str,
    *,
    groups: Mapping[str, str] | Callable[[str], str] | None = None,
    start: int | None = None,
    end: int | None = None,
    method: Method = Method.DUNN,
    presence: Presence | None = None,
    nearness: Nearness = Nearness.PROBABILITY,
    count: int = 10,
) -> RegionProfile:
    """The profile of `region` from `start` to `end` (first and last year of the cube unless given). Raises KeyError, BadCube never.

    `groups`: for related variety, left out without. `count`: how many near industries and regions alike.
    """
    cube.region_axis.place(region)
    first, last = cube.years[0] if start is None else start, cube.years[-1] if end is None else end
    now, own = cube.remember(("year", last), lambda: cube.only(last)), cube.part(region)
    narrowness = {one.measure: one for one in (hoover(own), hachman(own), entropy(own), equivalent_number(own))}
    growth = shift_share(own, first, last, method) if first < last else None
    near, level, coarse = _near(now, region, presence, nearness, count)
    return RegionProfile(
        region,
        last,
        location_quotients(own.only(last)),
        narrowness,
        growth,
        None if groups is None else variety(own, groups),
        near,
        level,
        _alike(now, region, count),
        coarse,
    )


def _near(
    now: Cube, region: str, presence: Presence | None, nearness: Nearness, count: int
) -> tuple[tuple[NearIndustry, ...], Value | None, TooCoarse | None]:
    try:
        net = now.remember(("network", presence), lambda: network(now, now.years[0], presence))
    except TooCoarse as coarse:
        return (), None, coarse
    found = now.remember(("complexity", presence), lambda: complexity(net, disconnected=Disconnected.LARGEST_PART))
    return _lacking(net, region, nearness, found.industries, count), found.regions.at(region), None


def _lacking(net: Network, region: str, nearness: Nearness, demanding: Measured, count: int) -> tuple[NearIndustry, ...]:
    near = density(net, relatedness(net, nearness, Diagonal.ZERO), (region,))
    lacking = ~net.present[net.region_axis.place(region)] & near.defined[0]
    order = np.argsort(-np.where(lacking, near.values[0], -1.0), kind="stable")[: min(count, int(lacking.sum()))]
    codes = [net.industries[place] for place in order]
    return tuple(NearIndustry(code, near.at(region, code), demanding.at(code)) for code in codes)


def _alike(now: Cube, region: str, count: int) -> tuple[tuple[str, float], ...]:
    """Regions whose structure is wholly known, by how little would have to move for the two to be equal."""
    own, known = now.region_axis.place(region), now.region_reasons[0] == 0
    if not known[own]:
        return ()
    known[own] = False
    others = np.flatnonzero(known)
    apart = hoover_of(now.stack[0][others], now.stack[0][own])
    order = np.argsort(apart, kind="stable")[:count]
    return tuple((now.regions[others[place]], float(apart[place])) for place in order)
