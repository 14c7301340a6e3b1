"""What stands about one's own actors, initiative by initiative, and what is asked of one now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone

from samhandling.coverage.queries import known_records
from samhandling.ground.counting import as_known_said, day_said
from samhandling.ground.periods import Precision
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.language.text import sort_key
from samhandling.office.queries import events_of
from samhandling.plan.comments import CommentRow, comments_beside, versions_of
from samhandling.plan.rules.progress import PROGRESS_NAMES, Standing, standing
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.strategy.queries import FocusAreaView, StrategyView
from samhandling.web.history.verbs import COMMENT_KINDS
from samhandling.web.history.who import Everybody
from samhandling.web.plan.words import end_said, start_said


class Asked(StrEnum):
    """What is asked of whoever answers for an initiative: whether it is right; nothing, as that is known; nothing, as we owe an answer."""

    RIGHT = "right"
    KNOWN = "known"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Beside:
    """A comment in words."""

    row: CommentRow
    who: Said
    kind: Said
    answered_by: Said


@dataclass(frozen=True, slots=True)
class Line:
    """One initiative that an actor has a part in."""

    record: InitiativeRecord
    version: int
    is_owner: bool
    start: Said
    end: Said
    standing: Standing
    goes: Said
    areas: tuple[FocusAreaView, ...]
    asked: Asked
    why: Said | None
    comments: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class OfActor:
    """An actor's initiatives: what waits for an answer first, then by name."""

    code: str
    name: str
    lines: tuple[Line, ...]

    @property
    def waiting(self) -> tuple[Line, ...]:
        """Those that somebody should look at."""
        return tuple(line for line in self.lines if line.asked is Asked.RIGHT)


def beside(rows: Iterable[CommentRow], everybody: Everybody) -> list[Beside]:
    """Comments in words; an actor's link-holder goes by the actor's name."""
    return [Beside(row, _who(row, everybody), COMMENT_KINDS[row.kind], everybody.said(row.answered_by, "operator")) for row in rows]


def _who(row: CommentRow, everybody: Everybody) -> Said:
    if row.person_id is None and row.actor:
        name = everybody.actors.get(row.actor, row.actor)
        return Said(f"Någon på {name}", f"Somebody at {name}")
    return everybody.said(row.person_id, "operator")


def of_actors(view: StrategyView, everybody: Everybody, on: date, *, seen_by: Viewer) -> list[OfActor]:
    """What stands about each actor that the viewer answers for, in Swedish order of their names."""
    records = [record for record in known_records(view.code, seen_by=seen_by) if not seen_by.actors.isdisjoint(record.actors)]
    codes = [record.id for record in records]
    versions = versions_of(codes, seen_by=seen_by)
    said: dict[str, list[CommentRow]] = {}
    for row in comments_beside(codes, seen_by=seen_by):
        said.setdefault(row.initiative, []).append(row)
    own = own_versions(codes, seen_by=seen_by)
    found = []
    for code in sorted(seen_by.actors, key=lambda code: sort_key(everybody.actors.get(code, code))):
        lines = [
            _line(record, versions[record.id], code, view, everybody, on, said.get(record.id, ()), own)
            for record in records
            if code in record.actors and record.id in versions
        ]
        lines.sort(key=lambda line: (line.asked is not Asked.RIGHT, sort_key(line.record.title), line.record.id))
        found.append(OfActor(code, everybody.actors.get(code, code), tuple(lines)))
    return found


def own_versions(codes: Collection[str], *, seen_by: Viewer) -> Mapping[str, int]:
    """The version that the viewer's own latest change gave each initiative: who has just changed it need not be asked."""
    if seen_by.person is None:
        return {}
    acts = events_of("initiative", codes, changing=True, seen_by=seen_by)
    return {event.subject_id: event.version for event in acts if event.person_id == seen_by.person and event.version}


def _line(
    record: InitiativeRecord,
    version: int,
    actor: str,
    view: StrategyView,
    everybody: Everybody,
    on: date,
    said: Sequence[CommentRow],
    own: Mapping[str, int],
) -> Line:
    stands = standing(record, on)
    asked, why = asked_now(said, version, own.get(record.id))
    shares = {share.focus_area for share in record.shares}
    return Line(
        record=record,
        version=version,
        is_owner=actor in record.owners,
        start=_known(record.period.start, record.start_precision) or start_said(record.period),
        end=_known(record.period.end, record.end_precision) or end_said(record.period),
        standing=stands,
        goes=PROGRESS_NAMES[stands.status],
        areas=tuple(area for area in view.focus_areas if area.code in shares),
        asked=asked,
        why=why,
        comments=tuple(beside((row for row in said if row.kind != "confirmed"), everybody)),
    )


def _known(day: date | None, precision: Precision) -> Said | None:
    return None if day is None else as_known_said(day, precision)


def asked_now(said: Sequence[CommentRow], version: int, own: int | None) -> tuple[Asked, Said | None]:
    """What is asked, and why. `said`: oldest first. `own`: the version that the reader's own latest change gave."""
    last = said[-1] if said else None
    if last is not None and last.waits:
        return Asked.WAITING, Said("En strateg har inte svarat än.", "A strategist has not answered yet.")
    confirmed = max((row for row in said if row.kind == "confirmed"), key=lambda row: row.about_version, default=None)
    if confirmed is not None and confirmed.about_version >= version:
        day = _day(confirmed.at)
        return Asked.KNOWN, Said(f"Ni sa att det stämde den {day.sv}.", f"You said that it was right on {day.en}.")
    if own is not None and own >= version:
        return Asked.KNOWN, Said("Du ändrade den senast.", "You were the last to change it.")
    if confirmed is not None:
        day = _day(confirmed.at)
        return Asked.RIGHT, Said(
            f"Ändrad sedan ni sa att det stämde den {day.sv}.", f"Changed since you said that it was right on {day.en}."
        )
    return Asked.RIGHT, None


def _day(at: datetime) -> Said:
    return day_said(timezone.localdate(at))
