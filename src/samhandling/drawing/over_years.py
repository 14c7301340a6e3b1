"""A small line over years: the place's own line and the nation's, each named above with its last value. A year that is not known is a gap."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from samhandling.drawing.rows import SLIM, fixed, upright
from samhandling.drawing.svg import element, frame, label, text_of
from samhandling.ground.said import Language, Said

Point = tuple[float, float]
KEY, TOP, BELOW = 16.0, 40.0, 20.0


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
    breaks: Collection[int] = (),
    width: int = SLIM,
    height: int = 150,
) -> str:
    """Both lines on one scale, with their names and last values above. `breaks`: first years of a new series; the lines are cut there.

    Raises ValueError when the numbers of years and values differ, or nothing is known of the place.
    """
    if not len(years) == len(own) == len(nation) or all(value is None for value in own):
        raise ValueError("a line over years needs a known value, and a value or None for each year")
    known = [value for value in (*own, *nation) if value is not None]
    scale = _Scale(years[0], max(1, years[-1] - years[0]), min(known), max(known), float(width), float(height))
    cuts = [year for year in sorted(set(breaks)) if years[0] < year <= years[-1]]
    content = [_axis(years, float(width), float(height))]
    content += [upright("d-marked", scale.across(year - 0.5), TOP - 4.0, height - BELOW, dashes="2 2") for year in cuts]
    for number, (name, values, dashes) in enumerate(((place, own, None), (of_nation, nation, "4 3"))):
        if any(value is not None for value in values):
            content.append(_key(_last(name, values, language), KEY * number, dashes))
            for stretch in _stretches(years, values, cuts):
                content += _drawn([scale.point(year, value) for year, value in stretch], dashes)
    described = _said(years, own, nation, place, of_nation).in_(language)
    return frame(content, width=width, height=height, title=title, description=described, key=key)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    span: int
    low: float
    high: float
    width: float
    height: float

    def across(self, year: float) -> float:
        return 4.0 + (self.width - 8.0) * (year - self.first) / self.span

    def point(self, year: int, value: float | None) -> Point | None:
        if value is None:
            return None
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.across(year), self.height - BELOW - 6.0 - share * (self.height - TOP - BELOW - 10.0)


def _stretches(years: Sequence[int], values: Sequence[float | None], cuts: Sequence[int]) -> Iterator[list[tuple[int, float | None]]]:
    """The years between breaks: a line never crosses one."""
    for _, group in groupby(zip(years, values, strict=True), key=lambda pair: sum(cut <= pair[0] for cut in cuts)):
        yield list(group)


def _key(text: str, top: float, dashes: str | None) -> str:
    """What a line stands for, above the picture."""
    sample = element("line", class_="d-line", x1=0.0, x2=22.0, y1=top + 8.0, y2=top + 8.0, stroke="currentColor",
                     stroke_width="1.4" if dashes else "2.4", stroke_dasharray=dashes)  # fmt: skip
    return sample + element("text", text_of(text), class_="d-number", x=28.0, y=top + 12.0, font_size=12, fill="currentColor")


def _last(name: str, values: Sequence[float | None], language: Language) -> str:
    known = [value for value in values if value is not None]
    return f"{name} {fixed(known[-1], language)}"


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
        f"{name[:1].upper()}{name[1:]}: {fixed(before, 'sv')} år {first}, {fixed(after, 'sv')} år {last}.",
        f"{name[:1].upper()}{name[1:]}: {fixed(before, 'en')} in {first}, {fixed(after, 'en')} in {last}.",
    )
