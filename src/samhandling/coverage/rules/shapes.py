"""What a picture is made of: what is asked, an initiative as it concerns a place, a focus area's cell, the place's totals."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from samhandling.coverage.rules.attribution import EQUALLY, Distribution, Split, Window
from samhandling.coverage.rules.conditions import Finding, Numbers
from samhandling.coverage.rules.rulebook import Rulebook
from samhandling.coverage.rules.status import Status
from samhandling.ground.evidence import Evidence
from samhandling.ground.periods import TimeState
from samhandling.ground.places import PlaceCode
from samhandling.plan.rules.record import InitiativeRecord


@dataclass(frozen=True, slots=True)
class FocusArea:
    """What the picture must know of a focus area: its aspects, how many indicators follow it, sources that are known to be absent."""

    code: str
    aspects: tuple[str, ...] = ()
    indicators: int = 0
    absent_sources: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: which day, which place, which window for the money, by which rules."""

    on: date
    place: PlaceCode
    rulebook: Rulebook
    window: Window | None = None
    split: Split = EQUALLY


@dataclass(frozen=True, slots=True)
class Placed:
    """An initiative as it concerns one place on one day. `record` holds only the contributions that count; `waiting`: the focus
    areas of others, which the system has suggested and nobody has confirmed.
    """

    record: InitiativeRecord
    part: Fraction
    state: TimeState
    main: str | None
    distribution: Distribution
    money: Fraction
    wide: bool
    waiting: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The initiative's id."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class Cell:
    """One focus area in the picture. Money is SEK, exact; `sek` holds the nation-wide part too."""

    focus_area: str
    status: Status
    reasons: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    initiatives: Evidence[int]
    active: Evidence[int]
    possibly_active: Evidence[int]
    undated: Evidence[int]
    ended: Evidence[int]
    coming: Evidence[int]
    active_wide: Evidence[int]
    main: Evidence[int]
    main_left: Evidence[int]
    sek: Evidence[Fraction]
    regional_sek: Evidence[Fraction]
    nation_wide_sek: Evidence[Fraction]
    actors: Evidence[int]
    financiers: tuple[str, ...]
    municipalities_named: tuple[PlaceCode, ...]
    municipalities_not_named: tuple[PlaceCode, ...]
    aspects_with_effort: tuple[str, ...]
    aspects_without_effort: tuple[str, ...]
    share_confirmed: Evidence[Fraction]
    waiting: Evidence[int]
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Totals:
    """The place's money, SEK, exact: granted = attributed + outside + insufficient + excluded. `elsewhere` is other places'.

    `other_time`: the place's money outside the window, or without known days; 0 when no window is asked for.
    """

    granted: Evidence[Fraction]
    attributed: Evidence[Fraction]
    outside: Evidence[Fraction]
    insufficient: Evidence[Fraction]
    excluded: Evidence[Fraction]
    elsewhere: Evidence[Fraction]
    other_time: Evidence[Fraction]
    initiatives: Evidence[int]
    active: Evidence[int]
    active_contributing: Evidence[int]
    active_wide: Evidence[int]
    active_many_counties: Evidence[int]
    ending: Evidence[int]
    unjudged: Evidence[int]
    waiting: Evidence[int]
    without_amount: Evidence[int]


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it, in the strategy's order."""

    question: Question
    cells: tuple[Cell, ...]
    totals: Totals
    placed: tuple[Placed, ...] = field(repr=False)

    def cell(self, focus_area: str) -> Cell:
        """The cell of a focus area. Raises KeyError."""
        return {cell.focus_area: cell for cell in self.cells}[focus_area]

    def with_status(self, status: Status) -> tuple[Cell, ...]:
        """The cells with this status."""
        return tuple(cell for cell in self.cells if cell.status is status)
