"""The coverage of many places at once: every focus area × every place, with the same rules and the same exact money as one picture.

Initiatives are sorted into three layers: those of the whole nation, those of whole counties, those of named municipalities. A
municipality's numbers are the sum of the layers above it, so nothing is spread out to 290 places before it is counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

import numpy as np
from numpy.typing import NDArray

from samhandling.coverage.rules.conditions import Numbers
from samhandling.coverage.rules.exact import Objects, money
from samhandling.coverage.rules.layers import Layers, spread
from samhandling.coverage.rules.layout import Index, Rows, lay_out
from samhandling.coverage.rules.picture import FocusArea, Question
from samhandling.coverage.rules.rulebook import Rulebook
from samhandling.coverage.rules.status import Status, cannot_be_judged, has_reason
from samhandling.ground.places import NATION, PlaceCode, counties, municipalities_of
from samhandling.plan.rules.record import InitiativeRecord

STATUSES = tuple(Status)
"""What the numbers in `Matrix.status` stand for."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """places × focus areas. `status` indexes `STATUSES`; money is `sek` / `denominator`, exact; `numbers` what the rules looked at."""

    places: tuple[PlaceCode, ...]
    focus_areas: tuple[str, ...]
    status: NDArray[np.int8]
    sek: Objects
    denominator: int
    numbers: Numbers

    def status_of(self, place: PlaceCode, focus_area: str) -> Status:
        """One status. Raises ValueError for a place or focus area that the matrix does not hold."""
        return STATUSES[int(self.status[self.places.index(place), self.focus_areas.index(focus_area)])]

    def sek_of(self, place: PlaceCode, focus_area: str) -> Fraction:
        """One sum of money, exact."""
        return Fraction(self.sek[self.places.index(place), self.focus_areas.index(focus_area)], self.denominator)


def matrix(records: Iterable[InitiativeRecord], focus_areas: Sequence[FocusArea], question: Question) -> Matrix:
    """Every place's statuses and money on the question's day; its `place` is not used.

    All 312 places in the order: nation, counties, municipalities. Money is split equally (a question with figures of population
    is answered place by place, by `picture`). Raises ValueError for such a question.
    """
    if question.split.persons is not None:
        raise ValueError("a matrix splits money equally; ask picture() for a split by population")
    places = (NATION, *counties(), *municipalities_of(NATION))
    rows = lay_out(records, focus_areas, question, places)
    numbers, denominator = _numbers(rows, Layers(places, len(focus_areas)), focus_areas, question.rulebook)
    codes = tuple(area.code for area in focus_areas)
    return Matrix(places, codes, _statuses(numbers, question.rulebook), numbers.sek, denominator, numbers)


def _statuses(numbers: Numbers, rulebook: Rulebook) -> NDArray[np.int8]:
    index = {status: number for number, status in enumerate(STATUSES)}
    some = np.where(has_reason(numbers, rulebook), index[Status.PARTLY], index[Status.COVERED])
    none = np.where(cannot_be_judged(numbers, rulebook), index[Status.INSUFFICIENT], index[Status.MISSING])
    return np.where(numbers.active > 0, some, none).astype(np.int8)


def _numbers(rows: Rows, layers: Layers, focus_areas: Sequence[FocusArea], rulebook: Rulebook) -> tuple[Numbers, int]:
    claims = spread(rows, rows.initiative)
    sek, denominator = money(rows, claims, layers)
    itself, owner = np.arange(len(rows.initiative)), rows.initiative
    nothing = np.zeros(layers.shape, np.int64)
    numbers = Numbers(
        active=layers.count(rows, claims, rows.active),
        possibly_active=layers.count(rows, claims, rows.possibly),
        main=layers.count(rows, claims, rows.main),
        main_left=layers.count(rows, claims, rows.main_left),
        main_owners=layers.distinct(rows, claims, rows.main, rows.owners, owner),
        main_pre_studies=layers.count(rows, claims, rows.main & rows.pre_study),
        aspects=_for_all(layers, [len(area.aspects) for area in focus_areas]),
        aspects_with_effort=layers.distinct(rows, claims, rows.active, rows.aspects, itself),
        active_named=layers.count_named(rows, claims) if rulebook.uses("only_wide") else nothing,
        financiers=layers.distinct(rows, claims, rows.active, rows.financiers, owner) if rulebook.uses("one_financier") else nothing,
        sek=sek,
        median_sek=_medians(sek) if rulebook.uses("little_money") else nothing,
        indicators=_for_all(layers, [area.indicators for area in focus_areas]),
        absent_sources=_for_all(layers, [area.absent_sources for area in focus_areas]),
        at_place=layers.of_initiatives(rows, rows.initiative_active),
        unjudged=layers.of_initiatives(rows, rows.initiative_active & rows.initiative_unjudged),
    )
    return numbers, denominator


def _for_all(layers: Layers, of_areas: list[int]) -> Index:
    return np.broadcast_to(np.array(of_areas, np.int64), layers.shape)


def _medians(sek: Objects) -> Objects:
    """Each place's median over the focus areas, in the same unit as `sek`, repeated for every focus area."""
    return np.array([[Fraction(median(map(Fraction, line)))] * len(line) for line in sek.tolist()], object)
