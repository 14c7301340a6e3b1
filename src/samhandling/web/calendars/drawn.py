"""A calendar (RFC 5545) of deadlines: whole days, the same names for ever, byte for byte the same while nothing has changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from samhandling.coverage.queries import judgements, known_records
from samhandling.ground.places import NATION, PlaceCode
from samhandling.ground.said import Language, Said
from samhandling.ground.viewer import Viewer
from samhandling.people.queries import actor_names
from samhandling.plan.deadlines import Deadline, deadlines_of, uid_of, versions_seen
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.strategy.queries import StrategyView
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.web.site import full_address

KEPT = timedelta(days=365)
"""How long a deadline that has passed stays in a calendar."""

STAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""A calendar has to tell when it was written; a time that moves would make every reading of it look like a change."""

AREA, ACTOR = "area", "actor"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose deadlines: of a focus area or of an actor (code)."""

    kind: str
    code: str


def calendar_of(wanted: Wanted, strategy: str, language: Language, *, seen_by: Viewer) -> bytes | None:
    """The calendar as its file; none where there is no such focus area or actor for the viewer."""
    view = open_strategy(strategy, seen_by=seen_by)
    name = name_of(wanted, view, language, seen_by=seen_by)
    if name is None:
        return None
    since = timezone.localdate() - KEPT
    chosen = [record for record in known_records(strategy, seen_by=seen_by) if is_of(record, wanted)]
    versions = versions_seen(chosen, strategy, seen_by=seen_by)
    made = Calendar()
    for key, text in (("prodid", "-//Samhandling//Kalender//SV"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("x-wr-calname", name)):
        made.add(key, text)
    for one in deadlines_of(chosen, since=since):
        address = full_address("initiative", one.code, language=language)
        made.add_component(_event(one, versions.get(one.code, 0), address, language))
    if wanted.kind == AREA:
        for one, sequence in reviews_of(wanted.code, view, since, seen_by):
            made.add_component(_event(one, sequence, full_address("focus_area", one.code, language=language), language))
    content: bytes = made.to_ical()
    return content


def name_of(wanted: Wanted, view: StrategyView, language: Language, *, seen_by: Viewer) -> str | None:
    """What the calendar is called."""
    if wanted.kind == AREA:
        area = next((one for one in view.focus_areas if one.code == wanted.code), None)
        return f"{area.code} {area.short.in_(language)}" if area else None
    return actor_names(seen_by=seen_by).get(wanted.code)


def is_of(record: InitiativeRecord, wanted: Wanted) -> bool:
    """The initiative belongs in the calendar."""
    if wanted.kind == AREA:
        return any(share.focus_area == wanted.code for share in record.shares)
    return wanted.code in record.actors


def reviews_of(area: str, view: StrategyView, since: date, viewer: Viewer) -> Iterator[tuple[Deadline, int]]:
    """When a judgement of the focus area is to be looked at again. A newer judgement has a later day, and so a higher sequence."""
    found = judgements(view.code, PlaceCode(view.place or NATION), on=timezone.localdate(), seen_by=viewer).get(area)
    if found is None or found.review is None or found.review < since:
        return
    said = Said(f"Se över bedömningen av {area}", f"Review the judgement of {area}")
    uid = uid_of("review", view.code, area)
    yield Deadline(uid, said, Said("", ""), found.review, found.review, area), found.day.toordinal()


def _event(one: Deadline, sequence: int, address: str, language: Language) -> Event:
    made = Event()
    made.add("uid", one.uid)
    made.add("dtstamp", STAMP)
    made.add("sequence", sequence)
    made.add("summary", one.said.in_(language))
    made.add("dtstart", one.first)
    # The end of a whole-day event is the day after its last.
    made.add("dtend", one.last + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    made.add("url", address)
    made.add("description", "\n".join(filter(None, (one.more.in_(language), address))))
    return made
