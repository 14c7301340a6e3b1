"""All that an indicator tells of one place on one day, with the sentence that opens its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.comparing.others import Against, against
from samhandling.figures.rules.indicator.document import Indicator
from samhandling.figures.rules.movement.numbers import written
from samhandling.figures.rules.movement.series import NOT_CAUSED, BreakMark, Change, Point, Stretch, change_since, stretch_of
from samhandling.figures.rules.progress import Measured, progress
from samhandling.figures.rules.target_path import OnPath, against_path, path_on
from samhandling.figures.rules.trend import Trend, trend_of
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an indicator for a place. `said` opens the page; `under` stands under its chart, `None` where it is context.

    `base`: the value of the indicator's base year, `None` where it has none or none is known; `against`: one for each comparator.
    """

    indicator: str
    latest: Point | None
    base: Point | None
    change: Change
    trend: Trend
    path: OnPath
    progress: Measured
    against: tuple[Against, ...]
    said: Said
    under: Said | None
    notes: tuple[Said, ...]
    rule: str = "movement.told"


def told(
    indicator: Indicator,
    points: Sequence[Point],
    others: Mapping[str, tuple[Said, Sequence[Point]]],
    on: date,
    *,
    place: str = "",
    breaks: Sequence[BreakMark] = (),
) -> Told:
    """Everything of one indicator: its change, trend, path, progress and comparisons, each with its own numbers.

    `points`: the place's values as known on the day; `others`: comparators by key ("nation"), each with its name in running text;
    `breaks`: those of the chain's joints, beside the ones that the file marks. The target is the one in force on the day `on`.
    """
    direction, marks = indicator.stated, [*indicator.break_marks, *breaks]
    stretch = stretch_of(points, marks)
    base = stretch.at(str(indicator.baseline)) if indicator.baseline else None
    path = path_on(indicator.paths, on, place)
    standing = against_path(stretch.latest, path, direction, base or _asked(indicator))
    target = (path.levels[path.last_year], path.last_year) if path else (None, None)
    compared = tuple(against(points, values, name, direction, marks) for name, values in others.values())
    trend = trend_of(stretch, direction)
    return Told(
        indicator.id,
        stretch.latest,
        base,
        change_since(str(indicator.baseline) if indicator.baseline else None, points, direction, marks),
        trend,
        standing,
        progress(base or _asked(indicator), stretch.latest, direction, *target),
        compared,
        _said(indicator, stretch, compared, trend),
        None if indicator.role == "context" else NOT_CAUSED,
        stretch.notes,
    )


def _asked(indicator: Indicator) -> Point | None:
    """The base year without a value, so that what is missing can be named; `None` where no base year is stated."""
    return Point(str(indicator.baseline), None) if indicator.baseline else None


def _said(indicator: Indicator, stretch: Stretch, compared: Sequence[Against], trend: Trend) -> Said:
    title, latest = indicator.title.said, stretch.latest
    if latest is None:
        return Said(f"{title.sv}: inget värde är inläst.", f"{title.en}: no value has been read in.")
    number, unit, period = written(latest.known, indicator.decimals), indicator.unit.said, period_said(latest.period)
    parts = [Said(f"{title.sv}: {number.sv} {unit.sv} ({period.sv}).", f"{title.en}: {number.en} {unit.en} ({period.en}).")]
    first = next((item for item in compared if item.difference is not None), None)
    if first is not None and first.difference is not None:
        parts.append(_beside(first, indicator))
    if trend.slope is not None and trend.lower is not None:
        parts.append(trend.said)
    return Said(" ".join(part.sv for part in parts), " ".join(part.en for part in parts))


def _beside(found: Against, indicator: Indicator) -> Said:
    difference = Decimal(found.difference or 0)
    period = period_said(found.now or "")
    apart = written(abs(difference), indicator.decimals)
    if indicator.unit.sv == "procent":
        apart = Said(f"{apart.sv} procentenheter", f"{apart.en} percentage points")
    if difference == 0:
        return Said(f"Det är lika med {found.name.sv} ({period.sv}).", f"That is the same as {found.name.en} ({period.en}).")
    return Said(
        f"Det är {apart.sv} {'högre' if difference > 0 else 'lägre'} än {found.name.sv} ({period.sv}).",
        f"That is {apart.en} {'higher' if difference > 0 else 'lower'} than {found.name.en} ({period.en}).",
    )
