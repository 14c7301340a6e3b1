"""A small line over years: the place's own line and the nation's, each with its last value beside it. A year that is not known is a gap."""

from collections.abc import Sequence
from itertools import groupby

from samhandling.drawing.bars import LETTER_WIDTH
from samhandling.drawing.rows import SLIM, fixed
from samhandling.drawing.svg import element, frame, label, text_of
from samhandling.ground.said import Language, Said

Point = tuple[float, float]
TOP, BELOW, BETWEEN = 14.0, 20.0, 14.0


def over_years(
    years: Sequence[int],
    own: Sequence[float | None],
    nation: Sequence[float | None],
    *,
    place: str,
    of_nation: str,
    title: str,
    key: str,
    language: Language,
    width: int = SLIM,
    height: int = 130,
) -> str:
    """Both lines on one scale. Raises ValueError when the numbers of years and values differ, or nothing is known of the place."""
    if not len(years) == len(own) == len(nation) or all(value is None for value in own):
        raise ValueError("a line over years needs a known value, and a value or None for each year")
    known = [value for value in (*own, *nation) if value is not None]
    names = [_last(place, own, language), _last(of_nation, nation, language)]
    right = width - max(LETTER_WIDTH * 12 / 11 * len(name) for name in names if name) - 10.0
    lines = [_points(values, years, (min(known), max(known)), right, float(height)) for values in (own, nation)]
    content = [_axis(years, right, float(height))]
    content += _drawn(lines[0], None) + _drawn(lines[1], "4 3")
    content += _ends(lines, names, float(height))
    described = _said(years, own, nation, place, of_nation).in_(language)
    return frame(content, width=width, height=height, title=title, description=described, key=key)


def _last(name: str, values: Sequence[float | None], language: Language) -> str:
    known = [value for value in values if value is not None]
    return f"{name} {fixed(known[-1], language)}" if known else ""


def _points(
    values: Sequence[float | None], years: Sequence[int], scale: tuple[float, float], right: float, height: float
) -> list[Point | None]:
    low, high = scale
    span = max(1, years[-1] - years[0])
    return [
        None
        if value is None
        else (
            4.0 + (right - 8.0) * (year - years[0]) / span,
            height - BELOW - 6.0 - ((value - low) / (high - low) if high > low else 0.5) * (height - TOP - BELOW - 10.0),
        )
        for year, value in zip(years, values, strict=True)
    ]


def _drawn(points: Sequence[Point | None], dashes: str | None) -> list[str]:
    drawn = []
    for known, group in groupby(points, key=lambda point: point is not None):
        run = [point for point in group if point is not None]
        if known and len(run) > 1:
            drawn.append(
                element("polyline", class_="d-curve", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in run), fill="none",
                        stroke="currentColor", stroke_width="1.4" if dashes else "2.4", stroke_dasharray=dashes, stroke_linejoin="round")
            )  # fmt: skip
        elif known:
            drawn.append(element("circle", class_="d-dot", cx=run[0][0], cy=run[0][1], r=2.4, fill="currentColor"))
    return drawn


def _ends(lines: Sequence[Sequence[Point | None]], names: Sequence[str], height: float) -> list[str]:
    """Each line's name beside its end; two that would meet are moved apart."""
    ends = [next(point for point in reversed(line) if point) for line, name in zip(lines, names, strict=True) if name]
    said = [name for name in names if name]
    downs = [end[1] + 4.0 for end in ends]
    if len(downs) == 2 and abs(downs[0] - downs[1]) < BETWEEN:
        middle, first = sum(downs) / 2, 1 if downs[0] > downs[1] else -1
        middle = min(max(middle, TOP + 4.0), height - BELOW - 10.0)
        downs = [middle + first * BETWEEN / 2, middle - first * BETWEEN / 2]
    return [
        element("text", text_of(name), class_="d-number", x=end[0] + 7.0, y=down, font_size=12, fill="currentColor")
        for name, end, down in zip(said, ends, downs, strict=True)
    ]


def _axis(years: Sequence[int], right: float, height: float) -> str:
    bottom = height - BELOW
    line = element("line", class_="d-line", x1=0.0, y1=bottom, x2=right, y2=bottom, stroke="currentColor", stroke_opacity=".6")
    first = label(str(years[0]), 0.0, height - 5.0, anchor="start", size=12)
    last = label(str(years[-1]), right, height - 5.0, anchor="end", size=12) if len(years) > 1 else ""
    return line + first + last


def _said(years: Sequence[int], own: Sequence[float | None], nation: Sequence[float | None], place: str, of_nation: str) -> Said:
    told = [_told(years, values, name) for values, name in ((own, place), (nation, of_nation))]
    lacking = sum(value is None for value in own)
    sv, en = " ".join(said.sv for said in told if said), " ".join(said.en for said in told if said)
    return Said(
        sv + (f" {lacking} av {len(years)} år är okända." if lacking else ""),
        en + (f" {lacking} of {len(years)} years are unknown." if lacking else ""),
    )


def _told(years: Sequence[int], values: Sequence[float | None], name: str) -> Said | None:
    known = [(year, value) for year, value in zip(years, values, strict=True) if value is not None]
    if not known:
        return None
    (first, before), (last, after) = known[0], known[-1]
    return Said(
        f"{name}: {fixed(before, 'sv')} år {first}, {fixed(after, 'sv')} år {last}.",
        f"{name}: {fixed(before, 'en')} in {first}, {fixed(after, 'en')} in {last}.",
    )
