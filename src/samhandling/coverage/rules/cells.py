"""One focus area of a picture: its efforts sorted by where they stand, the numbers that the rules look at, the evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samhandling.coverage.rules.attribution import named_in
from samhandling.coverage.rules.conditions import Numbers, findings
from samhandling.coverage.rules.figure_rules import RULES, with_months
from samhandling.coverage.rules.rulebook import Use
from samhandling.coverage.rules.shapes import Cell, FocusArea, Placed, Question
from samhandling.coverage.rules.status import status_of
from samhandling.ground.evidence import Evidence, Row, counted, summed
from samhandling.ground.money import ZERO
from samhandling.ground.periods import TimeState, months_later
from samhandling.ground.places import NATION, PlaceCode, county_of, is_county, municipalities_of
from samhandling.plan.rules.record import InitiativeRecord, Kind, MoneyKind


def money_of(efforts: Sequence[Placed], area: str) -> Evidence[Fraction]:
    parts = {
        here.id: here.money * here.distribution.focus_areas[area]
        for here in efforts
        if area in here.distribution.focus_areas and here.record.granted is not None
    }
    return summed(parts, RULES["sek"])


def ids_of(efforts: Iterable[Placed]) -> tuple[str, ...]:
    return tuple(here.id for here in efforts)


@dataclass(frozen=True, slots=True)
class _Groups:
    """The efforts of one focus area, sorted by what the rules ask."""

    all: list[Placed]
    by_state: Mapping[TimeState, list[Placed]]
    main: list[Placed]
    left: list[Placed]

    @property
    def active(self) -> list[Placed]:
        return self.by_state[TimeState.ACTIVE]


def is_left(record: InitiativeRecord, question: Question) -> bool:
    """An active effort goes on beyond the horizon; a standing one without an end does."""
    return record.period.end is None or record.period.end > months_later(question.on, question.rulebook.months_left)


def _groups(area: str, efforts: Sequence[Placed], question: Question) -> _Groups:
    here = [effort for effort in efforts if any(share.focus_area == area for share in effort.record.shares)]
    by_state = {state: [effort for effort in here if effort.state is state] for state in TimeState}
    main = [effort for effort in by_state[TimeState.ACTIVE] if effort.main == area]
    left = [effort for effort in main if is_left(effort.record, question)]
    return _Groups(here, by_state, main, left)


def _aspects(area: FocusArea, active: Iterable[Placed]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    touched = {aspect for here in active for share in here.record.shares if share.focus_area == area.code for aspect in share.aspects}
    return tuple(a for a in area.aspects if a in touched), tuple(a for a in area.aspects if a not in touched)


def _named(active: Iterable[Placed], place: PlaceCode) -> tuple[tuple[PlaceCode, ...], tuple[PlaceCode, ...]]:
    inside = (place,) if not is_county(place) and place != NATION else municipalities_of(place)
    reached = {
        code
        for here in active
        for county in {county_of(code) for code in here.record.municipalities}
        for code in named_in(here.record, county)
    }
    return tuple(code for code in inside if code in reached), tuple(code for code in inside if code not in reached)


def financiers_of(record: InitiativeRecord) -> tuple[str, ...]:
    """Who has granted it money, as far as is known."""
    return tuple(sorted({grant.financier for grant in record.grants if grant.kind is MoneyKind.GRANTED and grant.financier}))


def _financiers(active: Iterable[Placed]) -> tuple[str, ...]:
    return tuple(sorted({financier for here in active for financier in financiers_of(here.record)}))


def _confirmed(area: str, here: Sequence[Placed]) -> Evidence[Fraction]:
    rows = tuple(
        Row(effort.id, Fraction(int(share.confirmed))) for effort in here for share in effort.record.shares if share.focus_area == area
    )
    confirmed = sum((row.part or ZERO for row in rows), ZERO)
    return Evidence(confirmed / len(rows) if rows else ZERO, "share", RULES["share_confirmed"], rows)


def cell_of(area: FocusArea, efforts: Sequence[Placed], money: Evidence[Fraction], middle: Fraction, question: Question) -> Cell:
    groups = _groups(area.code, efforts, question)
    active = groups.active
    with_effort, without_effort = _aspects(area, active)
    named, not_named = _named(active, question.place)
    at_place = [here for here in efforts if here.state is TimeState.ACTIVE]
    actors = tuple(sorted({actor for here in active for actor in (*here.record.owners, *here.record.partners)}))
    numbers = Numbers(
        active=len(active),
        possibly_active=len(groups.by_state[TimeState.POSSIBLY_ACTIVE]),
        main=len(groups.main),
        main_left=len(groups.left),
        main_owners=len({owner for here in groups.main for owner in here.record.owners}),
        main_pre_studies=sum(here.record.kind is Kind.PRE_STUDY for here in groups.main),
        aspects=len(area.aspects),
        aspects_with_effort=len(with_effort),
        active_named=sum(bool(_named([here], question.place)[0]) for here in active),
        financiers=len(_financiers(active)),
        sek=money.value,
        median_sek=middle,
        indicators=area.indicators,
        absent_sources=area.absent_sources,
        at_place=len(at_place),
        unjudged=sum(not here.record.basis.is_judged and not here.record.shares for here in at_place),
    )
    rows = {
        "active": ids_of(active),
        "main": ids_of(groups.main),
        "main_left": ids_of(groups.left),
        "aspects": without_effort,
        "money": tuple(row.id for row in money.rows),
    }
    wide = {here.id for here in groups.all if here.wide}
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
        active_wide=counted(ids_of(here for here in active if here.wide), RULES["active_wide"]),
        main=counted(ids_of(groups.main), RULES["main"]),
        main_left=counted(ids_of(groups.left), with_months(RULES["main_left"], book.months_left)),
        sek=money,
        nation_wide_sek=summed({row.id: row.part or ZERO for row in money.rows if row.id in wide}, RULES["nation_wide_sek"]),
        actors=counted(actors, RULES["actors"], "actors"),
        financiers=_financiers(active),
        municipalities_named=named,
        municipalities_not_named=not_named,
        aspects_with_effort=with_effort,
        aspects_without_effort=without_effort,
        share_confirmed=_confirmed(area.code, groups.all),
        numbers=numbers,
    )
