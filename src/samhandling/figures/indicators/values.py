"""From cells of the store to the line of an indicator: the chain joined, quotients computed, sexes and open variables told apart."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samhandling.figures.indicators.rows import Line, Value
from samhandling.figures.indicators.series import MEN, SEX, TOTAL, WOMEN, code_of, period_read, without_sex
from samhandling.figures.queries import Observation, SeriesRow, known_rows, series_list
from samhandling.figures.rules.algebra import Chain, Link, chained, quotients
from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.indicator.document import Indicator, Series
from samhandling.figures.rules.movement.series import BreakMark, Point
from samhandling.figures.rules.status_words import BREAK
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer

COMPUTED = "computed:"
Rest = tuple[tuple[str, str], ...]
Key = tuple[str, str, str, Rest]


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells by (series, place, sex, other dimensions), and the series that they are of. A cell without sexes counts as everyone's."""

    by_key: Mapping[Key, Sequence[Observation]]
    series: Mapping[str, SeriesRow]

    def rests(self, codes: Collection[str], place: str) -> list[Rest]:
        """The combinations of other dimensions that a place has values for."""
        return sorted({rest for code, where, _, rest in self.by_key if where == place and code in codes})


def held_series(*, seen_by: Viewer) -> Mapping[str, SeriesRow]:
    """Every series that has figures, by its code in the store."""
    return {row.code: row for row in series_list(seen_by=seen_by)}


def codes_of(indicator: Indicator) -> tuple[str, ...]:
    """The codes of all its series in the store, in order."""
    return tuple(dict.fromkeys(code_of(series.source) for series in indicator.every_series))


def cells_of(indicators: Iterable[Indicator], places: Collection[str], *, seen_by: Viewer, on: date | None = None) -> Cells:
    """What was known on the day `on` (today where None) of the series of some indicators, for some places; one question to the engine."""
    held = held_series(seen_by=seen_by)
    codes = {code for indicator in indicators for code in codes_of(indicator) if code in held}
    found: dict[Key, list[Observation]] = {}
    for row in known_rows(codes, seen_by=seen_by, on=on, places=places) if codes else ():
        key = (row.series, row.place, row.dimensions.get(SEX, TOTAL), without_sex(row.dimensions))
        found.setdefault(key, []).append(row)
    return Cells(found, held)


def line_of(indicator: Indicator, cells: Cells, place: str, sex: str = TOTAL, rest: Rest = ()) -> Line:
    """The values of a place: the chain's, or the quotient of two chains. Empty where nothing is held."""
    if indicator.algebra is None:
        return _chain_line(indicator.series, cells, place, sex, rest, indicator.break_marks)
    above = _chain_line(indicator.algebra.numerator, cells, place, sex, rest, indicator.break_marks)
    below = _chain_line(indicator.algebra.denominator, cells, place, sex, rest, indicator.break_marks)
    made = quotients(above.points, below.points, indicator.algebra.factor) if above.values and below.values else []
    parts = {value.point.span.first: [value] for value in above.values}
    for value in below.values:
        parts.setdefault(value.point.span.first, []).append(value)
    # Of two marks at one period, the one that forbids comparing holds.
    breaks = {mark.period: mark for mark in sorted((*above.breaks, *below.breaks), key=lambda mark: not mark.comparable)}
    return Line(tuple(_of_parts(one.point(indicator.decimals + 2), parts[one.point().span.first]) for one in made), tuple(breaks.values()))


def main_line(indicator: Indicator, cells: Cells, place: str, sex: str = TOTAL) -> Line:
    """The one line of a place; empty where something stays open beside place and sex, so that there are several."""
    rests = cells.rests(codes_of(indicator), place)
    return line_of(indicator, cells, place, sex, rests[0] if rests else ()) if len(rests) < 2 else Line()


def sexes(indicator: Indicator, cells: Cells, place: str) -> tuple[Line, Line]:
    """(women's, men's) values; empty lines where the series give none."""
    return main_line(indicator, cells, place, WOMEN), main_line(indicator, cells, place, MEN)


def decimal_of(value: float | None, decimals: int | None) -> Decimal | None:
    """The shortest decimal number that the double stands for, with the series' own decimals where it has no more than those."""
    if value is None:
        return None
    exact = Decimal(int(value)) if value.is_integer() else Decimal(repr(value))
    if decimals is None or round(value, decimals) != value:
        return exact
    return exact.quantize(Decimal(1).scaleb(-decimals))


def _chain_line(chain: Sequence[Series], cells: Cells, place: str, sex: str, rest: Rest, marks: Sequence[BreakMark]) -> Line:
    keys = [series.source.key for series in chain]
    links: list[Link] = []
    values: dict[tuple[str, str], Value] = {}
    for series, key in zip(chain, keys, strict=True):
        code = code_of(series.source)
        name = key if keys.count(key) == 1 else code
        decimals = cells.series[code].decimals if code in cells.series else None
        found = [
            Value(
                period_read(cell.period),
                decimal_of(cell.value, decimals),
                cell.status,
                key,
                cell.known_from,
                series.status == "preliminary",
            )
            for cell in cells.by_key.get((code, place, sex, rest), ())
        ]
        values |= {(name, value.period): value for value in found}
        links.append(Link(name, tuple(value.point for value in found), series.first, series.last, series.continues))
    joined: Chain = chained(links, marks)
    line = tuple(values[joined.series[point.period], point.period] for point in joined.points)
    told = {joint.period for joint in joined.joints} | {mark.period for mark in marks}
    return Line(line, (*joined.breaks, *_marked(line, told)))


def _marked(values: Sequence[Value], told: Collection[str]) -> list[BreakMark]:
    """Breaks that stand in the figures that values were computed from. `told`: periods that the chain or the file has a mark at."""
    return [
        BreakMark(
            value.period,
            Said(
                f"Från {period_said(value.period).sv} är underlaget räknat på ett annat sätt; se källan.",
                f"From {period_said(value.period).en} on, what it is computed from is counted in another way; see the source.",
            ),
        )
        for value in values
        if value.series.startswith(COMPUTED) and BREAK in value.status.split() and value.period not in told
    ]


def _of_parts(made: Point, parts: Sequence[Value]) -> Value:
    return Value(
        made.period,
        made.value,
        made.status,
        " / ".join(part.series for part in parts),
        max(part.known_from for part in parts),
        any(part.preliminary for part in parts),
    )
