"""What a measure gives: numbers with axes, a unit, the conventions used, and for every gap its named reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Codes = NDArray[np.uint8]
Convention = str | int | float | bool


class Reason(IntEnum):
    """Why a value is not defined. `DEFINED` means that it is."""

    DEFINED = 0
    MISSING_CELL = 1
    SUPPRESSED_CELL = 2
    EMPTY_REGION = 3
    EMPTY_INDUSTRY = 4
    NO_START = 5
    ZERO_CELL = 6
    NO_REFERENCE_CHANGE = 7
    DISCONNECTED_NETWORK = 8
    OUTSIDE_LARGEST_PART = 9
    NOTHING_PRESENT = 10
    NO_SPREAD = 11
    NOT_UNIQUE = 12
    NOTHING_RELATED = 13
    ONE_PART_ONLY = 14
    ONE_PLANT_ONLY = 15
    OUT_OF_RANGE = 16

    @property
    def says(self) -> str:
        """The reason as one English sentence."""
        return _SAYS[self]


_SAYS: Mapping[Reason, str] = {
    Reason.DEFINED: "The value is defined.",
    Reason.MISSING_CELL: "A cell that the measure needs is missing.",
    Reason.SUPPRESSED_CELL: "A cell that the measure needs is suppressed.",
    Reason.EMPTY_REGION: "The region has no employment.",
    Reason.EMPTY_INDUSTRY: "The industry has no employment in the reference.",
    Reason.NO_START: "There was no employment at the start, so there is no rate of growth.",
    Reason.ZERO_CELL: "A share is zero, and its logarithm is not a number.",
    Reason.NO_REFERENCE_CHANGE: "The reference gives no change to be compared with.",
    Reason.DISCONNECTED_NETWORK: "The network falls apart, so eigenvalue 1 is not simple and the index has no single meaning.",
    Reason.OUTSIDE_LARGEST_PART: "It lies outside the largest connected part of the network.",
    Reason.NOTHING_PRESENT: "The region has no industry that counts as present, or the industry is present nowhere.",
    Reason.NO_SPREAD: "All values are equal, so there is no scale to measure by.",
    Reason.NOT_UNIQUE: "Two eigenvalues coincide, so the direction is arbitrary.",
    Reason.NOTHING_RELATED: "Nothing is related to the industry, so there is nothing to be near.",
    Reason.ONE_PART_ONLY: "There is only one part, so nothing can be compared.",
    Reason.ONE_PLANT_ONLY: "One plant, region or industry has everything, so the index divides by zero.",
    Reason.OUT_OF_RANGE: "The value has sunk or risen beyond what a number can hold.",
}


class Unit(StrEnum):
    """What a number is counted in."""

    JOBS = "jobs"
    RATIO = "ratio"
    SHARE = "share, 0 to 1"
    INDEX = "index, 0 to 1"
    DISTANCE = "distance, 0 to 2"
    EQUIVALENTS = "equally large parts"
    BITS = "bits"
    NATS = "nats"
    BANS = "bans"
    POINTS = "share of the region's employment at the start"
    DEVIATIONS = "standard deviations from the mean"
    MEAN_ONE = "ratio to the mean"
    LINKS = "links"


class Note(StrEnum):
    """What a reader has to know of a result that is defined all the same."""

    REFERENCE_LACKS_UNKNOWN = "The reference is summed over the known cells only."
    UNKNOWN_COUNTED_ABSENT = "Cells that are not known count as not present."
    ESTIMATED_CELLS = "Suppressed cells have been replaced by estimates."
    NEW_INDUSTRIES_IN_ALLOCATION = "Employment in industries that the region lacked at the start stands under allocation."
    SIGN_IS_ARBITRARY = "The index does not follow diversity, so its sign is a choice."


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension of a result. Years are written as text here, so that every axis is read alike."""

    name: str
    codes: tuple[str, ...]

    def place(self, code: object) -> int:
        """Where `code` stands. Raises KeyError."""
        try:
            return self.codes.index(str(code))
        except ValueError:
            raise KeyError(f"{self.name} {code!r}") from None


@dataclass(frozen=True, slots=True)
class Value:
    """One number, or the reason why there is none."""

    value: float | None
    unit: Unit
    reason: Reason = Reason.DEFINED


@dataclass(frozen=True, eq=False)
class Measured:
    """A measure over its axes.

    `values` is float64, NaN exactly where `reasons` (uint8, same shape, codes of `Reason`) is not 0.
    `conventions` says which of the selectable definitions was used.
    """

    measure: str
    unit: Unit
    axes: tuple[Axis, ...]
    values: Floats
    reasons: Codes
    conventions: Mapping[str, Convention] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def at(self, *codes: object) -> Value:
        """The value at one code for each axis, in the order of `axes`. Raises KeyError for a code that is not there."""
        if len(codes) != len(self.axes):
            raise KeyError(f"{self.measure} has the axes {', '.join(axis.name for axis in self.axes)}")
        place = tuple(axis.place(code) for axis, code in zip(self.axes, codes, strict=True))
        reason = Reason(int(self.reasons[place]))
        return Value(None if reason else float(self.values[place]), self.unit, reason)

    @property
    def defined(self) -> Bools:
        """Where there is a value."""
        return np.equal(self.reasons, 0)

    def counted_reasons(self) -> dict[Reason, int]:
        """How often each reason stands, defined values left out."""
        found, times = np.unique(self.reasons, return_counts=True)
        return {Reason(int(code)): int(count) for code, count in zip(found, times, strict=True) if code}


def measured(
    measure: str,
    unit: Unit,
    axes: tuple[Axis, ...],
    values: Floats,
    reasons: Codes,
    conventions: Mapping[str, Convention] | None = None,
    notes: tuple[Note, ...] = (),
) -> Measured:
    """A result whose gaps are all named: NaN is written where a reason stands. Raises ValueError for a gap without a reason."""
    gaps = reasons != 0
    if gaps.any():
        values[gaps] = np.nan
    if np.any(np.isfinite(values) == gaps):
        raise ValueError(f"{measure}: a value that is not finite has no reason")
    # Results are remembered and shared; nobody may change them in place.
    values.setflags(write=False)
    reasons.setflags(write=False)
    return Measured(measure, unit, axes, values, reasons, conventions or {}, notes)


_LOGARITHMS: Mapping[float, tuple[float, Unit]] = {2.0: (float(np.log(2.0)), Unit.BITS), 10.0: (float(np.log(10.0)), Unit.BANS)}


def logarithm(base: float) -> tuple[float, Unit]:
    """(ln base, the unit of a logarithm to that base). Bases: 2, e, 10. Raises ValueError."""
    if abs(base - float(np.e)) < 1e-12:
        return 1.0, Unit.NATS
    if float(base) not in _LOGARITHMS:
        raise ValueError(f"base {base}: 2, e and 10 have named units")
    return _LOGARITHMS[float(base)]
