"""Outlines of places from the shipped file, fitted to a picture's width."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise

from samhandling.ground.places import PlaceCode

Point = tuple[int, int]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Paths by place in whole units of a picture `width` x `height`."""

    width: int
    height: int
    paths: Mapping[PlaceCode, str]


def _ring(text: str) -> Ring:
    numbers = [int(word) for word in text.split()]
    across, down = accumulate(numbers[::2]), accumulate(numbers[1::2])
    return tuple(zip(across, down, strict=True))


@cache
def _lines() -> Mapping[PlaceCode, str]:
    text = files("samhandling.drawing").joinpath("outlines.csv").read_text("utf-8")
    pairs = (line.split(";") for line in text.splitlines()[1:])
    return {PlaceCode(code): rings for code, rings in pairs}


def rings_of(place: PlaceCode) -> tuple[Ring, ...]:
    """The place's outer rings and holes in units of 100 m, the largest first; none where no outline is known."""
    return tuple(_ring(text) for text in _lines().get(place, "").split("|") if text)


def _path(ring: Sequence[Point], *, left: int, top: int, scale: float, margin: int) -> str:
    """Points are rounded where they stand, not step by step, so that neighbours meet."""
    points = [(margin + round((x - left) * scale), margin + round((y - top) * scale)) for x, y in ring]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points) if (x1, y1) != (x2, y2)]
    if len(steps) < 2:
        return ""
    return f"M{points[0][0]} {points[0][1]}l" + _tight(number for step in steps for number in step) + "z"


def _tight(numbers: Iterable[int]) -> str:
    """Numbers with a space between only where no minus sign tells them apart."""
    return "".join(str(n) if n < 0 else f" {n}" for n in numbers).lstrip()


@cache
def fitted(places: tuple[PlaceCode, ...], width: int, margin: int) -> Fitted:
    """The outlines of `places` together in a picture `width` units wide. Raises ValueError when none has an outline."""
    shapes = {place: rings_of(place) for place in places}
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    if not points:
        raise ValueError(f"no outlines for {', '.join(places) or 'no places'}")
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    scale = (width - 2 * margin) / (right - left)
    paths = {
        place: "".join(_path(ring, left=left, top=top, scale=scale, margin=margin) for ring in rings) for place, rings in shapes.items()
    }
    return Fitted(width, round((bottom - top) * scale) + 2 * margin, {place: path for place, path in paths.items() if path})
