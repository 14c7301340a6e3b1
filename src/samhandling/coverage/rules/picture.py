"""The coverage picture of one place on one day: every focus area's status, with the numbers, rows and reasons behind it."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import median

from samhandling.coverage.rules.attribution import distribution_of, is_effort, is_wide, main_focus_area, part_of_place, part_of_window
from samhandling.coverage.rules.cells import cell_of, financiers_of, is_left, money_of
from samhandling.coverage.rules.shapes import Cell, FocusArea, Picture, Placed, Question, Totals
from samhandling.coverage.rules.totals import totals_of
from samhandling.ground.money import ZERO
from samhandling.plan.rules.record import InitiativeRecord

__all__ = ["Cell", "FocusArea", "Picture", "Placed", "Question", "Totals", "financiers_of", "is_left", "picture"]


def picture(records: Iterable[InitiativeRecord], focus_areas: Sequence[FocusArea], question: Question) -> Picture:
    """Draw the picture. Raises nothing: what is not known is counted as not known."""
    every = list(records)
    order = {area.code: index for index, area in enumerate(focus_areas)}
    placed = [here for record in every if (here := _place(record, order, question))]
    efforts = [here for here in placed if is_effort(here.record)]
    money = {area.code: money_of(efforts, area.code) for area in focus_areas}
    middle = Fraction(median(evidence.value for evidence in money.values())) if money else ZERO
    cells = tuple(cell_of(area, efforts, money[area.code], middle, question) for area in focus_areas)
    return Picture(question, cells, totals_of(every, placed, question), tuple(placed))


def _place(record: InitiativeRecord, order: Mapping[str, int], question: Question) -> Placed | None:
    part = part_of_place(record, question.place, question.split)
    if not part:
        return None
    in_window = part_of_window(record, question.window)
    money = (record.granted or ZERO) * part * (in_window or ZERO)
    return Placed(
        record, part, record.period.state_on(question.on), main_focus_area(record, order), distribution_of(record), money, is_wide(record)
    )
