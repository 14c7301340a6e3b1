"""Strips of time: one focus area's status over the years, and how many focus areas had each status.

A day's status holds until the next day given; the last one as long as the one before it did.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from samhandling.drawing.marks import STATUS_SAID, STATUSES, class_of, fill_of
from samhandling.drawing.svg import element, frame, hatch, label, short, text_of
from samhandling.ground.counting import day_said
from samhandling.ground.said import Language, Said

ALONE_DAYS = 365
YEAR_TEXT_WIDTH = 34
# The share of the strip's height that each status fills; hatching tells "insufficient" from "covered".
_FILLED = {"covered": 1.0, "partly": 0.5, "insufficient": 1.0, "missing": 0.0}


@dataclass(frozen=True, slots=True)
class Axis:
    """Days laid out from 0 to `width`; `edges` is one longer than `days`: where each begins, and where the last ends."""

    days: tuple[date, ...]
    edges: tuple[float, ...]
    width: float

    def at(self, day: date) -> float | None:
        """Where `day` stands; None outside the strip."""
        first, last = self.days[0].toordinal(), self._end()
        place = (day.toordinal() - first) / (last - first) * self.width
        return place if 0 <= place <= self.width else None

    def _end(self) -> int:
        return _end_of(self.days)

    def years(self) -> list[tuple[int, float]]:
        """Each 1 January within the strip."""
        found = ((year, self.at(date(year, 1, 1))) for year in range(self.days[0].year, self.days[-1].year + 2))
        return [(year, place) for year, place in found if place is not None]


def _end_of(days: Sequence[date]) -> int:
    last = days[-1].toordinal()
    return last + (last - days[-2].toordinal() if len(days) > 1 else ALONE_DAYS)


def axis(days: Sequence[date], width: float) -> Axis:
    """Lay out `days`. Raises ValueError when there are none or they do not rise."""
    if not days or any(later <= earlier for earlier, later in pairwise(days)):
        raise ValueError("days must be at least one and rise")
    first, end = days[0].toordinal(), _end_of(days)
    edges = [(day.toordinal() - first) / (end - first) * width for day in days]
    return Axis(tuple(days), (*edges, width), width)


def status_strip(
    days: Sequence[date],
    statuses: Sequence[str],
    *,
    marked: date | None = None,
    title: str,
    key: str,
    language: Language,
    width: int = 160,
    height: int = 18,
) -> str:
    """One focus area over time: a full bar, half a bar, a hatched bar or only the ground line. `marked`: the day that the page shows.

    `width` and `height` in pixels. Raises ValueError when days and statuses differ in number or a word is no status.
    """
    laid = axis(days, width)
    if len(days) != len(statuses):
        raise ValueError(f"{len(days)} days but {len(statuses)} statuses")
    top = 5.0 if marked else 1.0
    floor = height - 1.0
    content = [hatch(key) if "insufficient" in statuses else ""]
    content += _blocks(laid, statuses, key=key, top=top, floor=floor)
    content += [
        _line(0, floor, laid.width, floor),
        *(_line(x, floor - 2, x, floor + 1) for _, x in laid.years()),
        _marker(laid, marked, floor),
    ]
    described = _history_said(days, statuses, marked).in_(language)
    return frame(content, width=width, height=height, title=title, description=described, key=key)


def _blocks(laid: Axis, statuses: Sequence[str], *, key: str, top: float, floor: float) -> list[str]:
    blocks, index = [], 0
    for status, same in groupby(statuses):
        start, index = index, index + len(list(same))
        left, tall = laid.edges[start], _FILLED[status] * (floor - top) if class_of(status) else 0.0
        if tall:
            blocks.append(_block(status, left, floor - tall, laid.edges[index] - left, tall, key))
    return blocks


def _block(status: str, x: float, y: float, width: float, height: float, key: str) -> str:
    place = {"x": float(x), "y": float(y), "width": float(width), "height": float(height)}
    return element("rect", class_=class_of(status), **place, **fill_of(status, key))


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return element("line", class_="d-line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), stroke="currentColor")


def _marker(laid: Axis, marked: date | None, floor: float) -> str:
    """A triangle that points down at the day, with a line through the strip."""
    place = laid.at(marked) if marked else None
    if place is None:
        return ""
    at = min(max(place, 4.0), laid.width - 4.0)
    return element("path", class_="d-marked", d=f"M{at - 4:.1f} 0h8l-4 4.5z", fill="currentColor") + _line(at, 4, at, floor)


def _history_said(days: Sequence[date], statuses: Sequence[str], marked: date | None) -> Said:
    """First status, each change, and which day the page shows."""
    turns = [
        (day, status)
        for position, (day, status) in enumerate(zip(days, statuses, strict=True))
        if not position or status != statuses[position - 1]
    ]
    sv = [f"{day_said(day).sv}: {STATUS_SAID[status].sv}." for day, status in turns]
    en = [f"{day_said(day).en}: {STATUS_SAID[status].en}." for day, status in turns]
    if marked:
        sv.append(f"Sidan visar den {day_said(marked).sv}.")
        en.append(f"The page shows {day_said(marked).en}.")
    return Said(" ".join(sv), " ".join(en))


def picture_strip(
    days: Sequence[date],
    counts: Sequence[Mapping[str, int]],
    *,
    marked: date | None = None,
    href: Callable[[date], str | None] | None = None,
    title: str,
    key: str,
    language: Language,
    width: int = 640,
    height: int = 72,
) -> str:
    """The picture's change: for each day how many focus areas had each status, stacked from covered at the bottom to missing at the top.

    `counts`: status → number, statuses that are absent count 0. `href`: where a day leads, None for no link there (the link
    before it then reaches over that day); the picture is then a group with links in it. Raises ValueError when days and counts differ in number, or one is negative or no status.
    """
    laid = axis(days, width)
    if len(days) != len(counts):
        raise ValueError(f"{len(days)} days but {len(counts)} counts")
    if any(count < 0 or class_of(status) == "" for each in counts for status, count in each.items()):
        raise ValueError("counts must not be negative")
    top, floor = 6.0, height - 16.0
    most = max(1, *(sum(each.values()) for each in counts))
    content = [hatch(key), *(_layer(laid, counts, status, top=top, floor=floor, most=most, key=key) for status in STATUSES)]
    content += [_line(0, floor, laid.width, floor), *_years(laid, floor), _marker(laid, marked, floor)]
    links = _links(laid, counts, href, floor, language) if href else []
    described = _counts_said(days, counts, marked).in_(language)
    return frame([*content, *links], width=width, height=height, title=title, description=described, key=key, links=any(links))


def _layer(laid: Axis, counts: Sequence[Mapping[str, int]], status: str, *, top: float, floor: float, most: int, key: str) -> str:
    """One status through the years: an outline around each unbroken stretch of it."""
    below = STATUSES[: STATUSES.index(status)]
    unit = (floor - top) / most
    steps, stretch = [], list[Step]()
    for position, each in enumerate(counts):
        base, count = sum(each.get(lower, 0) for lower in below), each.get(status, 0)
        if count:
            stretch.append(Step(laid.edges[position], laid.edges[position + 1], floor - base * unit, floor - (base + count) * unit))
        if stretch and (not count or position == len(counts) - 1):
            steps.append(_around(stretch))
            stretch = []
    return element("path", class_=class_of(status), d="".join(steps), **fill_of(status, key)) if steps else ""


@dataclass(frozen=True, slots=True)
class Step:
    """One day's part of a layer, in the picture's units."""

    left: float
    right: float
    bottom: float
    top: float


def _around(stretch: Sequence[Step]) -> str:
    """Along the tops to the right and along the bottoms back; equal neighbours share an edge."""
    tops = [list(same) for _, same in groupby(stretch, key=lambda step: step.top)]
    bottoms = [list(same) for _, same in groupby(reversed(stretch), key=lambda step: step.bottom)]
    there = "".join(f"V{short(same[0].top)}H{short(same[-1].right)}" for same in tops)
    back = "".join(f"V{short(same[0].bottom)}H{short(same[-1].left)}" for same in bottoms)
    return f"M{short(stretch[0].left)} {short(stretch[0].bottom)}{there}{back}z"


def _years(laid: Axis, floor: float) -> list[str]:
    """A tick for each year, its number where there is room."""
    marks, free = [], 0.0
    for year, place in laid.years():
        marks.append(_line(place, floor, place, floor + 4))
        if place >= free and place + YEAR_TEXT_WIDTH <= laid.width:
            marks.append(label(str(year), place + 3, floor + 13, anchor="start"))
            free = place + YEAR_TEXT_WIDTH
    return marks


def _links(
    laid: Axis, counts: Sequence[Mapping[str, int]], href: Callable[[date], str | None], floor: float, language: Language
) -> list[str]:
    """A link's area reaches to the next link, so that fewer links give larger targets."""
    targets = [(position, target) for position, day in enumerate(laid.days) if (target := href(day)) is not None]
    ends = [*(laid.edges[position] for position, _ in targets[1:]), laid.width]
    return [
        _link(laid.edges[position], end, floor, target, _counted_said(laid.days[position], counts[position]).in_(language))
        for (position, target), end in zip(targets, ends, strict=False)
    ]


def _link(left: float, right: float, floor: float, target: str, name: str) -> str:
    area = element("rect", x=float(left), width=float(right - left), height=float(floor), fill="none", pointer_events="all")
    return element("a", element("title", text_of(name)) + area, class_="d-link", href=target)


def _counted_said(day: date, counts: Mapping[str, int]) -> Said:
    """ "30 juni 2018: Insatser pågår 2, Saknas delvis 4, Ingen känd insats 8." """
    present = [status for status in STATUSES if counts.get(status, 0)]
    sv = ", ".join(f"{STATUS_SAID[status].sv} {counts[status]}" for status in present) or "inga insatsområden"
    en = ", ".join(f"{STATUS_SAID[status].en} {counts[status]}" for status in present) or "no focus areas"
    return Said(f"{day_said(day).sv}: {sv}.", f"{day_said(day).en}: {en}.")


def _counts_said(days: Sequence[date], counts: Sequence[Mapping[str, int]], marked: date | None) -> Said:
    """The first day, the last, and the latest one not after the marked day."""
    shown = {0, len(days) - 1} | {max((at for at, day in enumerate(days) if marked and day <= marked), default=0)}
    said = [_counted_said(days[position], counts[position]) for position in sorted(shown)]
    return Said(" ".join(one.sv for one in said), " ".join(one.en for one in said))
