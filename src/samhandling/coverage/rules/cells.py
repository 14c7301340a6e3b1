"""One focus area of a picture, with the evidence of its numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samhandling.coverage.rules.conditions import findings
from samhandling.coverage.rules.figure_rules import RULES, with_months
from samhandling.coverage.rules.groups import all_financiers_of, aspects_of, groups_of, named_of, numbers_of
from samhandling.coverage.rules.rulebook import Use
from samhandling.coverage.rules.shapes import Cell, FocusArea, Placed, Question
from samhandling.coverage.rules.status import status_of
from samhandling.ground.evidence import Evidence, Row, counted, summed
from samhandling.ground.money import ZERO
from samhandling.ground.periods import TimeState


def money_of(here: Iterable[Placed], area: str) -> Evidence[Fraction]:
    """The computed part of a focus area: of each effort's money in the place, its share."""
    parts = {
        one.id: one.money * one.distribution.focus_areas[area]
        for one in here
        if area in one.distribution.focus_areas and one.record.granted is not None
    }
    return summed(parts, RULES["sek"])


def ids_of(efforts: Iterable[Placed]) -> tuple[str, ...]:
    """Their ids."""
    return tuple(here.id for here in efforts)


def _confirmed(area: str, here: Sequence[Placed]) -> Evidence[Fraction]:
    rows = tuple(
        Row(effort.id, Fraction(int(share.confirmed))) for effort in here for share in effort.record.shares if share.focus_area == area
    )
    confirmed = sum((row.part or ZERO for row in rows), ZERO)
    return Evidence(confirmed / len(rows) if rows else ZERO, "share", RULES["share_confirmed"], rows)


@dataclass(frozen=True, slots=True)
class Around:
    """What a cell must know of the rest of its place: all active efforts, those that wait for somebody, the median of the areas' money."""

    active: Sequence[Placed]
    waiting: Sequence[Placed]
    middle: Fraction


def cell_of(
    area: FocusArea,
    here: Sequence[Placed],
    around: Around,
    money: Evidence[Fraction],
    question: Question,
) -> Cell:
    """The cell of a focus area. `here`: the efforts that contribute to it."""
    groups = groups_of(area.code, here, question)
    active = groups.active
    with_effort, without_effort = aspects_of(area, active)
    named, not_named = named_of(active, question.place)
    actors = tuple(sorted({actor for one in active for actor in (*one.record.owners, *one.record.partners)}))
    numbers = numbers_of(area, groups, around.active, money.value, around.middle, question.place)
    rows = {
        "active": ids_of(active),
        "main": ids_of(groups.main),
        "main_left": ids_of(groups.left),
        "aspects": without_effort,
        "money": tuple(row.id for row in money.rows),
    }
    wide = {one.id for one in groups.all if one.wide}
    book = question.rulebook
    return Cell(
        focus_area=area.code,
        status=status_of(numbers, book),
        reasons=findings(numbers, book, Use.REASON, rows) if numbers.active else (),
        notes=findings(numbers, book, Use.NOTE, rows),
        initiatives=counted(ids_of(groups.all), RULES["initiatives"]),
        active=counted(ids_of(active), RULES["active"]),
        possibly_active=counted(ids_of(groups.by_state[TimeState.POSSIBLY_ACTIVE]), RULES["possibly_active"]),
        undated=counted(ids_of(groups.by_state[TimeState.UNDATED]), RULES["undated"]),
        ended=counted(ids_of(groups.by_state[TimeState.ENDED]), RULES["ended"]),
        coming=counted(ids_of(groups.by_state[TimeState.COMING]), RULES["coming"]),
        active_wide=counted(ids_of(one for one in active if one.wide), RULES["active_wide"]),
        main=counted(ids_of(groups.main), RULES["main"]),
        main_left=counted(ids_of(groups.left), with_months(RULES["main_left"], book.months_left)),
        sek=money,
        regional_sek=summed({row.id: row.part or ZERO for row in money.rows if row.id not in wide}, RULES["regional_sek"]),
        nation_wide_sek=summed({row.id: row.part or ZERO for row in money.rows if row.id in wide}, RULES["nation_wide_sek"]),
        actors=counted(actors, RULES["actors"], "actors"),
        financiers=all_financiers_of(active),
        municipalities_named=named,
        municipalities_not_named=not_named,
        aspects_with_effort=with_effort,
        aspects_without_effort=without_effort,
        share_confirmed=_confirmed(area.code, groups.all),
        waiting=counted(ids_of(one for one in around.waiting if area.code in one.waiting), RULES["waiting_here"]),
        numbers=numbers,
    )
