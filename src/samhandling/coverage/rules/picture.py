"""The coverage picture of one place on one day: every focus area's status, with the numbers, rows and reasons behind it.

First every initiative is placed (its part in the place, its distribution), which no day changes; then the picture of a day is drawn.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from samhandling.coverage.rules.attribution import distribution_of, is_effort, is_wide, main_focus_area, part_of_place, part_of_window
from samhandling.coverage.rules.cells import Around, cell_of, money_of
from samhandling.coverage.rules.groups import by_area, financiers_of, groups_of, is_left, numbers_of
from samhandling.coverage.rules.shapes import Cell, FocusArea, Picture, Placed, Question, Totals
from samhandling.coverage.rules.status import Status, status_of
from samhandling.coverage.rules.totals import totals_of
from samhandling.coverage.rules.waiting import as_judged, waiting_in
from samhandling.ground.money import ZERO
from samhandling.ground.periods import TimeState
from samhandling.plan.rules.record import InitiativeRecord

__all__ = [
    "Cell",
    "FocusArea",
    "Picture",
    "Placed",
    "Question",
    "Totals",
    "draw",
    "financiers_of",
    "is_left",
    "on_day",
    "picture",
    "place_all",
    "statuses",
]


@dataclass(frozen=True, slots=True)
class Placing:
    """All initiatives (`every`), and those that belong to the question's place as they stand on its day."""

    question: Question
    every: tuple[InitiativeRecord, ...]
    placed: tuple[Placed, ...]


def picture(records: Iterable[InitiativeRecord], focus_areas: Sequence[FocusArea], question: Question) -> Picture:
    """Draw the picture. Raises nothing: what is not known is counted as not known."""
    return draw(place_all(records, focus_areas, question), focus_areas)


def place_all(records: Iterable[InitiativeRecord], focus_areas: Sequence[FocusArea], question: Question) -> Placing:
    """Place every initiative once."""
    every = tuple(records)
    order = {area.code: index for index, area in enumerate(focus_areas)}
    return Placing(question, every, tuple(here for record in every if (here := _place(record, order, question))))


def on_day(placing: Placing, question: Question) -> Placing:
    """The same placing asked another question that differs in day or rules only."""
    return Placing(question, placing.every, tuple(_on(here, question.on) for here in placing.placed))


def draw(placing: Placing, focus_areas: Sequence[FocusArea]) -> Picture:
    """The picture of a placing."""
    efforts = [here for here in placing.placed if is_effort(here.record)]
    active = [here for here in efforts if here.state is TimeState.ACTIVE]
    here = by_area(efforts)
    money = {area.code: money_of(here.get(area.code, ()), area.code) for area in focus_areas}
    middle = Fraction(median(evidence.value for evidence in money.values())) if money else ZERO
    around = Around(active, tuple(one for one in efforts if one.waiting), middle)
    cells = tuple(cell_of(area, here.get(area.code, ()), around, money[area.code], placing.question) for area in focus_areas)
    return Picture(placing.question, cells, totals_of(placing.every, placing.placed, placing.question), placing.placed)


def statuses(placing: Placing, focus_areas: Sequence[FocusArea]) -> dict[str, Status]:
    """Only the statuses of a placing, by the same rules as its picture: for many days in a row."""
    question = placing.question
    efforts = [here for here in placing.placed if is_effort(here.record)]
    active = [here for here in efforts if here.state is TimeState.ACTIVE]
    here = by_area(efforts)
    money = dict.fromkeys((area.code for area in focus_areas), ZERO)
    if question.rulebook.uses("little_money"):
        money = {area.code: money_of(here.get(area.code, ()), area.code).value for area in focus_areas}
    middle = Fraction(median(money.values())) if money else ZERO
    found = {}
    for area in focus_areas:
        groups = groups_of(area.code, here.get(area.code, ()), question)
        found[area.code] = status_of(numbers_of(area, groups, active, money[area.code], middle, question.place), question.rulebook)
    return found


def _place(record: InitiativeRecord, order: Mapping[str, int], question: Question) -> Placed | None:
    part = part_of_place(record, question.place, question.split)
    if not part:
        return None
    in_window = part_of_window(record, question.window)
    granted = record.granted
    money = granted * part * in_window if granted is not None and in_window else ZERO
    judged = as_judged(record)
    return Placed(
        judged,
        part,
        record.period.state_on(question.on),
        main_focus_area(judged, order),
        distribution_of(judged),
        money,
        is_wide(record),
        waiting_in(record),
    )


def _on(here: Placed, day: date) -> Placed:
    return Placed(
        here.record, here.part, here.record.period.state_on(day), here.main, here.distribution, here.money, here.wide, here.waiting
    )
