"""The coverage picture of one place on one day: every focus area's status, with the numbers, rows and reasons behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from statistics import median

from samhandling.coverage.rules.attribution import (
    EQUALLY,
    Distribution,
    Split,
    Window,
    counties_of,
    distribution_of,
    is_effort,
    is_wide,
    main_focus_area,
    named_in,
    part_of_place,
    part_of_window,
)
from samhandling.coverage.rules.conditions import Finding, Numbers, findings
from samhandling.coverage.rules.rulebook import Rulebook, Use
from samhandling.coverage.rules.status import Status, status_of
from samhandling.ground.evidence import Evidence, Row, counted, summed
from samhandling.ground.money import ZERO
from samhandling.ground.periods import TimeState, months_later
from samhandling.ground.places import NATION, PlaceCode, county_of, is_county, municipalities_of
from samhandling.plan.rules.record import InitiativeRecord, Kind, MoneyKind


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
    """An initiative as it concerns one place on one day."""

    record: InitiativeRecord
    part: Fraction
    state: TimeState
    main: str | None
    distribution: Distribution
    money: Fraction
    wide: bool

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
    nation_wide_sek: Evidence[Fraction]
    actors: Evidence[int]
    financiers: tuple[str, ...]
    municipalities_named: tuple[PlaceCode, ...]
    municipalities_not_named: tuple[PlaceCode, ...]
    aspects_with_effort: tuple[str, ...]
    aspects_without_effort: tuple[str, ...]
    share_confirmed: Evidence[Fraction]
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


def picture(records: Iterable[InitiativeRecord], focus_areas: Sequence[FocusArea], question: Question) -> Picture:
    """Draw the picture. Raises nothing: what is not known is counted as not known."""
    every = list(records)
    order = {area.code: index for index, area in enumerate(focus_areas)}
    placed = [here for record in every if (here := _place(record, order, question))]
    efforts = [here for here in placed if is_effort(here.record)]
    money = {area.code: _money(efforts, area.code) for area in focus_areas}
    middle = Fraction(median(evidence.value for evidence in money.values())) if money else ZERO
    cells = tuple(_cell(area, efforts, money[area.code], middle, question) for area in focus_areas)
    return Picture(question, cells, _totals(every, placed, question), tuple(placed))


def _place(record: InitiativeRecord, order: Mapping[str, int], question: Question) -> Placed | None:
    part = part_of_place(record, question.place, question.split)
    if not part:
        return None
    in_window = part_of_window(record, question.window)
    money = (record.granted or ZERO) * part * (in_window or ZERO)
    return Placed(
        record, part, record.period.state_on(question.on), main_focus_area(record, order), distribution_of(record), money, is_wide(record)
    )


def _money(efforts: Sequence[Placed], area: str) -> Evidence[Fraction]:
    parts = {
        here.id: here.money * here.distribution.focus_areas[area]
        for here in efforts
        if area in here.distribution.focus_areas and here.record.granted is not None
    }
    return summed(parts, "granted × place × share")


def _ids(efforts: Iterable[Placed]) -> tuple[str, ...]:
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
    return Evidence(confirmed / len(rows) if rows else ZERO, "share", "confirmed by a person", rows)


def _cell(area: FocusArea, efforts: Sequence[Placed], money: Evidence[Fraction], middle: Fraction, question: Question) -> Cell:
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
        "active": _ids(active),
        "main": _ids(groups.main),
        "main_left": _ids(groups.left),
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
        initiatives=counted(_ids(groups.all), "contributes to the focus area and belongs to the place"),
        active=counted(_ids(active), "start <= day <= end"),
        possibly_active=counted(_ids(groups.by_state[TimeState.POSSIBLY_ACTIVE]), "undated, the day lies within bounds on both sides"),
        undated=counted(_ids(groups.by_state[TimeState.UNDATED]), "undated, without bounds on both sides"),
        ended=counted(_ids(groups.by_state[TimeState.ENDED]), "ended before the day"),
        coming=counted(_ids(groups.by_state[TimeState.COMING]), "starts after the day"),
        active_wide=counted(_ids(here for here in active if here.wide), "active, covers every county"),
        main=counted(_ids(groups.main), "active, with its largest share here"),
        main_left=counted(_ids(groups.left), f"main, and ends more than {book.months_left} months after the day"),
        sek=money,
        nation_wide_sek=summed(
            {row.id: row.part or ZERO for row in money.rows if row.id in wide}, "granted × place × share, nation-wide efforts"
        ),
        actors=counted(actors, "owners and partners of active efforts", "actors"),
        financiers=_financiers(active),
        municipalities_named=named,
        municipalities_not_named=not_named,
        aspects_with_effort=with_effort,
        aspects_without_effort=without_effort,
        share_confirmed=_confirmed(area.code, groups.all),
        numbers=numbers,
    )


def _totals(every: Sequence[InitiativeRecord], placed: Sequence[Placed], question: Question) -> Totals:
    efforts = [here for here in placed if is_effort(here.record)]
    active = [here for here in efforts if here.state is TimeState.ACTIVE]
    contributing = [here for here in active if here.record.shares]
    horizon = months_later(question.on, question.rulebook.months_left)
    known = [here for here in placed if here.record.granted is not None]
    part = {here.id: here.part for here in placed}
    return Totals(
        granted=summed({here.id: here.money for here in known}, "granted × place"),
        attributed=summed(
            {here.id: here.money * sum(here.distribution.focus_areas.values(), ZERO) for here in known if is_effort(here.record)},
            "granted × place × shares",
        ),
        outside=summed(
            {here.id: here.money * here.distribution.outside for here in known if is_effort(here.record)},
            "granted × place × what no focus area claims",
        ),
        insufficient=summed(
            {here.id: here.money * here.distribution.insufficient for here in known if is_effort(here.record)},
            "granted × place × what could not be judged",
        ),
        excluded=summed({here.id: here.money for here in known if not is_effort(here.record)}, "granted × place, technical assistance"),
        elsewhere=summed(
            {record.id: record.granted * (1 - part.get(record.id, ZERO)) for record in every if record.granted is not None},
            "granted × other places",
        ),
        other_time=summed(
            {here.id: (here.record.granted or ZERO) * here.part - here.money for here in known}, "granted × place, outside the window"
        ),
        initiatives=counted(_ids(efforts), "belongs to the place, and is work that is done"),
        active=counted(_ids(active), "start <= day <= end"),
        active_contributing=counted(_ids(contributing), "active, and contributes to some focus area"),
        active_wide=counted(_ids(here for here in contributing if here.wide), "covers every county"),
        active_many_counties=counted(
            _ids(here for here in contributing if len(counties_of(here.record)) > 1), "covers more than one county"
        ),
        ending=counted(
            _ids(here for here in contributing if here.record.period.end and here.record.period.end <= horizon),
            f"active, and ends within {question.rulebook.months_left} months",
        ),
        unjudged=counted(_ids(here for here in efforts if not here.record.basis.is_judged), "nobody could say where it belongs"),
        without_amount=counted(_ids(here for here in efforts if here.record.granted is None), "no granted amount is known"),
    )
