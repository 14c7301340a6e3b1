"""A focus area's indicators: how each moves, what is missing, and whether little is done where the gap is large."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from samhandling.drawing.sparkline import sparkline
from samhandling.figures.indicators.files import catalogue_of
from samhandling.figures.indicators.followed import Followed, followed
from samhandling.figures.rules.calendar.periods import period_said, span_of
from samhandling.figures.rules.comparing.need import Effort, Need
from samhandling.figures.rules.comparing.need_area import NeedOf, NeedRow, Needs, needs_of
from samhandling.figures.rules.movement.direction import Course
from samhandling.figures.rules.movement.numbers import written
from samhandling.ground.counting import day_said
from samhandling.ground.said import Language, Said
from samhandling.ground.viewer import Viewer
from samhandling.web.figures.listing import value_said
from samhandling.web.request import Asked


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator with a value: in words, beside the nation, and as a small line."""

    found: Followed
    newest: Said
    nation: Said | None
    line: str

    @property
    def preliminary(self) -> bool:
        """The latest value will be replaced by a final one."""
        return self.found.latest is not None and self.found.latest.preliminary


@dataclass(frozen=True, slots=True)
class Kind:
    """The indicators of one role that have a value: outcomes, results, or the surroundings."""

    role: str
    name: Said
    rows: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap with its parts in words. `share`: of what it is held against."""

    need: NeedOf
    word: Said
    period: Said
    value: Said
    level: Said
    apart: Said
    share: Said


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """All that a focus-area page tells of figures. `said` counts them; `without`: those with nothing known of the place, and why.

    `statements`: how many things the strategy says of the region that the area's indicators can answer.
    """

    said: Said
    kinds: tuple[Kind, ...]
    without: tuple[tuple[Followed, Said], ...]
    needs: Needs
    gaps: tuple[Gap, ...]
    statements: int


_KINDS = (
    ("outcome", Said("Utfall", "Outcomes")),
    ("result", Said("Resultat av arbetet", "Results of the work")),
    ("context", Said("Omvärlden", "The surroundings")),
)


def area_figures(asked: Asked, code: str, effort: Effort, *, seen_by: Viewer) -> AreaFigures:
    """The indicators of a focus area, with what is done there on the day of the picture."""
    rows = followed(asked.strategy.code, code, place=asked.place, seen_by=seen_by, on=asked.on, known_on=asked.known_on)
    shown = [_shown(row) for row in rows if row.latest is not None]
    needs = needs_of([_need_row(row) for row in rows], effort, asked.on, asked.place)
    kinds = [Kind(role, name, tuple(row for row in shown if row.found.indicator.role == role)) for role, name in _KINDS]
    return AreaFigures(
        _said(rows),
        tuple(kind for kind in kinds if kind.rows),
        tuple((row, _why(row)) for row in rows if row.latest is None),
        needs,
        tuple(_gap(one) for one in needs.rows),
        _statements(asked.strategy.code, code, seen_by),
    )


def _shown(row: Followed) -> Shown:
    latest = row.latest
    if latest is None:
        raise ValueError("nothing to show")
    points = [(point.span.first, None if point.value is None else float(point.value)) for point in row.line.points]
    cuts = [span_of(mark.period).first for mark in (*row.indicator.break_marks, *row.line.breaks) if not mark.comparable]
    return Shown(row, value_said(row.indicator, latest), _beside(row), sparkline(points, breaks=cuts))


def _beside(row: Followed) -> Said | None:
    compared = row.nation
    if compared is None or compared.difference is None:
        return None
    apart = written(abs(compared.difference), row.indicator.decimals)
    if compared.difference == 0:
        return Said("Lika med riket.", "The same as the nation.")
    if compared.difference > 0:
        return Said(f"{apart.sv} högre.", f"{apart.en} higher.")
    return Said(f"{apart.sv} lägre.", f"{apart.en} lower.")


def _why(row: Followed) -> Said:
    if row.is_split:
        return Said("Uppdelad i flera värden, se sidan.", "Split into several values, see the page.")
    if row.is_held and row.known_on is not None:
        day = day_said(row.known_on)
        return Said(f"Inget värde för platsen var känt den {day.sv}.", f"No value for the place was known on {day.en}.")
    if row.is_held:
        return Said("Siffror finns, men inte för platsen.", "There are figures, but not of the place.")
    return Said("Inga siffror hämtade ännu.", "No figures fetched yet.")


def _need_row(row: Followed) -> NeedRow:
    nation = row.of_nation.points if row.nation else ()
    return NeedRow(row.indicator, row.line.points, nation, (*row.indicator.break_marks, *row.line.breaks))


_NEEDS = {
    Need.LITTLE_EFFORT_LARGE_GAP: Said("Stort gap, få insatser", "A large gap, few efforts"),
    Need.EFFORT_LARGE_GAP: Said("Stort gap, insatser pågår", "A large gap, efforts under way"),
    Need.NO_LARGE_GAP: Said("Inget stort gap", "No large gap"),
}


def _gap(one: NeedOf) -> Gap:
    needed, decimals = one.needed, one.indicator.decimals
    value, level, apart = (_number(number, decimals) for number in (needed.value, needed.level.value, needed.gap))
    share = Said("–", "–")
    if needed.share is not None:
        shown = written(Decimal(needed.share.numerator * 100) / needed.share.denominator, 0)
        share = Said(f"{shown.sv} %", f"{shown.en}%")
    return Gap(one, _NEEDS[needed.need], period_said(one.period), value, level, apart, share)


def _number(number: Decimal | None, decimals: int) -> Said:
    return Said("–", "–") if number is None else written(number, decimals)


def _statements(strategy: str, code: str, seen_by: Viewer) -> int:
    catalogue = catalogue_of(strategy, seen_by=seen_by)
    return sum(code in (catalogue.indicators[one.indicator].focus_areas[:1]) for one in catalogue.statements)


def _said(rows: Sequence[Followed]) -> Said:
    """How many have a value, and which way they have gone in a year."""
    if not rows:
        return Said("Ingen indikator är beskriven för området.", "No indicator is described for the focus area.")
    known = [row for row in rows if row.latest is not None]
    first = Said(
        f"{len(known)} av {len(rows)} indikatorer har ett värde för platsen.",
        f"Of {len(rows)} indicators {len(known)} have a value for the place.",
    )
    judged = {course: sum(row.lately.course is course for row in known) for course in Course}
    better, worse = judged[Course.BETTER], judged[Course.WORSE]
    if not better and not worse:
        return first
    return Said(
        f"{first.sv} Det senaste året: {better} bättre, {worse} sämre.",
        f"{first.en} The last year: {better} better, {worse} worse.",
    )


def plain_figures(found: AreaFigures, language: Language) -> list[dict[str, Any]]:
    """The indicators for JSON; what is not known is null."""
    rows = [row.found for kind in found.kinds for row in kind.rows] + [row for row, _ in found.without]
    return [
        {
            "id": row.indicator.id,
            "title": row.indicator.title.said.in_(language),
            "role": row.indicator.role,
            "unit": row.indicator.unit.said.in_(language),
            "period": row.latest.period if row.latest else None,
            "value": str(row.latest.value) if row.latest else None,
            "known_from": row.latest.known_from.isoformat() if row.latest else None,
            "lately": row.lately.said.in_(language) if row.latest else None,
            "course": row.lately.course.value,
            "missing": [{"series": lack.series, "said": lack.said.in_(language), "command": lack.command} for lack in row.missing],
        }
        for row in rows
    ]
