"""Stepping through what was known when: the days on which figures came, and which of them the page is as of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from samhandling.figures.indicators import answers as indicators
from samhandling.figures.indicators.rows import IndicatorAnswer
from samhandling.figures.releases.days import KnownDay, known_days
from samhandling.ground.counting import day_said
from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.web.request import Asked, Request

_PLACE = Location(column="omgang")
_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Step:
    """A day to go to. `number`: which release it is, from 1. `kant`: what the address says; "" for the last one, which is today's picture."""

    number: int
    day: date
    kant: str
    said: Said
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a step. `rel`: prev or next, "" for the ends."""

    step: Step
    said: Said
    rel: str


@dataclass(frozen=True, slots=True)
class Steps:
    """All days, the oldest first, and the ways from the one that is shown. `said`: where the reader stands; `at`: where the slider does."""

    said: Said
    every: tuple[Step, ...]
    ways: tuple[Way, ...]
    at: int


def steps_of(found: IndicatorAnswer, *, seen_by: Viewer) -> Steps | None:
    """The steps of an indicator's place; none where figures have come only once, or never."""
    days = known_days(found.indicator, found.place, seen_by=seen_by)
    if len(days) < 2:
        return None
    shown = _shown(days, found.known_on)
    steps = [_step(number, one, number == len(days), number == shown + 1) for number, one in enumerate(days, start=1)]
    return Steps(_where(days, shown), tuple(steps), tuple(_ways(steps, shown)), max(1, shown + 1))


def way_to_release(request: Request, asked: Asked, code: str) -> str:
    """The address of the page as of the release that the slider stood at. Raises Refused: no such release, no such indicator."""
    one = indicators.named(asked.strategy.code, code, seen_by=request.viewer)
    days = known_days(one, asked.place, seen_by=request.viewer)
    text = request.GET.get("omgang", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0
    if not 1 <= number <= len(days):
        expected = Said(f"ett tal från 1 till {len(days)}", f"a number from 1 to {len(days)}")
        raise refusal(text, expected, Said("Välj en omgång i listan på sidan.", "Choose a release in the list of the page."), _PLACE)
    kept = {name: value for name, value in asked.kept.items() if name != "kant"}
    if number < len(days):
        kept["kant"] = days[number - 1].day.isoformat()
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def _ways(steps: Sequence[Step], shown: int) -> Iterator[Way]:
    if shown > 1:
        yield _way(steps[0], Said("Första", "First"), "")
    if shown > 0:
        yield _way(steps[shown - 1], Said("← Föregående", "← Previous"), "prev")
    if shown + 1 < len(steps):
        yield _way(steps[shown + 1], Said("Nästa →", "Next →"), "next")
    if shown + 2 < len(steps):
        yield _way(steps[-1], Said("Senaste", "Latest"), "")


def _way(step: Step, name: Said, rel: str) -> Way:
    day = day_said(step.day)
    return Way(step, Said(f"{name.sv} ({day.sv})", f"{name.en} ({day.en})"), rel)


def _shown(days: Sequence[KnownDay], known_on: date | None) -> int:
    """The place of the last day that had come; -1 before the first."""
    return sum(known_on is None or one.day <= known_on for one in days) - 1


def _step(number: int, one: KnownDay, is_last: bool, is_shown: bool) -> Step:
    day, came = day_said(one.day), _came(one)
    return Step(number, one.day, "" if is_last else one.day.isoformat(), Said(f"{day.sv}: {came.sv}", f"{day.en}: {came.en}"), is_shown)


def _came(one: KnownDay) -> Said:
    new = Said(f"{one.new} {'nytt värde' if one.new == 1 else 'nya värden'}", f"{one.new} new {'value' if one.new == 1 else 'values'}")
    changed = Said(
        f"{one.changed} {'värde ändrat' if one.changed == 1 else 'värden ändrade'}",
        f"{one.changed} {'value' if one.changed == 1 else 'values'} revised",
    )
    if one.new and one.changed:
        return Said(f"{changed.sv} och {new.sv}", f"{changed.en} and {new.en}")
    return new if one.new else changed


def _where(days: Sequence[KnownDay], shown: int) -> Said:
    if shown < 0:
        first = day_said(days[0].day)
        return Said(
            f"De första värdena kom {first.sv}, så här är inget känt ännu.",
            f"The first values came on {first.en}: here nothing is known yet.",
        )
    day, came = day_said(days[shown].day), _came(days[shown])
    return Said(
        f"Värdena har kommit i {len(days)} omgångar. Du ser läget efter omgång {shown + 1}, {day.sv}: {came.sv}.",
        f"The values have come in {len(days)} releases. You see things as of release {shown + 1}, {day.en}: {came.en}.",
    )
