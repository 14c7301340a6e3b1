"""Which region has which industry: the network that relatedness, complexity and fitness are read from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samhandling.economy.cube import Cube
from samhandling.economy.faults import TooCoarse
from samhandling.economy.results import Axis, Bools, Convention, Floats, Measured, Note, Reason, Unit, measured

LEAST_INDUSTRIES = 50
LEAST_REGIONS = 10
_ROUNDING = 1e-12


class Counts(StrEnum):
    """What makes an industry present in a region."""

    QUOTIENT_AT_LEAST = "quotient >= threshold"
    QUOTIENT_ABOVE = "quotient > threshold"
    JOBS_AT_LEAST = "jobs >= threshold"


@dataclass(frozen=True, slots=True)
class Presence:
    """When an industry counts as present; as a rule a location quotient (revealed comparative advantage) of at least 1.

    `least_jobs`: below so many jobs it does not count, whatever the quotient (in a small region two jobs give a high quotient).
    """

    counts: Counts = Counts.QUOTIENT_AT_LEAST
    threshold: float = 1.0
    least_jobs: float = 0.0


@dataclass(frozen=True, eq=False)
class Network:
    """A bipartite network. `present` is bool (regions, industries)."""

    present: Bools
    regions: tuple[str, ...]
    industries: tuple[str, ...]
    conventions: dict[str, Convention] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    @property
    def region_axis(self) -> Axis:
        """The regions, as an axis of a result."""
        return Axis("region", self.regions)

    @property
    def industry_axis(self) -> Axis:
        """The industries, as an axis of a result."""
        return Axis("industry", self.industries)

    @cached_property
    def diversity(self) -> Floats:
        """How many industries each region has, (regions,)."""
        return np.asarray(self.present.sum(axis=1), np.float64)

    @cached_property
    def ubiquity(self) -> Floats:
        """How many regions have each industry, (industries,)."""
        return np.asarray(self.present.sum(axis=0), np.float64)

    @cached_property
    def links(self) -> Floats:
        """The same as numbers, 1 and 0."""
        return self.present.astype(np.float64)

    @cached_property
    def co_occurrence(self) -> NDArray[np.float32]:
        """How many regions have both of two industries, (industries, industries); the diagonal is ubiquity.

        Single precision counts exactly up to 2^24 regions, in half the time.
        """
        single = self.present.astype(np.float32)
        return np.asarray(single.T @ single)

    @cached_property
    def parts(self) -> tuple[NDArray[np.intp], NDArray[np.intp], int]:
        """(part of each region, part of each industry, number of parts): the connected parts, largest first; -1 stands alone."""
        return _parts(self.present)


def network(cube: Cube, year: int, presence: Presence | None = None, *, coarse_is_meant: bool = False) -> Network:
    """The network of a year. Cells that are not known count as not present (noted).

    Raises TooCoarse below 50 industries or 10 regions: with 15 branch groups nearly everything occurs with everything.
    `coarse_is_meant` switches that off.
    """
    cube.must_be_whole("a network")
    rule = presence or Presence()
    if not coarse_is_meant:
        for what, found, least in (("industries", cube.shape[1], LEAST_INDUSTRIES), ("regions", cube.shape[0], LEAST_REGIONS)):
            if found < least:
                raise TooCoarse("relatedness and complexity", what, found, least)
    y = cube.place(year)
    notes = tuple(note for note in cube.notes if note is not Note.REFERENCE_LACKS_UNKNOWN)
    if cube.unknown is not None and cube.unknown[y].any():
        notes = (*notes, Note.UNKNOWN_COUNTED_ABSENT)
    said: dict[str, Convention] = {"year": year, "present": rule.counts, "threshold": rule.threshold, "least_jobs": rule.least_jobs}
    return Network(_present(cube, y, rule), cube.regions, cube.industries, said, notes)


def network_of(present: ArrayLike, regions: Sequence[str] | None = None, industries: Sequence[str] | None = None) -> Network:
    """A network from a matrix of its own, (regions, industries): what is above 0 is present. Of any size. Raises ValueError."""
    cells = np.asarray(present, np.float64)
    if cells.ndim != 2 or not np.all(np.isfinite(cells)) or np.any(cells < 0):
        raise ValueError("a network is a matrix of regions × industries with finite values of at least 0")
    rows = tuple(regions) if regions is not None else tuple(f"R{place + 1}" for place in range(cells.shape[0]))
    columns = tuple(industries) if industries is not None else tuple(f"I{place + 1}" for place in range(cells.shape[1]))
    if (len(rows), len(columns)) != cells.shape:
        raise ValueError("as many codes as rows and columns")
    return Network(cells > 0, rows, columns, {"present": "given"})


def reflections(net: Network, steps: int) -> tuple[Measured, Measured]:
    """The method of reflections, (regions' k at `steps`, industries' k at `steps`).

    k(0) is diversity or ubiquity; k_r(n) the mean of k_i(n-1) over the region's industries, k_i(n) of k_r(n-1) over its regions, in
    links (mean numbers of them). Not scaled: EconGeo's MORc and MORt with the same steps; the R package economiccomplexity takes
    z-scores (ddof 1) of regions after 18 and of industries after 19 steps and calls both 20 iterations.
    Regions without industries, and industries without regions, are `NOTHING_PRESENT`. Source: Hidalgo & Hausmann, PNAS 106 (2009).
    """
    present = net.links
    k_r, k_i = net.diversity, net.ubiquity
    # What is empty keeps 0: a 0/0 there would spread through every sum.
    of_regions, of_industries = np.maximum(k_r, 1.0), np.maximum(k_i, 1.0)
    for _ in range(steps):
        k_r, k_i = present @ k_i / of_regions, k_r @ present / of_industries
    said: dict[str, Convention] = {**net.conventions, "steps": steps}
    return (
        measured("reflections_of_regions", Unit.LINKS, (net.region_axis,), k_r.copy(), nothing_present(net.diversity), said, net.notes),
        measured("reflections_of_industries", Unit.LINKS, (net.industry_axis,), k_i.copy(), nothing_present(net.ubiquity), said, net.notes),
    )


def nothing_present(counts: Floats) -> NDArray[np.uint8]:
    """`NOTHING_PRESENT` where there are no links."""
    return np.where(counts > 0, Reason.DEFINED, Reason.NOTHING_PRESENT).astype(np.uint8)


def _present(cube: Cube, y: int, rule: Presence) -> Bools:
    cells = cube.stack[y]
    enough = cells >= rule.least_jobs if rule.least_jobs > 0 else cells > 0
    if rule.counts is Counts.JOBS_AT_LEAST:
        return np.asarray(enough & (cells >= rule.threshold))
    # A quotient of exactly 1 must not be lost to rounding: products are compared, exact for whole jobs, with a hair's room for others.
    ours = cells * cube.grand_totals[y]
    at_least = rule.counts is Counts.QUOTIENT_AT_LEAST
    room = 1 - _ROUNDING if at_least else 1 + _ROUNDING
    whole = np.multiply.outer(rule.threshold * room * cube.region_totals[y], cube.industry_totals[y])
    return np.asarray(enough & (ours >= whole if at_least else ours > whole))


def _parts(present: Bools) -> tuple[NDArray[np.intp], NDArray[np.intp], int]:
    links = present.astype(np.float32)
    of_region, of_industry = np.full(present.shape[0], -1, np.intp), np.full(present.shape[1], -1, np.intp)
    left: Bools = np.asarray(links.any(axis=1))
    found: list[tuple[int, Bools, Bools]] = []
    while left.any():
        rows = np.zeros(len(left), np.bool_)
        rows[np.argmax(left)] = True
        reached = 0
        while reached != (reached := int(rows.sum())):
            columns = np.asarray(rows.astype(np.float32) @ links > 0)
            rows = np.asarray(links @ columns.astype(np.float32) > 0)
        found.append((reached + int(columns.sum()), rows, columns))
        left &= ~rows
    for number, (_, rows, columns) in enumerate(sorted(found, key=lambda part: -part[0])):
        of_region[rows], of_industry[columns] = number, number
    return of_region, of_industry, len(found)
