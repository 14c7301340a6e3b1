"""The needs within a focus area: each indicator's gap to the nation, and to its target where there is one, beside what is done there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samhandling.figures.rules.comparing.need import Effort, Level, Need, Needed, NeedLimits, need_of
from samhandling.figures.rules.indicator.document import Indicator
from samhandling.figures.rules.movement.direction import Better
from samhandling.figures.rules.movement.series import BreakMark, Point, stretch_of
from samhandling.figures.rules.target_path import path_on
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class NeedRow:
    """What is known of an indicator: the place's values, the nation's (none where the two are not compared), and where the series breaks."""

    indicator: Indicator
    own: tuple[Point, ...]
    nation: tuple[Point, ...]
    breaks: tuple[BreakMark, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedOf:
    """One indicator held against one level, with the period that both are of."""

    indicator: Indicator
    period: str
    needed: Needed


@dataclass(frozen=True, slots=True)
class Needs:
    """Every gap that could be told, the first sentence, and what it rests on. `untold`: outcomes that nothing could be said of."""

    said: Said
    rows: tuple[NeedOf, ...]
    untold: tuple[Indicator, ...]
    effort: Effort
    limits: NeedLimits
    on: date
    rule: str = "coverage.needs"


def needs_of(rows: Sequence[NeedRow], effort: Effort, on: date, place: str = "", limits: NeedLimits | None = None) -> Needs:
    """Hold every outcome with a stated direction against the nation, and against its target, as things stood on the day `on`.

    Values of periods that had not ended by then are left out, so that efforts and figures are of the same time. Never a sum of gaps:
    they are of different things.
    """
    limits = limits or NeedLimits()
    outcomes = [row for row in rows if row.indicator.role != "context" and row.indicator.stated.better is not Better.NEITHER]
    told = [(row.indicator, _needs(row, effort, (on, place), limits)) for row in outcomes]
    found = tuple(one for _, some in told for one in some)
    untold = tuple(indicator for indicator, some in told if not some)
    return Needs(_said(found, len(outcomes), effort, limits), found, untold, effort, limits, on)


def _needs(row: NeedRow, effort: Effort, at: tuple[date, str], limits: NeedLimits) -> list[NeedOf]:
    on, place = at
    own, nation = (stretch_of([point for point in points if point.span.last <= on], row.breaks) for points in (row.own, row.nation))
    latest, found = own.latest, []
    pair = next(((point, match) for point in reversed(own.points) if (match := nation.at(point.period))), None)
    if pair:
        level = Level(Said("riket", "the nation"), pair[1].known)
        found.append(NeedOf(row.indicator, pair[0].period, need_of(pair[0].known, level, row.indicator.stated, effort, limits)))
    path = path_on(row.indicator.paths, on, place)
    if path and latest:
        level = Level(Said(f"målet {path.last_year}", f"the target of {path.last_year}"), path.levels[path.last_year])
        found.append(NeedOf(row.indicator, latest.period, need_of(latest.known, level, row.indicator.stated, effort, limits)))
    return [one for one in found if one.needed.need is not Need.CANNOT_BE_TOLD]


def _said(found: Sequence[NeedOf], outcomes: int, effort: Effort, limits: NeedLimits) -> Said:
    if not outcomes:
        return Said("Ingen av områdets indikatorer mäter ett utfall.", "None of the focus area's indicators measures an outcome.")
    large = len({one.indicator.id for one in found if one.needed.need in (Need.LITTLE_EFFORT_LARGE_GAP, Need.EFFORT_LARGE_GAP)})
    told = len({one.indicator.id for one in found})
    if not told:
        return Said(
            f"Gapet kan inte räknas för någon av {outcomes} indikatorer: värden som går att jämföra saknas för dagen.",
            f"The gap cannot be computed for any of {outcomes} indicators: values that can be compared are missing for the day.",
        )
    if not large:
        return Said(
            f"Gapet är inte stort för någon av de {told} indikatorer som det kan räknas för.",
            f"The gap is not large for any of the {told} indicators that it can be computed for.",
        )
    which = Said(f"{large} av {told} indikatorer", f"{large} of {told} indicators")
    if told == 1:
        which = Said("den enda indikator som det kan räknas för", "the only indicator that it can be computed for")
    done = _said_effort(min(effort.with_main_aim, effort.remaining_in_a_year), limits)
    return Said(f"Gapet är stort för {which.sv}, och {done.sv}.", f"The gap is large for {which.en}, and {done.en}.")


def _said_effort(lasting: int, limits: NeedLimits) -> Said:
    if not lasting:
        return Said(
            "ingen känd insats har området som huvudinriktning och finns kvar om ett år",
            "no known effort has the focus area as its main direction and is left in a year",
        )
    few = lasting <= limits.few
    return Said(
        f"{'få' if few else 'flera'} insatser har området som huvudinriktning och finns kvar om ett år: {lasting}",
        f"{'few' if few else 'several'} efforts have the focus area as their main direction and are left in a year: {lasting}",
    )
