"""A focus area's efforts sorted by where they stand on the day, and the numbers that the rules look at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samhandling.coverage.rules.attribution import named_in
from samhandling.coverage.rules.conditions import Numbers
from samhandling.coverage.rules.shapes import FocusArea, Placed, Question
from samhandling.ground.periods import TimeState, months_later
from samhandling.ground.places import NATION, PlaceCode, county_of, is_county, municipalities_of
from samhandling.plan.rules.record import InitiativeRecord, Kind, MoneyKind


@dataclass(frozen=True, slots=True)
class Groups:
    """The efforts of one focus area, sorted by what the rules ask. `left`: main ones that go on beyond the horizon."""

    all: Sequence[Placed]
    by_state: Mapping[TimeState, list[Placed]]
    main: list[Placed]
    left: list[Placed]

    @property
    def active(self) -> list[Placed]:
        """Under way on the day."""
        return self.by_state[TimeState.ACTIVE]


def by_area(efforts: Iterable[Placed]) -> Mapping[str, list[Placed]]:
    """The efforts that contribute to each focus area."""
    found: dict[str, list[Placed]] = defaultdict(list)
    for effort in efforts:
        for share in effort.record.shares:
            found[share.focus_area].append(effort)
    return found


def groups_of(area: str, here: Sequence[Placed], question: Question) -> Groups:
    """Sort the efforts that contribute to `area`."""
    by_state: dict[TimeState, list[Placed]] = {state: [] for state in TimeState}
    for effort in here:
        by_state[effort.state].append(effort)
    main = [effort for effort in by_state[TimeState.ACTIVE] if effort.main == area]
    return Groups(here, by_state, main, [effort for effort in main if is_left(effort.record, question)])


def is_left(record: InitiativeRecord, question: Question) -> bool:
    """An active effort goes on beyond the horizon; a standing one without an end does."""
    return record.period.end is None or record.period.end > months_later(question.on, question.rulebook.months_left)


def aspects_of(area: FocusArea, active: Iterable[Placed]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(aspects with an effort among `active`, aspects without), in the strategy's order."""
    touched = {aspect for here in active for share in here.record.shares if share.focus_area == area.code for aspect in share.aspects}
    return tuple(a for a in area.aspects if a in touched), tuple(a for a in area.aspects if a not in touched)


def named_of(active: Iterable[Placed], place: PlaceCode) -> tuple[tuple[PlaceCode, ...], tuple[PlaceCode, ...]]:
    """(municipalities of `place` that `active` efforts name, those that none names)."""
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


def all_financiers_of(active: Iterable[Placed]) -> tuple[str, ...]:
    """The financiers of several, each once."""
    return tuple(sorted({financier for here in active for financier in financiers_of(here.record)}))


def numbers_of(
    area: FocusArea, groups: Groups, active_at_place: Sequence[Placed], sek: Fraction, middle: Fraction, place: PlaceCode
) -> Numbers:
    """What the rules look at, for one focus area. `sek`, `middle`: its money and the median of the focus areas'."""
    active = groups.active
    return Numbers(
        active=len(active),
        possibly_active=len(groups.by_state[TimeState.POSSIBLY_ACTIVE]),
        main=len(groups.main),
        main_left=len(groups.left),
        main_owners=len({owner for here in groups.main for owner in here.record.owners}),
        main_pre_studies=sum(here.record.kind is Kind.PRE_STUDY for here in groups.main),
        aspects=len(area.aspects),
        aspects_with_effort=len(aspects_of(area, active)[0]),
        active_named=sum(bool(here.record.municipalities) and bool(named_of([here], place)[0]) for here in active),
        financiers=len(all_financiers_of(active)),
        sek=sek,
        median_sek=middle,
        indicators=area.indicators,
        absent_sources=area.absent_sources,
        at_place=len(active_at_place),
        unjudged=sum(not here.record.basis.is_judged and not here.record.shares for here in active_at_place),
    )
