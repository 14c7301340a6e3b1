"""A line as small as a word, beside the value that it leads to. Silent: the words beside it say what it shows."""

from collections.abc import Collection, Sequence
from datetime import date

from samhandling.drawing.svg import element

MARGIN = 3.0


def sparkline(points: Sequence[tuple[date, float | None]], *, breaks: Collection[date] = (), width: int = 132, height: int = 30) -> str:
    """The values in order of time, the last one as a dot; "" where none is known.

    A value that is not known makes a gap, and so does each day of `breaks`. The upright scale runs from the least to the greatest
    value and so has no zero: it is for the shape only.
    """
    known = [(day, value) for day, value in points if value is not None]
    if not known:
        return ""
    first, last = known[0][0].toordinal(), known[-1][0].toordinal()
    low, high = min(value for _, value in known), max(value for _, value in known)

    def at(day: date, value: float) -> tuple[float, float]:
        across = (day.toordinal() - first) / (last - first) if last > first else 1.0
        up = (value - low) / (high - low) if high > low else 0.5
        return round(MARGIN + across * (width - 2 * MARGIN), 1), round(height - MARGIN - up * (height - 2 * MARGIN), 1)

    pieces = [[at(day, value) for day, value in piece] for piece in _pieces(points, breaks)]
    drawn = "".join(_line(piece) for piece in pieces)
    x, y = at(*known[-1])
    end = element("circle", class_="d-dot", cx=x, cy=y, r=2.4, fill="currentColor")
    return element(
        "svg",
        drawn + end,
        class_="d",
        aria_hidden="true",
        focusable="false",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )


def _pieces(points: Sequence[tuple[date, float | None]], breaks: Collection[date]) -> list[list[tuple[date, float]]]:
    """Runs of known values that neither a gap nor a break parts."""
    pieces: list[list[tuple[date, float]]] = [[]]
    before: date | None = None
    for day, value in points:
        if before is not None and any(before < cut <= day for cut in breaks):
            pieces.append([])
        before = day
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append((day, value))
    return [piece for piece in pieces if piece]


def _line(piece: Sequence[tuple[float, float]]) -> str:
    if len(piece) == 1:
        return element("circle", class_="d-dot", cx=piece[0][0], cy=piece[0][1], r=1.2, fill="currentColor")
    words = " ".join(f"{x:g},{y:g}" for x, y in piece)
    return element(
        "polyline", class_="d-curve", points=words, fill="none", stroke="currentColor", stroke_width="1.5", stroke_linejoin="round"
    )
