"""When figures are due, and which are late: from what a source says itself, else from the rule that the indicator's file declares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samhandling.figures.rules.calendar.periods import Span, period_said, span_of
from samhandling.ground.counting import day_said
from samhandling.ground.periods import months_later
from samhandling.ground.said import Said


class KnownBy(StrEnum):
    """Where a day comes from, surest first."""

    SOURCE = "source"
    DECLARED = "declared"
    COMPUTED = "computed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Lag:
    """How long after the end of its period a figure comes out, as a rule."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The day so long after `day`. The lag counts from the last day of a month to the last day of another."""
        whole = months_later(day + timedelta(1), self.months) - timedelta(1)
        return whole + timedelta(self.days)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A series and what is held of it. `next_update`: what the source itself said when last asked; `declared`: days that the
    indicator's file names, by period; `lag`: the rule; `latest_period`: the last one held, `None` where nothing is held."""

    series: str
    focus_areas: tuple[str, ...] = ()
    latest_period: str | None = None
    next_update: date | None = None
    accessed: date | None = None
    declared: Mapping[str, date] | None = None
    lag: Lag | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When the next figures of a series are due. `late_days`: 0 when not late, or when nothing is held yet and so nothing can be late; `period`: the next one, where it can be told."""

    series: str
    focus_areas: tuple[str, ...]
    period: str | None
    day: date | None
    known_by: KnownBy
    late_days: int
    said: Said
    rule: str = "calendar.due"


def due_of(awaited: Awaited, today: date) -> Due:
    """When the next figures come. The source's own word goes before the file's days, those before the lag.

    A day that the source named but that lay before it was last asked tells of figures that are held already, and is passed over.
    A declared day of a later period does not hide that the period between should have come by the lag.
    """
    latest = span_of(awaited.latest_period) if awaited.latest_period else None
    period, day, known_by = _next(awaited, latest)
    late = max(0, (today - day).days) if day and latest else 0
    if day and day <= today and not latest:
        said = _said_out(period, day)
        return Due(awaited.series, awaited.focus_areas, period, day, known_by, 0, said)
    return Due(awaited.series, awaited.focus_areas, period, day, known_by, late, _said(period, day, known_by, late))


def _next(awaited: Awaited, latest: Span | None) -> tuple[str | None, date | None, KnownBy]:
    following = latest.later() if latest else None
    label = following.label if following else None
    if awaited.next_update and (awaited.accessed is None or awaited.next_update > awaited.accessed):
        return label, awaited.next_update, KnownBy.SOURCE
    computed = awaited.lag.after(following.last) if following and awaited.lag else None
    for span, day in _declared(awaited):
        if latest is None or span.first > latest.first:
            if following and computed and span.first > following.first and computed < day:
                break
            return span.label, day, KnownBy.DECLARED
    return label, computed, KnownBy.COMPUTED if computed else KnownBy.UNKNOWN


def _declared(awaited: Awaited) -> list[tuple[Span, date]]:
    return sorted(((span_of(period), day) for period, day in (awaited.declared or {}).items()), key=lambda pair: pair[0].first)


def _said(period: str | None, day: date | None, known_by: KnownBy, late: int) -> Said:
    if day is None:
        return Said("Det är inte känt när nästa värden kommer.", "It is not known when the next figures come.")
    on, what = day_said(day), _what(period)
    if late:
        return _said_late(what, on, late)
    if known_by is KnownBy.COMPUTED:
        return Said(
            f"{what.sv} väntas omkring {on.sv}, om källan håller sin vanliga takt.",
            f"{what.en} are expected about {on.en}, if the source keeps its usual pace.",
        )
    return Said(f"{what.sv} publiceras {on.sv}.", f"{what.en} are published on {on.en}.")


def _said_out(period: str | None, day: date) -> Said:
    what, on = _what(period), day_said(day)
    return Said(
        f"{what.sv} finns att hämta sedan {on.sv}. Inget är inläst ännu.",
        f"{what.en} can be fetched since {on.en}. Nothing has been read in yet.",
    )


def _what(period: str | None) -> Said:
    if period is None:
        return Said("Nästa värden", "The next figures")
    told = period_said(period)
    return Said(f"Värden för {told.sv}", f"Figures for {told.en}")


def _said_late(what: Said, on: Said, late: int) -> Said:
    days = Said("1 dag", "1 day") if late == 1 else Said(f"{late} dagar", f"{late} days")
    return Said(
        f"{what.sv} väntades {on.sv} och är {days.sv} sena.",
        f"{what.en} were expected on {on.en} and are {days.en} late.",
    )


def calendar(awaited: Sequence[Awaited], today: date, until: date | None = None) -> list[Due]:
    """What is due, soonest first (late ones before all), to `until` where given; series whose day is not known stand last."""
    every = [due_of(item, today) for item in awaited]
    chosen = [due for due in every if until is None or (due.day is not None and due.day <= until)]
    return sorted(chosen, key=lambda due: (due.day is None, due.day or date.max, due.series))


def late(awaited: Sequence[Awaited], today: date) -> list[Due]:
    """What should have come and has not, the latest first."""
    return sorted((due for due in calendar(awaited, today) if due.late_days), key=lambda due: -due.late_days)


def by_focus_area(dues: Sequence[Due]) -> dict[str, list[Due]]:
    """What is due for each focus area; a series that follows several stands with each."""
    areas: dict[str, list[Due]] = {}
    for due in dues:
        for code in due.focus_areas:
            areas.setdefault(code, []).append(due)
    return dict(sorted(areas.items()))
