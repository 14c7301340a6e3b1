"""How an initiative goes: one rule, from its stage, its days and its activities. A person may tell another status, with a reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samhandling.ground.counting import day_said, when_said
from samhandling.ground.periods import TimeState
from samhandling.ground.said import Said
from samhandling.plan.rules.record import Activity, InitiativeRecord, Kind, Stage, ToldStatus


class Progress(StrEnum):
    """How it goes. `NO_PLAN`: it runs, but nothing tells whether it is on time. `ENDED`: its last day has passed and no activity says more."""

    PREPARING = "preparing"
    COMING = "coming"
    ON_TIME = "on_time"
    LATE = "late"
    NO_PLAN = "no_plan"
    DONE = "done"
    ENDED = "ended"
    POSTPONED = "postponed"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


PROGRESS_NAMES: Mapping[Progress, Said] = {
    Progress.PREPARING: Said("förbereds", "being prepared"),
    Progress.COMING: Said("kommande", "coming"),
    Progress.ON_TIME: Said("i tid", "on time"),
    Progress.LATE: Said("försenad", "late"),
    Progress.NO_PLAN: Said("pågår, utan aktiviteter att följa", "under way, without activities to follow"),
    Progress.DONE: Said("klar", "done"),
    Progress.ENDED: Said("avslutad enligt datum", "ended by its dates"),
    Progress.POSTPONED: Said("uppskjuten", "postponed"),
    Progress.SUPERSEDED: Said("ersatt", "superseded"),
    Progress.CANCELLED: Said("avbruten", "cancelled"),
    Progress.UNKNOWN: Said("okänt, datum saknas", "unknown, without dates"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an initiative stands on a day. `computed` is what the rule says, also where a person has told something else (`told`)."""

    status: Progress
    computed: Progress
    reasons: tuple[Said, ...]
    late: tuple[str, ...]
    done: int
    activities: int
    is_told: bool
    next_day: date | None


def standing(record: InitiativeRecord, on: date) -> Standing:
    """Where it stands on a day.

    An activity is late when its last day has passed and it was not done by then; one that was done after `on` is not done yet on that
    day. An activity without a last day is never late. What a person has told stands from the day that it was told.
    """
    late = tuple(one for one in record.activities if _is_late(one, on))
    done = sum(_is_done(one, on) for one in record.activities)
    computed, reasons = _computed(record, on, late, done)
    told = record.told if record.told and record.told.day <= on else None
    coming = [one.end for one in record.activities if one.end and not _is_done(one, on) and one.end >= on]
    return Standing(
        status=Progress(told.status.value) if told else computed,
        computed=computed,
        reasons=(_told_reason(told.status, told.reason, told.day), *reasons) if told else reasons,
        late=tuple(one.id for one in late),
        done=done,
        activities=len(record.activities),
        is_told=told is not None,
        next_day=min(coming, default=None),
    )


def _is_done(one: Activity, on: date) -> bool:
    return one.done is not None and one.done <= on


def _is_late(one: Activity, on: date) -> bool:
    return one.end is not None and one.end < on and not _is_done(one, on)


def _computed(record: InitiativeRecord, on: date, late: tuple[Activity, ...], done: int) -> tuple[Progress, tuple[Said, ...]]:
    if record.stage is not Stage.SAMHANDLING:
        return Progress.PREPARING, (
            Said("Insatsen förbereds och har inte börjat genomföras.", "It is being prepared, and not yet carried out."),
        )
    if late:
        return Progress.LATE, tuple(_late_reason(one) for one in late)
    state = record.period.state_on(on)
    if record.activities and done == len(record.activities) and record.kind is not Kind.STANDING:
        return Progress.DONE, (Said("Alla aktiviteter är klara.", "All activities are done."),)
    return _BY_STATE[state](record, done)


def _late_reason(one: Activity) -> Said:
    assert one.end is not None  # noqa: S101 (only one with a last day can be late)
    when = when_said(one.end, one.end_precision)
    return Said(f"”{one.title}” skulle ha varit klar {when.sv}.", f"“{one.title}” was to be done {when.en}.")


def _active(record: InitiativeRecord, done: int) -> tuple[Progress, tuple[Said, ...]]:
    if not record.activities:
        return Progress.NO_PLAN, (
            Said(
                "Insatsen har inga aktiviteter, så det går inte att säga om den är i tid.",
                "It has no activities, so nothing tells whether it is on time.",
            ),
        )
    number = len(record.activities)
    return Progress.ON_TIME, (
        Said(f"Ingen aktivitet är försenad; {done} av {number} är klara.", f"No activity is late; {done} of {number} are done."),
    )


def _ended(record: InitiativeRecord, done: int) -> tuple[Progress, tuple[Said, ...]]:
    end = record.period.end or record.period.not_after
    when = day_said(end) if end else Said("", "")
    left = len(record.activities) - done
    reason = Said(f"Sista dagen var den {when.sv}.", f"The last day was {when.en}.")
    if left:
        more = Said(f"{left} aktiviteter utan slutdatum är inte klara.", f"{left} activities without a last day are not done.")
        return Progress.LATE, (reason, more)
    return Progress.ENDED, (reason,)


def _coming(record: InitiativeRecord, done: int) -> tuple[Progress, tuple[Said, ...]]:
    start = record.period.start or record.period.not_before
    when = when_said(start, record.start_precision) if start else Said("", "")
    return Progress.COMING, (Said(f"Börjar {when.sv}.", f"Begins {when.en}."),)


def _unknown(record: InitiativeRecord, done: int) -> tuple[Progress, tuple[Said, ...]]:
    return Progress.UNKNOWN, (Said("Start eller slut är okänt.", "Its start or end is unknown."),)


_BY_STATE: Mapping[TimeState, Callable[[InitiativeRecord, int], tuple[Progress, tuple[Said, ...]]]] = {
    TimeState.ACTIVE: _active,
    TimeState.ENDED: _ended,
    TimeState.COMING: _coming,
    TimeState.POSSIBLY_ACTIVE: _unknown,
    TimeState.UNDATED: _unknown,
}


def _told_reason(status: ToldStatus, reason: str, day: date) -> Said:
    name, when = PROGRESS_NAMES[Progress(status.value)], day_said(day)
    return Said(f"Angiven som {name.sv} den {when.sv}: {reason}", f"Told to be {name.en} on {when.en}: {reason}")
