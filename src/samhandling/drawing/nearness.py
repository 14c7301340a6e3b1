"""What lies near: things placed by how near they are (to the right) and how demanding (upwards), those that the place has and those it lacks.

A filled dot is what the place has, a ring what it lacks. Only some have labels: of each the longest that has room, the first spots first.
What has no room is left to the table beside, which has them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from samhandling.drawing.bars import LETTER_WIDTH, figure
from samhandling.drawing.rows import BROAD
from samhandling.drawing.svg import element, frame, label, text_of
from samhandling.ground.said import Language, Said

LETTERS = 12
MARGIN, BELOW, ABOVE = 14.0, 40.0, 40.0
DOT, RING = 3.2, 4.6


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing: `near` and `demanding` from 0 to 1, whether the place has it, and its labels, of which the first that has room is shown."""

    name: str
    near: float
    demanding: float
    present: bool
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Axes:
    """What the ends of the picture are called, and the two kinds of dots."""

    far: str
    near: str
    demanding: str
    easy: str
    has: str
    lacks: str


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def nearness(
    spots: Sequence[Spot], axes: Axes, *, title: str, key: str, language: Language, width: int = BROAD, height: int | None = None
) -> str:
    """The picture. Raises ValueError when there are no spots, or one lies outside 0 to 1."""
    if not spots or any(not (0 <= spot.near <= 1 and 0 <= spot.demanding <= 1) for spot in spots):
        raise ValueError("a picture of nearness needs spots from 0 to 1")
    tall = float(height or (400 if width >= BROAD else 330))
    places = _placed(spots, float(width), tall)
    content = [*_frame_lines(float(width), tall), *_words(axes, float(width), tall)]
    content += [_dot(spot, at) for spot, at in zip(spots, places, strict=True)]
    content += _labels(spots, places, float(width), tall)
    return frame(content, width=width, height=tall, title=title, description=_described(spots).in_(language), key=key)


def _placed(spots: Sequence[Spot], width: float, tall: float) -> list[tuple[float, float]]:
    """Spread over the whole picture: the axes say more and less, not how much."""
    nears, demands = [spot.near for spot in spots], [spot.demanding for spot in spots]
    return [
        (
            MARGIN + _within(spot.near, nears) * (width - 2 * MARGIN),
            tall - BELOW - 12.0 - _within(spot.demanding, demands) * (tall - ABOVE - BELOW - 24.0),
        )
        for spot in spots
    ]


def _within(value: float, every: Sequence[float]) -> float:
    low, high = min(every), max(every)
    return (value - low) / (high - low) if high > low else 0.5


def _frame_lines(width: float, tall: float) -> list[str]:
    bottom = tall - BELOW
    lines = [(0.5, ABOVE, 0.5, bottom), (0.5, bottom, width, bottom)]
    return [element("line", class_="d-line", x1=a, y1=b, x2=c, y2=d, stroke="currentColor", stroke_opacity=".6") for a, b, c, d in lines]


def _words(axes: Axes, width: float, tall: float) -> list[str]:
    bottom = tall - BELOW
    shift = 14.0 + LETTER_WIDTH * len(axes.has) + 22.0
    return [
        _dot(Spot("", 0, 0, True), (6.0, 8.0)),
        label(axes.has, 14.0, 12.0, anchor="start", size=LETTERS),
        _dot(Spot("", 0, 0, False), (shift, 8.0)),
        label(axes.lacks, shift + 9.0, 12.0, anchor="start", size=LETTERS),
        label(f"↑ {axes.demanding}", 0.0, ABOVE - 8.0, anchor="start", size=LETTERS),
        label(f"↓ {axes.easy}", 0.0, bottom + 15.0, anchor="start", size=LETTERS),
        label(f"← {axes.far}", 0.0, bottom + 33.0, anchor="start", size=LETTERS),
        label(f"{axes.near} →", width, bottom + 33.0, anchor="end", size=LETTERS),
    ]


def _dot(spot: Spot, at: tuple[float, float]) -> str:
    if spot.present:
        return element("circle", class_="d-dot", cx=float(at[0]), cy=float(at[1]), r=DOT, fill="currentColor", fill_opacity=".55")
    return element(
        "circle", class_="d-empty", cx=float(at[0]), cy=float(at[1]), r=RING, fill="Canvas", stroke="currentColor", stroke_width="1.8"
    )


def _labels(spots: Sequence[Spot], places: Sequence[tuple[float, float]], width: float, tall: float) -> list[str]:
    """In the order of the spots: the first have the first choice of room."""
    taken = [_Box(x - RING, y - RING, x + RING, y + RING) for x, y in places]
    drawn = []
    for spot, at in zip(spots, places, strict=True):
        rooms = ((text, _room(text, at, taken, width, tall)) for text in spot.labels)
        text, found = next(((text, box) for text, box in rooms if box), ("", None))
        if found:
            taken.append(found)
            drawn.append(
                element("text", text_of(text), class_="d-number", x=found.left + 1.0, y=found.bottom - 3.5,
                        font_size=LETTERS, fill="currentColor")
            )  # fmt: skip
    return drawn


def _room(text: str, at: tuple[float, float], taken: Sequence[_Box], width: float, tall: float) -> _Box | None:
    long, x, y = LETTER_WIDTH * LETTERS / 11 * len(text) + 2.0, *at
    choices = [(x + 7, y - 7), (x - 7 - long, y - 7), (x - long / 2, y - 21), (x - long / 2, y + 7), (x + 5, y - 19), (x + 5, y + 5)]
    choices += [(x + 8 - long, y - 21), (x + 8 - long, y + 7), (x - 8, y - 21), (x - 8, y + 7)]
    for left, top in choices:
        box = _Box(left, top, left + long, top + 14.0)
        inside = box.left >= 3 and box.right <= width and box.top >= ABOVE - 4 and box.bottom <= tall - BELOW
        if inside and not any(box.meets(other) for other in taken):
            return box
    return None


def _described(spots: Sequence[Spot]) -> Said:
    lacking = sorted((spot for spot in spots if not spot.present), key=lambda spot: -spot.near)
    names = ", ".join(spot.name for spot in lacking[:5])
    sizes = [figure(len(spots) - len(lacking), "sv"), figure(len(lacking), "sv")]
    if not lacking:
        return Said(f"{sizes[0]} finns, ingen saknas.", f"{sizes[0]} are there, none is lacking.")
    return Said(
        f"{sizes[0]} finns och {sizes[1]} saknas. Närmast av dem som saknas: {names}.",
        f"{sizes[0]} are there and {sizes[1]} are lacking. Nearest of those that are lacking: {names}.",
    )
