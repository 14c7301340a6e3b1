"""Maps of values as a file of its own: title, what it shows, the maps beside each other with their keys, and where the values are from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from samhandling.drawing.svg import element, frame, text_of
from samhandling.drawing.value_map import SWATCH, Inside, inside, square
from samhandling.ground.places import PlaceCode

MAP, BETWEEN, MARGIN, LEAST = 300, 40.0, 16.0, 560.0
"""Pixels: how broad a map is, what stands between two, and around all; and how broad the picture is at least, for its words."""
TITLE, TEXT, LINE = 16, 12, 18.0
LETTER = 0.56
"""Of the size of a text: how broad a letter is on an average."""
INK, PAPER, COLOUR = "#1d2226", "white", "#1c4e80"


@dataclass(frozen=True, slots=True)
class MapPart:
    """One of the maps. `steps`, `marked`: as in `value_map`. `shades`: the lines of its key, (step or none, words)."""

    heading: str
    places: Sequence[PlaceCode]
    steps: Mapping[PlaceCode, int]
    shades: Sequence[tuple[int | None, str]]
    marked: PlaceCode | None = None


def map_picture(parts: Sequence[MapPart], *, title: str, description: str, notes: Sequence[str] = ()) -> str:
    """The picture, on white whatever the page is. `notes`: lines below the title. Raises ValueError where there is no map."""
    if not parts:
        raise ValueError("no map")
    width = max(LEAST, 2 * MARGIN + len(parts) * MAP + (len(parts) - 1) * BETWEEN)
    top, content = MARGIN, []
    for size, said in ((TITLE, title), *((TEXT, note) for note in notes)):
        lines = wrap(said, int((width - 2 * MARGIN) / (LETTER * size)))
        content += [_text(line, MARGIN, top + LINE * (at + 1) - 4, size, bold=size == TITLE) for at, line in enumerate(lines)]
        top += LINE * len(lines) + 2
    top += LINE / 2
    columns = [_part(part, MARGIN + at * (MAP + BETWEEN), top, f"map-{at}") for at, part in enumerate(parts)]
    height = max(bottom for _, bottom in columns) + MARGIN
    paper = element("rect", width=width, height=height, fill=PAPER)
    drawn = element("g", "".join([*content, *(column for column, _ in columns)]), color=COLOUR, font_family="sans-serif")
    return frame([paper, drawn], width=width, height=height, title=title, description=description, key="maps", alone=True)


def _part(part: MapPart, left: float, top: float, key: str) -> tuple[str, float]:
    """A map below its heading with its key below that, and where it ends."""
    drawn: Inside = inside(part.places, part.steps, {}, key=key, width=MAP, marked=part.marked)
    high = MAP * drawn.height / drawn.width
    y, box = top + LINE + 6, f"0 0 {drawn.width:g} {drawn.height:g}"
    outline = element("svg", drawn.content, x=left, y=y, width=float(MAP), height=high, viewBox=box)
    content = [_text(part.heading, left, top + LINE - 4, TEXT + 1, bold=True), outline]
    below = y + high + 10
    for at, (step, words) in enumerate(part.shades):
        row = below + at * (SWATCH + 5)
        content += [square(step, key=f"{key}-{at}", x=left + 1, y=row), _text(words, left + SWATCH + 8, row + SWATCH - 6, TEXT)]
    return "".join(content), below + len(part.shades) * (SWATCH + 5)


def _text(text: str, x: float, y: float, size: int, *, bold: bool = False) -> str:
    return element("text", text_of(text), x=x, y=y, font_size=size, font_weight="bold" if bold else None, fill=INK)
