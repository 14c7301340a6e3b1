"""Rows of a picture: a name, a bar and a number for each. On a broad page names stand beside the bars, on a telephone above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from samhandling.drawing.bars import LETTER_WIDTH, Number, figure
from samhandling.drawing.svg import element, text_of
from samhandling.ground.said import Language

BROAD, SLIM = 660, 288
"""Widths in pixels: for a page, and for a telephone of 320 pixels with its margins."""

NAMES, NUMBERS = 270.0, 62.0
LETTERS, LINE = 12, 14.0
BAR, BESIDE, ABOVE = 12.0, 31.0, 38.0


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the bars stand: from `left`, `width` broad, each row `high`; `top` of the first row, and where in a row its bar begins."""

    left: float
    width: float
    high: float
    top: float
    drop: float
    total_width: float

    def bar_top(self, row: int) -> float:
        """The upper edge of a row's bar."""
        return self.top + row * self.high + self.drop

    def height(self, rows: int) -> float:
        """Of all rows with what stands above them."""
        return self.top + rows * self.high + 4.0


def plot_of(width: int, *, top: float = 0.0) -> Plot:
    """The places of a picture that is `width` pixels broad."""
    if width >= BROAD:
        return Plot(NAMES, width - NAMES - NUMBERS, BESIDE, top, (BESIDE - BAR) / 2, float(width))
    return Plot(0.5, width - NUMBERS, ABOVE, top, ABOVE - BAR - 6.0, float(width))


def fixed(value: Number, language: Language, *, decimals: int = 1, unit: str = "", signed: bool = False) -> str:
    """A number that always has its decimals, so that a column of them reads straight: "8,0 %"; with `signed` also its plus."""
    whole = figure(value, language, decimals=decimals)
    mark = "," if language == "sv" else "."
    if decimals:
        left, _, right = whole.partition(mark)
        whole = f"{left}{mark}{right.ljust(decimals, '0')}"
    rounds_to_nothing = not any(letter in "123456789" for letter in whole)
    plus = "+" if signed and value > 0 and not rounds_to_nothing else ""
    return f"{plus}{whole}\u00a0{unit}" if unit else f"{plus}{whole}"


def name_of(name: str, plot: Plot, row: int) -> str:
    """The row's name: beside the bar in at most two lines, or above it in one."""
    above = plot.left < 1
    room = plot.total_width if above else plot.left - 10.0
    lines = fitted(name, room, 1 if above else 2)
    if above:
        return _name(lines[0], plot.bar_top(row) - 5.0)
    middle = plot.bar_top(row) + BAR / 2 + 4.0 - (len(lines) - 1) * 6.5
    return "".join(_name(line, middle + 13.0 * number) for number, line in enumerate(lines))


def _name(text: str, y: float) -> str:
    return element("text", text_of(text), class_="d-number", x=0.0, y=float(y), font_size=LETTERS, fill="currentColor")


def fitted(text: str, room: float, lines: int, *, size: int = LETTERS) -> list[str]:
    """`text` in at most that many lines of `room` pixels; what does not fit ends in an ellipsis (the table beside has it whole)."""
    letters = max(4, int(room / (LETTER_WIDTH * size / 11)))
    parts = wrap(text, letters, break_long_words=True) or [""]
    if len(parts) > lines:
        parts = [*parts[: lines - 1], parts[lines - 1][: letters - 1].rstrip(" ,") + "…"]
    return parts


def number_of(text: str, plot: Plot, row: int) -> str:
    """The row's number, at the right edge, in the page's own colour."""
    y = plot.bar_top(row) + BAR - 2.0
    return element(
        "text", text_of(text), class_="d-number", x=plot.total_width, y=y, text_anchor="end", font_size=LETTERS, fill="currentColor"
    )


def block(class_: str, x: float, y: float, width: float, *, fill: str = "currentColor", opacity: str | None = None) -> str:
    """A bar; one that is a pattern or see-through has an edge, so that its end is seen."""
    edge = fill != "currentColor" or opacity is not None
    inset = 0.5 if edge else 0.0
    return element(
        "rect",
        class_=class_,
        x=float(x + inset),
        y=float(y + inset),
        width=max(0.5, float(width - 2 * inset)),
        height=BAR - 2 * inset,
        fill=fill,
        fill_opacity=opacity,
        stroke="currentColor" if edge else None,
    )


def upright(
    class_: str, x: float, top: float, bottom: float, *, width: float = 1.0, dashes: str | None = None, colour: str = "currentColor"
) -> str:
    """A line from top to bottom."""
    return element(
        "line",
        class_=class_,
        x1=float(x),
        x2=float(x),
        y1=float(top),
        y2=float(bottom),
        stroke=colour,
        stroke_width=float(width),
        stroke_dasharray=dashes,
    )


def listed(parts: Sequence[str]) -> str:
    """What a screen reader hears, row by row."""
    return "; ".join(parts) + "."
