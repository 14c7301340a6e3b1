"""Read: the coverage picture of a strategy, as page, API, command and report ask for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from samhandling.coverage.in_force import rules_in_force
from samhandling.coverage.models import Judgement
from samhandling.coverage.rules.attribution import EQUALLY, Split, Window, is_at
from samhandling.coverage.rules.comparison import Comparison, WhatIf, compare, what_if
from samhandling.coverage.rules.overlaps import Overlap, overlaps
from samhandling.coverage.rules.picture import FocusArea, Picture, Question, on_day, picture, place_all, statuses
from samhandling.coverage.rules.presentation import ShownMoney, shown_money
from samhandling.coverage.rules.robustness import Robustness, robustness
from samhandling.coverage.rules.rulebook import Rulebook
from samhandling.coverage.rules.status import Status
from samhandling.coverage.rules.verdict import Judged, Verdict
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.places import NATION, PlaceCode, all_places
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.kept import Kept
from samhandling.people.queries import actor_names
from samhandling.plan.queries import ScopeRow, existing_codes, records_of, scopes
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.strategy.queries import StrategyView
from samhandling.strategy.queries import strategy as open_strategy


@dataclass(frozen=True, slots=True)
class CoverageQuestion:
    """What somebody asks. `place` is the strategy's own unless told; `compare` another day; `known_on` what was known by then.

    `rulebook`: rules of one's own; `None` asks for those that the viewer's picture is computed by, whatever the day.
    """

    strategy: str
    on: date
    place: PlaceCode | None = None
    known_on: date | None = None
    window: Window | None = None
    compare: date | None = None
    compare_known_on: date | None = None
    what_if: WhatIf | None = None
    rulebook: Rulebook | None = None
    split: Split = EQUALLY


@dataclass(frozen=True, slots=True)
class Coverage:
    """The answer: the picture with all that stands beside it."""

    asked: CoverageQuestion
    strategy: StrategyView
    place: PlaceCode
    picture: Picture
    money: ShownMoney
    robustness: Robustness
    overlaps: tuple[Overlap, ...]
    judged: dict[str, Judged]
    scopes: tuple[ScopeRow, ...]
    comparison: Comparison | None
    records: dict[str, InitiativeRecord]
    actors: dict[str, str]


_answers: Kept[Coverage] = Kept(200)
_known: Kept[list[InitiativeRecord]] = Kept(8)
_histories: Kept["History"] = Kept(400)


def coverage(asked: CoverageQuestion, *, seen_by: Viewer) -> Coverage:
    """Answer a coverage question, from memory where nothing has changed since it was last asked.

    Raises Refused: the strategy is not loaded, no such place, a window that ends before it begins.
    """
    book = book_of(asked, seen_by=seen_by)
    rules = (book.version, "" if asked.rulebook is None else repr(asked.rulebook))
    key = (repr(replace(asked, rulebook=None)), rules, seen_by.sight)
    return _answers.get(key, lambda: _answer(replace(asked, rulebook=book), book, seen_by), level=seen_by.level)


def book_of(asked: CoverageQuestion, *, seen_by: Viewer) -> Rulebook:
    """The rules that a question is answered by."""
    return rules_in_force(asked.strategy, seen_by=seen_by) if asked.rulebook is None else asked.rulebook


def known_records(strategy: str, *, seen_by: Viewer, known_on: date | None = None) -> list[InitiativeRecord]:
    """Every initiative of a strategy as records, from memory where nothing has changed. Not to be changed by the asker."""
    key = (strategy, known_on, seen_by.sight)
    return _known.get(key, lambda: records_of(strategy, seen_by=seen_by, known_on=known_on), level=seen_by.level)


def _answer(asked: CoverageQuestion, book: Rulebook, seen_by: Viewer) -> Coverage:
    view = open_strategy(asked.strategy, seen_by=seen_by)
    place = asked.place or PlaceCode(view.place or NATION)
    _check(asked, place, seen_by)
    reach = scopes(seen_by=seen_by, known_on=asked.known_on)
    areas = focus_areas_of(view, reach)
    question = Question(asked.on, place, book, asked.window, asked.split)
    known = known_records(asked.strategy, seen_by=seen_by, known_on=asked.known_on)
    thought = what_if(known, asked.what_if) if asked.what_if else known
    drawn = picture(thought, areas, question)
    return Coverage(
        asked=asked,
        strategy=view,
        place=place,
        picture=drawn,
        money=shown_money(drawn),
        robustness=robustness(drawn, thought, areas),
        overlaps=overlaps(drawn),
        judged=judgements(asked.strategy, place, on=min(asked.on, asked.known_on or asked.on), seen_by=seen_by),
        scopes=tuple(reach),
        comparison=_comparison(asked, known, drawn, areas, question, seen_by),
        records={record.id: record for record in thought},
        actors=actor_names(seen_by=seen_by),
    )


def _comparison(
    asked: CoverageQuestion,
    known: Sequence[InitiativeRecord],
    drawn: Picture,
    areas: Sequence[FocusArea],
    question: Question,
    viewer: Viewer,
) -> Comparison | None:
    """Against another day, against what was known on another day, or against the picture without the thought."""
    if not (asked.compare or asked.compare_known_on or asked.what_if):
        return None
    other = known
    if asked.compare_known_on:
        other = known_records(asked.strategy, seen_by=viewer, known_on=asked.compare_known_on)
    on = asked.compare or asked.on
    before = picture(other, areas, Question(on, question.place, question.rulebook, question.window, question.split))
    known_then, known_now = (asked.compare_known_on or asked.known_on or date.max), (asked.known_on or date.max)
    return compare(before, drawn) if (on, known_then) <= (asked.on, known_now) else compare(drawn, before)


def focus_areas_of(view: StrategyView, reach: Sequence[ScopeRow] = ()) -> list[FocusArea]:
    """The strategy's focus areas as the picture needs them; sources that are known to be left out are counted where they bear."""
    absent = [left for row in reach for left in row.scope.get("left_out", [])]
    return [
        FocusArea(
            area.code,
            tuple(aspect.code for aspect in area.aspects),
            len(area.indicators),
            sum(not left["focus_areas"] or area.code in left["focus_areas"] for left in absent),
        )
        for area in view.focus_areas
    ]


def judgements(strategy: str, place: PlaceCode, *, on: date, seen_by: Viewer) -> dict[str, Judged]:
    """The judgement that stood on a day, for each focus area of a place that has one."""
    found = Judgement.objects.visible_to(seen_by).filter(focus_area__strategy__code=strategy, place=place, day__lte=on)
    columns = ("focus_area__code", "verdict", "reason", "name", "day", "reference", "review")
    return {
        code: Judged(Verdict(verdict), reason, name, day, reference, review)
        for code, verdict, reason, name, day, reference, review in found.order_by("day", "id").values_list(*columns)
    }


def _check(asked: CoverageQuestion, place: PlaceCode, viewer: Viewer) -> None:
    faults = []
    if place not in all_places():
        expected = Said("En kod för län (två siffror) eller kommun (fyra).", "A code of a county (two digits) or a municipality (four).")
        faults.append(Fault(Location(), place, expected, Said("Till exempel 04 eller 0484.", "For instance 04 or 0484.")))
    if asked.window and asked.window.last < asked.window.first:
        read = f"{asked.window.first} – {asked.window.last}"
        expected = Said("Perioden ska börja innan den slutar.", "The period should begin before it ends.")
        faults.append(Fault(Location(), read, expected, Said("Byt plats på dagarna.", "Change places of the days.")))
    unknown = sorted(set(asked.what_if.approve | set(asked.what_if.end or {})) if asked.what_if else set())
    if unknown:
        faults += _unknown_initiatives(unknown, viewer)
    if faults:
        raise Refused(faults)


def _unknown_initiatives(codes: Sequence[str], viewer: Viewer) -> list[Fault]:
    known = existing_codes(codes, seen_by=viewer)
    missing = [code for code in codes if code not in known]
    expected = Said("Ett ärendenummer som finns.", "A case number that exists.")
    return [Fault(Location(), code, expected, Said("Kontrollera numret.", "Check the number.")) for code in missing]


@dataclass(frozen=True, slots=True)
class History:
    """How the picture of a place has changed: each focus area's status on a row of days."""

    days: tuple[date, ...]
    statuses: dict[str, tuple[Status, ...]]

    def counts(self) -> list[dict[Status, int]]:
        """How many focus areas had each status, day by day."""
        return [Counter(statuses[index] for statuses in self.statuses.values()) for index in range(len(self.days))]


def history(strategy: str, place: PlaceCode, *, until: date, seen_by: Viewer) -> History:
    """The picture on 1 January and 1 July of every year from the first known start, no more than 40 days back from `until`'s year."""
    book = rules_in_force(strategy, seen_by=seen_by)
    key = (strategy, place, until.year, book.version, seen_by.sight)
    return _histories.get(key, lambda: _history(strategy, place, until, book, seen_by), level=seen_by.level)


def _history(strategy: str, place: PlaceCode, until: date, book: Rulebook, viewer: Viewer) -> History:
    view = open_strategy(strategy, seen_by=viewer)
    areas = focus_areas_of(view, scopes(seen_by=viewer))
    here = [record for record in known_records(strategy, seen_by=viewer) if is_at(record, place)]
    starts = [record.period.start.year for record in here if record.period.start]
    first = min(max(min(starts, default=until.year), until.year - 19), until.year)
    days = tuple(date(year, month, 1) for year in range(first, min(until.year + 2, date.max.year + 1)) for month in (1, 7))
    placing = place_all(here, areas, Question(days[0], place, book))
    found = [statuses(on_day(placing, Question(day, place, book)), areas) for day in days]
    return History(days, {area.code: tuple(one[area.code] for one in found) for area in areas})
