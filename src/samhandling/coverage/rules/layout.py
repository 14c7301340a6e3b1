"""Initiatives laid out in arrays: one pass over the records, so that all counting is done by numpy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from samhandling.coverage.rules.attribution import counties_of, is_effort, main_focus_area, named_in
from samhandling.coverage.rules.groups import financiers_of, is_left
from samhandling.coverage.rules.shapes import FocusArea, Question
from samhandling.coverage.rules.waiting import as_judged
from samhandling.ground.periods import TimeState
from samhandling.ground.places import COUNTIES_IN_NATION, PlaceCode
from samhandling.plan.rules.record import InitiativeRecord, Kind

Index = NDArray[np.int64]
Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of unequal length, end to end: list i is values[start[i] : start[i] + count[i]]."""

    values: Index
    start: Index
    count: Index

    def expand(self, rows: Index) -> tuple[Index, Index]:
        """For every value of the lists `rows`: (which of `rows` it came from, the value)."""
        count = self.count[rows]
        source = np.repeat(np.arange(len(rows)), count)
        first = np.cumsum(count) - count
        offset = np.arange(len(source)) - first[source]
        return source, self.values[self.start[rows][source] + offset]


@dataclass(slots=True)
class Lists:
    """A `Ragged` in the making: flat from the start, as 100,000 small lists would cost more than what stands in them."""

    values: list[int] = field(default_factory=list)
    count: list[int] = field(default_factory=list)

    def add(self, values: Sequence[int]) -> None:
        """Add one list."""
        self.values.extend(values)
        self.count.append(len(values))

    def frozen(self) -> Ragged:
        """All lists, end to end."""
        count = np.array(self.count, np.int64)
        return Ragged(np.array(self.values, np.int64), np.cumsum(count) - count, count)


@dataclass(frozen=True, slots=True)
class Rows:
    """Arrays over claims (an initiative's share in a focus area), with the initiative that each belongs to, and over initiatives.

    `wide`: initiatives of the nation's layer. `at_county`, `at_municipality`: indices into the layers' places.
    `amount`, `denominator`: the claim's money as integers; 0 where it is not known.
    """

    initiative: Index
    focus_area: Index
    amount: list[int]
    denominator: list[int]
    active: Truth
    possibly: Truth
    main: Truth
    main_left: Truth
    pre_study: Truth
    owners: Ragged
    financiers: Ragged
    aspects: Ragged
    wide: Truth
    names_any: Truth
    county_entries: Ragged
    municipality_entries: Ragged
    county_names_some: Truth
    county_total: Index
    named_total: Index
    initiative_active: Truth
    initiative_unjudged: Truth


@dataclass(slots=True)
class _Columns:
    """Filled row by row, then frozen into arrays."""

    claim_of: list[int] = field(default_factory=list)
    area: list[int] = field(default_factory=list)
    amount: list[int] = field(default_factory=list)
    denominator: list[int] = field(default_factory=list)
    state: list[TimeState] = field(default_factory=list)
    main: list[bool] = field(default_factory=list)
    left: list[bool] = field(default_factory=list)
    pre_study: list[bool] = field(default_factory=list)
    aspects: Lists = field(default_factory=Lists)
    owners: Lists = field(default_factory=Lists)
    financiers: Lists = field(default_factory=Lists)
    wide: list[bool] = field(default_factory=list)
    counties: Lists = field(default_factory=Lists)
    municipalities: Lists = field(default_factory=Lists)
    names_some: list[bool] = field(default_factory=list)
    named_total: list[int] = field(default_factory=list)
    county_total: list[int] = field(default_factory=list)
    active: list[bool] = field(default_factory=list)
    unjudged: list[bool] = field(default_factory=list)


class Numbering:
    """Names to running numbers, in the order that they are first seen."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._seen: dict[tuple[str, ...], tuple[int, ...]] = {}

    def of(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """The numbers of `names`."""
        if (found := self._seen.get(names)) is None:
            found = self._seen[names] = tuple(self._numbers.setdefault(name, len(self._numbers)) for name in names)
        return found


def lay_out(records: Iterable[InitiativeRecord], focus_areas: Sequence[FocusArea], question: Question, places: Sequence[PlaceCode]) -> Rows:
    """One pass over the initiatives. Technical assistance and what is still talked about are left out, as in a picture."""
    order = {area.code: index for index, area in enumerate(focus_areas)}
    aspects = [{aspect: index for index, aspect in enumerate(area.aspects)} for area in focus_areas]
    row_of = {code: index for index, code in enumerate(places)}
    owners, financiers, columns = Numbering(), Numbering(), _Columns()
    asks_financiers = question.rulebook.uses("one_financier")
    seen: dict[tuple[object, ...], _Whereabouts] = {}
    for record in records:
        if not is_effort(record):
            continue
        key = (record.counties, record.municipalities, record.reach)
        if (where := seen.get(key)) is None:
            where = seen[key] = _whereabouts(record, row_of)
        state = record.period.state_on(question.on)
        judged = as_judged(record)
        _add_claims(columns, judged, state, len(columns.wide), order, aspects, question)
        _add_initiative(columns, judged, state, where)
        columns.owners.add(owners.of(record.owners))
        columns.financiers.add(financiers.of(financiers_of(record)) if asks_financiers else ())
    return _freeze(columns)


@dataclass(frozen=True, slots=True)
class _Whereabouts:
    """Where an initiative is counted, as rows of the layers' places; `named_total` runs along `municipalities`."""

    wide: bool
    county_total: int
    counties: list[int]
    names_some: list[bool]
    municipalities: list[int]
    named_total: list[int]


def _whereabouts(record: InitiativeRecord, row_of: Mapping[PlaceCode, int]) -> _Whereabouts:
    counties = counties_of(record)
    named = [named_in(record, county) for county in counties] if record.municipalities else [()] * len(counties)
    wide = len(counties) == COUNTIES_IN_NATION and not any(named)
    return _Whereabouts(
        wide=wide,
        county_total=len(counties),
        counties=[] if wide else [row_of[county] for county in counties],
        names_some=[] if wide else [bool(codes) for codes in named],
        municipalities=[row_of[code] for codes in named for code in codes],
        named_total=[len(codes) for codes in named for _ in codes],
    )


def _add_initiative(columns: _Columns, record: InitiativeRecord, state: TimeState, where: _Whereabouts) -> None:
    columns.wide.append(where.wide)
    columns.counties.add(where.counties)
    columns.municipalities.add(where.municipalities)
    columns.named_total.extend(where.named_total)
    columns.names_some.extend(where.names_some)
    columns.county_total.append(where.county_total)
    columns.active.append(state is TimeState.ACTIVE)
    columns.unjudged.append(not record.basis.is_judged and not record.shares)


def _add_claims(
    columns: _Columns,
    record: InitiativeRecord,
    state: TimeState,
    number: int,
    order: dict[str, int],
    aspects: Sequence[dict[str, int]],
    question: Question,
) -> None:
    granted = record.granted
    main = main_focus_area(record, order) if state is TimeState.ACTIVE else None
    for share in record.shares:
        area = order[share.focus_area]
        is_main = main == share.focus_area
        columns.claim_of.append(number)
        columns.area.append(area)
        columns.state.append(state)
        columns.main.append(is_main)
        columns.left.append(is_main and is_left(record, question))
        columns.pre_study.append(record.kind is Kind.PRE_STUDY)
        columns.aspects.add([aspects[area][aspect] for aspect in share.aspects if aspect in aspects[area]] if share.aspects else ())
        known = granted is not None and share.share is not None
        columns.amount.append(granted.numerator * share.share.numerator if known and granted and share.share else 0)
        columns.denominator.append(granted.denominator * share.share.denominator if known and granted and share.share else 1)


def _freeze(columns: _Columns) -> Rows:
    def truth(values: Sequence[bool]) -> Truth:
        return np.fromiter(values, np.bool_, len(values))

    counties, municipalities = columns.counties.frozen(), columns.municipalities.frozen()
    return Rows(
        initiative=np.array(columns.claim_of, np.int64),
        focus_area=np.array(columns.area, np.int64),
        amount=columns.amount,
        denominator=columns.denominator,
        active=truth([state is TimeState.ACTIVE for state in columns.state]),
        possibly=truth([state is TimeState.POSSIBLY_ACTIVE for state in columns.state]),
        main=truth(columns.main),
        main_left=truth(columns.left),
        pre_study=truth(columns.pre_study),
        owners=columns.owners.frozen(),
        financiers=columns.financiers.frozen(),
        aspects=columns.aspects.frozen(),
        wide=truth(columns.wide),
        names_any=municipalities.count > 0,
        county_entries=counties,
        municipality_entries=municipalities,
        county_names_some=truth(columns.names_some),
        county_total=np.array(columns.county_total, np.int64),
        named_total=np.array(columns.named_total, np.int64),
        initiative_active=truth(columns.active),
        initiative_unjudged=truth(columns.unjudged),
    )
