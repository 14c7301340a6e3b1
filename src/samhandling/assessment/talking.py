"""Whom to talk to: those who do something near what a text is about; those who help a company with its own matters."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from samhandling.assessment.rules.answer import Assessment
from samhandling.coverage.queries import known_records
from samhandling.coverage.rules.attribution import is_effort
from samhandling.ground.periods import TimeState
from samhandling.ground.places import NATION, PlaceCode, county_of, is_municipality
from samhandling.ground.viewer import Viewer
from samhandling.people.queries import ActorRow, actor_names, actors
from samhandling.plan.rules.record import InitiativeRecord

MOST = 6
MOST_WHO_HELP = 12
MOST_DOES = 2
_NEAR, _SAME_AREA = 3, 1


@dataclass(frozen=True, slots=True)
class ToTalkTo:
    """An actor, and what it does that makes it worth talking to: (id, title) of its initiatives."""

    code: str
    name: str
    does: tuple[tuple[str, str], ...]


def whom_to_talk_to(answer: Assessment, *, on: date, seen_by: Viewer) -> list[ToTalkTo]:
    """Owners of what lies near the text, then of what is under way on the day in its focus areas; those with most to tell first."""
    near = {one.id for one in answer.similar}
    areas = {area.id for area in answer.named}
    points: dict[str, int] = defaultdict(int)
    does: dict[str, list[InitiativeRecord]] = defaultdict(list)
    records = known_records(answer.strategy, seen_by=seen_by)
    for record in sorted(records, key=lambda one: one.id not in near):
        weight = _NEAR if record.id in near else _SAME_AREA if _is_under_way(record, areas, on) else 0
        for owner in record.owners if weight else ():
            points[owner] += weight
            does[owner].append(record)
    names = actor_names(seen_by=seen_by)
    first = sorted((code for code in points if code in names), key=lambda code: (-points[code], names[code]))[:MOST]
    return [ToTalkTo(code, names[code], tuple((one.id, one.title) for one in does[code][:MOST_DOES])) for code in first]


def _is_under_way(record: InitiativeRecord, areas: set[str], on: date) -> bool:
    is_active = is_effort(record) and record.period.state_on(on) is TimeState.ACTIVE
    return is_active and any(share.focus_area in areas for share in record.shares)


@cache
def _kinds() -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads(files("samhandling.assessment").joinpath("terms", "company_help.toml").read_text("utf-8"))
    return found


def who_helps_companies(place: PlaceCode, *, seen_by: Viewer) -> list[ActorRow]:
    """The actors whose kind helps single companies, those at the place first; the municipality itself where one is asked about."""
    kinds = _kinds()
    rows = [
        row
        for row in actors(seen_by=seen_by)
        if row.type in kinds["anywhere"] or (row.type in kinds["at_the_place"] and row.municipality == place)
    ]
    near = {place, county_of(place) if is_municipality(place) else place}
    return sorted(rows, key=lambda row: _distance(row, place, near))[:MOST_WHO_HELP]


def _distance(row: ActorRow, place: PlaceCode, near: set[PlaceCode]) -> int:
    """0 at the place, 1 in the same county, 2 elsewhere."""
    if row.municipality == place:
        return 0
    if place == NATION or not row.municipality:
        return 1
    return 1 if county_of(PlaceCode(row.municipality)) in near else 2
