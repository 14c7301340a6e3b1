"""The rows of the open data: what a visitor sees, from the same queries as the pages."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from samhandling.coverage.answer import as_plain
from samhandling.coverage.queries import CoverageQuestion, coverage, judgements, known_records
from samhandling.ground.money import to_ore
from samhandling.ground.places import NATION, PlaceCode, place_name
from samhandling.ground.viewer import VISITOR
from samhandling.people.queries import actors
from samhandling.plan.lists import import_runs
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.rules.progress import standing
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.showing import publications
from samhandling.strategy.queries import StrategyView, strategies
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.web.open_data import tables
from samhandling.web.open_data.columns import Filled

Rows = Iterator[list[Any]]
BETWEEN = "|"


def filled(on: date) -> tuple[Filled, ...]:
    """Every table, as it is on a day."""
    views = [open_strategy(row.code, VISITOR) for row in strategies(VISITOR) if row.kind == "strategy"]
    known = [(view, sorted(known_records(view.code, seen_by=VISITOR), key=lambda record: record.id)) for view in views]
    every = [(view.code, record) for view, records in known for record in records]
    return (
        Filled(tables.STRATEGIES, list(_strategies())),
        Filled(tables.FOCUS_AREAS, [row for view in views for row in _focus_areas(view)]),
        Filled(tables.ASPECTS, [row for view in views for row in _aspects(view)]),
        Filled(tables.INITIATIVES, [_initiative(code, record, on) for code, record in every]),
        Filled(tables.CONTRIBUTIONS, [row for code, record in every for row in _contributions(code, record)]),
        Filled(tables.GRANTS, [row for code, record in every for row in _grants(code, record)]),
        Filled(tables.PLACES, [row for code, record in every for row in _places(code, record)]),
        Filled(tables.PARTICIPATIONS, [row for code, record in every for row in _participations(code, record)]),
        Filled(tables.ACTIVITIES, [row for code, record in every for row in _activities(code, record)]),
        Filled(tables.ACTORS, [[one.code, one.name, one.type, one.municipality] for one in actors(seen_by=VISITOR)]),
        Filled(tables.COVERAGE, [row for view in views for row in _coverage(view, on)]),
        Filled(tables.JUDGEMENTS, [row for view in views for row in _judgements(view, on)]),
        Filled(tables.SCOPES, list(_scopes())),
        Filled(tables.PUBLICATIONS, [row for view in views for row in _publications(view)]),
    )


def _strategies() -> Rows:
    for row in strategies(VISITOR):
        yield [row.code, row.kind, row.edition, row.title.sv, row.title.en, _iso(row.valid_from), _iso(row.valid_to), row.place]


def _focus_areas(view: StrategyView) -> Rows:
    above = {area.code: area.name for area in view.areas}
    for one in view.focus_areas:
        area = above.get(one.area)
        yield [view.code, one.code, one.name.sv, one.name.en, one.area, area.sv if area else "", area.en if area else ""]


def _aspects(view: StrategyView) -> Rows:
    for area in view.focus_areas:
        for one in area.aspects:
            yield [view.code, area.code, one.code, one.name.sv, one.name.en]


def _initiative(strategy: str, record: InitiativeRecord, on: date) -> list[Any]:
    plain = to_plain(record)
    told = {
        **plain,
        "strategy": strategy,
        "progress": standing(record, on).status.value,
        "granted_sek": None if record.granted is None else str(to_ore(record.granted)),
        "target_groups": _joined(record.target_groups),
    }
    return [told[column.name] for column in tables.INITIATIVES.columns]


def _contributions(strategy: str, record: InitiativeRecord) -> Rows:
    for one in record.shares:
        share = None if one.share is None else str(one.share)
        yield [strategy, record.id, one.focus_area, share, _joined(one.aspects), one.source.value, one.confirmed]


def _grants(strategy: str, record: InitiativeRecord) -> Rows:
    for number, one in enumerate(record.grants, 1):
        amount = None if one.amount is None else str(to_ore(one.amount))
        yield [strategy, record.id, number, one.financier, one.kind.value, amount]


def _places(strategy: str, record: InitiativeRecord) -> Rows:
    for code in dict.fromkeys((*record.counties, *record.municipalities)):
        yield [strategy, record.id, code, place_name(code)]


def _participations(strategy: str, record: InitiativeRecord) -> Rows:
    pairs = [(actor, "owner") for actor in record.owners] + [(actor, "partner") for actor in record.partners]
    for actor, role in dict.fromkeys([*pairs, *((actor, role) for role, actor in record.roles)]):
        yield [strategy, record.id, actor, role]


def _activities(strategy: str, record: InitiativeRecord) -> Rows:
    for one in record.activities:
        days = [_iso(one.start), _iso(one.end), _iso(one.done)]
        yield [strategy, record.id, one.id, one.title, one.kind.value, *days, one.responsible]


def _coverage(view: StrategyView, on: date) -> Rows:
    found = as_plain(coverage(CoverageQuestion(view.code, on), seen_by=VISITOR))
    for cell in found["focus_areas"]:
        told = {
            **cell,
            "strategy": view.code,
            "focus_area": cell["id"],
            "on": found["on"],
            "place": found["place"],
            "reasons": _joined(one["rule"] for one in cell["reasons"]),
            "aspects_without_effort": _joined(cell["aspects_without_effort"]),
        }
        yield [told[column.name] for column in tables.COVERAGE.columns]


def _judgements(view: StrategyView, on: date) -> Rows:
    place = PlaceCode(view.place or NATION)
    for area, one in sorted(judgements(view.code, place, on=on, seen_by=VISITOR).items()):
        days = (one.day.isoformat(), _iso(one.review))
        yield [view.code, area, place, one.verdict.value, one.reason, one.name, days[0], one.reference, days[1]]


def _scopes() -> Rows:
    for run in sorted(import_runs(seen_by=VISITOR), key=lambda run: run.id):
        for number, part in enumerate(run.scopes, 1):
            yield [run.id, number, run.file, *_scope(part.scope), part.initiatives]


def _scope(scope: Mapping[str, Any]) -> list[Any]:
    named = [str(scope.get(name) or "") for name in ("source", "financier", "programme")]
    days = [str(scope[name]) if scope.get(name) else None for name in ("decided_from", "decided_to")]
    left = _joined(str(one["text"]) for one in scope.get("left_out", []))
    return [*named, *days, _joined(scope.get("places", [])), str(scope["fetched"]) if scope.get("fetched") else None, left]


def _publications(view: StrategyView) -> Rows:
    for row in sorted(publications(view.code, seen_by=VISITOR), key=lambda row: row.id):
        yield [view.code, row.id, row.at.isoformat(timespec="seconds"), row.initiatives, row.changed, row.note]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _joined(parts: Iterable[str]) -> str:
    return BETWEEN.join(parts)
