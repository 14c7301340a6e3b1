"""An act as the page tells it: who, by which door, when, what it was about with a way there, and what changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samhandling.coverage.queries import known_records
from samhandling.ground.places import PlaceCode, all_places
from samhandling.ground.said import Language, Said, same
from samhandling.ground.viewer import Viewer
from samhandling.office.queries import EventRow, events_of
from samhandling.plan.actions.reverting import can_be_undone
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.strategy.queries import StrategyView
from samhandling.web.history.changes import Change, Rolled, States, changes_of
from samhandling.web.history.verbs import DOORS, verb_said
from samhandling.web.history.who import Everybody, everybody
from samhandling.web.people.words import moment


@dataclass(frozen=True, slots=True)
class About:
    """What an act was about. `page` names the address where it stands, empty where there is none."""

    name: Said
    page: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One act. `can_be_undone`: by whoever may change what it was about."""

    id: int
    at: datetime
    who: Said
    door: Said
    did: Said
    about: About
    changes: tuple[Change, ...]
    can_be_undone: bool
    event: EventRow


@dataclass(frozen=True, slots=True)
class Teller:
    """What is needed to tell of acts: asked for once, used for many."""

    viewer: Viewer
    records: Mapping[str, InitiativeRecord]
    everybody: Everybody
    strategy: StrategyView

    def tell(self, rows: Iterable[EventRow], states: States) -> Iterator[ToldAct]:
        """Acts in words, one by one."""
        for row in rows:
            yield ToldAct(
                id=row.id,
                at=row.at,
                who=self.everybody.said(row.person_id, row.door),
                door=DOORS.get(row.door, same(row.door)),
                did=verb_said(row.verb),
                about=about(row, self),
                changes=tuple(changes_of(row, states, self.everybody.actors)),
                can_be_undone=can_be_undone(row) and row.subject_id in self.records,
                event=row,
            )

    def tell_page(self, rows: tuple[EventRow, ...]) -> list[ToldAct]:
        """A page of acts: what has happened to their initiatives since is rolled back first, also what the page leaves out."""
        codes = {row.subject_id for row in rows if row.subject == "initiative"}
        rolled, states = Rolled(self.records), {}
        if codes:
            since = events_of("initiative", codes, after_id=min(row.id for row in rows) - 1, seen_by=self.viewer)
            states = {event.id: rolled.back(event) for event in reversed(since)}
        return list(self.tell(rows, lambda row: states[row.id]))

    def tell_all(self, rows: Iterable[EventRow]) -> Iterator[ToldAct]:
        """Acts of any number, the latest first, with none of an initiative's own left out."""
        return self.tell(rows, Rolled(self.records).back)


@dataclass(frozen=True, slots=True)
class Together:
    """An act, and those right after it that tell the same of other things: 68 initiatives of one import."""

    act: ToldAct
    others: tuple[ToldAct, ...]


def together(acts: Iterable[ToldAct]) -> list[Together]:
    """Acts that say no more than that they happened, at the same minute by the same hand, are told as one."""
    groups: list[list[ToldAct]] = []
    for act in acts:
        if groups and _alike(groups[-1][-1], act):
            groups[-1].append(act)
        else:
            groups.append([act])
    return [Together(first, tuple(rest)) for first, *rest in groups]


_IN_HEAPS = ("initiative", "actor")
"""What comes by the dozen, in one import."""


def _alike(one: ToldAct, other: ToldAct) -> bool:
    if one.event.subject not in _IN_HEAPS or one.changes or other.changes or abs((other.at - one.at).total_seconds()) > 60:
        return False
    return (one.event.verb, one.event.person_id, one.event.door) == (other.event.verb, other.event.person_id, other.event.door)


def teller(strategy: StrategyView, *, seen_by: Viewer) -> Teller:
    """Ready to tell."""
    records = {record.id: record for record in known_records(strategy.code, seen_by=seen_by)}
    return Teller(seen_by, records, everybody(strategy.owner, seen_by=seen_by), strategy)


def about(row: EventRow, teller: Teller) -> About:
    """What an act was about, by a name that a reader knows."""
    if row.subject in ("comment", "suggestion") and (code := _told_of(row, "initiative")):
        return _initiative(code, teller)
    told = _ABOUT.get(row.subject)
    return told(row, teller) if told else About(same("" if row.subject_id.isdigit() else row.subject_id))


def _told_of(row: EventRow, field: str) -> str:
    pair = row.changes.get(field)
    return str(pair[1]) if pair and pair[1] is not None else ""


def _initiative(code: str, teller: Teller) -> About:
    record = teller.records.get(code)
    return About(same(f"{record.title} ({code})"), "initiative", code) if record else About(same(code))


def _actor(row: EventRow, teller: Teller) -> About:
    name = teller.everybody.actors.get(row.subject_id)
    return About(same(name), "actor", row.subject_id) if name else About(same(row.subject_id))


def _focus_area(row: EventRow, teller: Teller) -> About:
    """Its subject is the strategy, the focus area and the place."""
    _, area, place = (*row.subject_id.split(" "), "", "", "")[:3]
    where = all_places()[PlaceCode(place)].name if place in all_places() else place
    found = next((one for one in teller.strategy.focus_areas if one.code == area), None)
    if found is None:
        return About(same(row.subject_id))
    return About(Said(f"{area} {found.short.sv}, {where}", f"{area} {found.short.en}, {where}"), "focus_area", area)


def _person(row: EventRow, teller: Teller) -> About:
    if row.person_id == int(row.subject_id or 0):
        return About(same(""))
    said = teller.everybody.said(int(row.subject_id), "")
    return About(said, "person", row.subject_id) if int(row.subject_id) in teller.everybody.people else About(said)


def _table(row: EventRow, teller: Teller) -> About:
    """Its subject is the source, the table and a mark of what was selected of it: "scb:ArbStatusM:b4615332"."""
    source, table, *_ = (*row.subject_id.split(":"), "")
    return About(same(f"{source}:{table}" if table else source))


_ABOUT: Mapping[str, Callable[[EventRow, Teller], About]] = {
    "initiative": lambda row, teller: _initiative(row.subject_id, teller),
    "actor": _actor,
    "focus_area": _focus_area,
    "person": _person,
    "import": lambda row, teller: About(Said(f"inläsning {row.subject_id}", f"import {row.subject_id}"), "runs"),
    "picture": lambda row, teller: About(same(""), "working"),
    "suggestion": lambda row, teller: About(Said(f"förslag {row.subject_id}", f"suggestion {row.subject_id}")),
    "doubt": lambda row, teller: About(Said(f"fråga {row.subject_id}", f"doubt {row.subject_id}")),
    "strategy": lambda row, teller: About(same(row.subject_id), "strategy"),
    "place": lambda row, teller: About(
        same(all_places()[PlaceCode(row.subject_id)].name if row.subject_id in all_places() else row.subject_id)
    ),
    "rules": lambda row, teller: About(same(row.subject_id), "rules_versions"),
    "plan_edition": lambda row, teller: About(Said(f"plan {row.subject_id}", f"plan {row.subject_id}"), "edition", row.subject_id),
    "batch": lambda row, teller: About(Said(f"ändring {row.subject_id}", f"change {row.subject_id}")),
    "table": _table,
    "job": lambda row, teller: About(Said(f"jobb {row.subject_id}", f"job {row.subject_id}")),
}


COLUMNS: tuple[tuple[str, Said], ...] = (
    ("id", Said("Nr", "No")),
    ("at", Said("När", "When")),
    ("who", Said("Vem", "Who")),
    ("door", Said("Hur", "How")),
    ("did", Said("Vad", "What")),
    ("about", Said("Om", "About")),
    ("changed", Said("Från och till", "From and to")),
    ("verb", Said("Händelse", "Event")),
    ("subject", Said("Slag", "Kind")),
    ("subject_id", Said("Id", "Id")),
    ("version", Said("Version", "Version")),
)


def plain(act: ToldAct, language: Language) -> dict[str, Any]:
    """An act as plain values: what a page shows, and the words that a program needs."""
    return {
        "id": act.id,
        "at": act.at.isoformat(),
        "who": act.who.in_(language),
        "door": act.event.door,
        "did": act.did.in_(language),
        "about": act.about.name.in_(language),
        "changed": [change.said(None).in_(language) for change in act.changes],
        "verb": act.event.verb,
        "subject": act.event.subject,
        "subject_id": act.event.subject_id,
        "version": act.event.version,
    }


def row_of(act: ToldAct, language: Language) -> list[Any]:
    """An act as a row of a table."""
    values = {**plain(act, language), "at": moment(act.at), "door": act.door.in_(language)}
    return [" ".join(value) if isinstance(value, list) else value for value in (values[name] for name, _ in COLUMNS)]
