"""A waterfall: parts that add up to a total, one below the other, each beginning where the one before it ended.

Lying down, so that names have room. What lowers the total is hatched, what raises it is light, a total is full; each number has its sign.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose

from samhandling.drawing.rows import BAR, BROAD, Plot, block, fixed, listed, name_of, number_of, plot_of, upright
from samhandling.drawing.svg import element, frame, hatch, hatched
from samhandling.ground.said import Language

LEAST_SPAN = 1e-9
"""Less than this is nothing to draw."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row. A `total` begins at nothing and says where the sum has come to; other rows are added to what is above them."""

    name: str
    value: float
    total: bool = False


def waterfall(
    steps: Sequence[Step], *, title: str, key: str, language: Language, unit: str = "", decimals: int = 0, width: int = BROAD
) -> str:
    """The steps from first to last. Raises ValueError when there are none, or when a total is not what the steps above it add up to."""
    if not steps:
        raise ValueError("a waterfall needs steps")
    spans = _spans(steps)
    low, high = min(0.0, *map(min, spans)), max(0.0, *map(max, spans))
    plot = plot_of(width)
    scale = plot.width / (high - low) if high - low > LEAST_SPAN else 0.0

    def across(value: float) -> float:
        return plot.left + (value - low) * scale

    bottom = plot.height(len(steps))
    content = [hatch(key), *_zero(across(0.0), plot, len(steps))]
    for number, (step, span) in enumerate(zip(steps, spans, strict=True)):
        content += _row(step, (across(min(span)), across(max(span))), number, plot, key)
        content.append(number_of(fixed(step.value, language, decimals=decimals, signed=not step.total), plot, number))
        if number + 1 < len(steps):
            content.append(_thread(across(span[1]), plot, number))
    said = [f"{step.name}: {fixed(step.value, language, decimals=decimals, signed=True, unit=unit)}" for step in steps]
    return frame(content, width=plot.total_width, height=bottom, title=title, description=listed(said), key=key)


def _zero(x: float, plot: Plot, rows: int) -> list[str]:
    """Where nothing has changed: one line, or where names stand above the bars a piece beside each."""
    if plot.left >= 1:
        return [upright("d-line", x, 0.0, plot.height(rows))]
    return [upright("d-line", x, plot.bar_top(row) - 2.0, plot.bar_top(row) + BAR + 2.0) for row in range(rows)]


def _spans(steps: Sequence[Step]) -> list[tuple[float, float]]:
    """(begins, ends) of each; a total must end where the running sum has come to."""
    running, spans, whole = 0.0, [], sum(abs(step.value) for step in steps) or 1.0
    for number, step in enumerate(steps):
        if step.total:
            if number and not isclose(step.value, running, rel_tol=1e-6, abs_tol=1e-6 * whole):
                raise ValueError(f"the total {step.value} is not the sum of the steps above it, {running}")
            running = step.value
            spans.append((0.0, running))
        else:
            spans.append((running, running + step.value))
            running += step.value
    return spans


def _row(step: Step, ends: tuple[float, float], number: int, plot: Plot, key: str) -> list[str]:
    top, broad = plot.bar_top(number), ends[1] - ends[0]
    if step.total:
        drawn = block("d-bar", ends[0], top, broad)
    elif step.value < 0:
        drawn = block("d-part", ends[0], top, broad, fill=hatched(key))
    else:
        drawn = block("d-half", ends[0], top, broad, opacity=".45")
    return [name_of(step.name, plot, number), drawn]


def _thread(x: float, plot: Plot, number: int) -> str:
    """The thin line that leads from where a step ends to where the next begins."""
    top, bottom = plot.bar_top(number) + BAR, plot.bar_top(number + 1)
    if plot.left < 1:
        # On a telephone the next row's name stands between the bars: only a short mark.
        return upright("d-line", x, top, top + 4.0, width=1.0)
    return element(
        "line", class_="d-line", x1=float(x), x2=float(x), y1=float(top), y2=float(bottom), stroke="currentColor", stroke_dasharray="2 2"
    )
