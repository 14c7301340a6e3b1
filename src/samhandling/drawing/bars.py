"""Bars, columns and sparklines: amounts side by side. What is unknown is a gap, never 0."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import ceil, floor

from samhandling.drawing.svg import element, frame, hatch, hatched, label
from samhandling.ground.said import Language, Said

LETTER_WIDTH, LEAST_SHOWN = 6.2, 1.0
_SWEDISH = str.maketrans(",.", "\u00a0,")
Number = int | float | Decimal | Fraction


def figure(value: Number, language: Language, *, decimals: int = 1, unit: str = "") -> str:
    """A number as it is read: "1 234,5 mnkr", "1,234.5 mnkr"; rounded half up, no decimals where they are all 0."""
    scaled = floor(abs(Fraction(value)) * 10**decimals + Fraction(1, 2))
    text = f"{Decimal(scaled).scaleb(-decimals) * (-1 if value < 0 else 1):,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    text = "0" if text == "-0" else text.replace("-", "\u2212")
    if language == "sv":
        text = text.translate(_SWEDISH)
    return f"{text}\u00a0{unit}" if unit else text


def bar(
    value: Number | None,
    maximum: Number,
    *,
    part: Number | None = None,
    unit: str = "mnkr",
    title: str,
    key: str,
    language: Language,
    width: int = 120,
    height: int = 10,
) -> str:
    """A horizontal bar of `value` against `maximum`; `part` of the value (the nation-wide part) is hatched at its end.

    Unknown (None) is a broken line. Raises ValueError when a number is negative or the part is larger than the whole.
    """
    if min(float(value or 0), float(maximum), float(part or 0)) < 0 or float(part or 0) > float(value or 0):
        raise ValueError(f"bar of {value} with part {part} against {maximum}")
    described = _bar_said(value, part, unit).in_(language)
    if value is None:
        content = [_line(1, height / 2, width - 1, height / 2, dashes="2 4")]
    else:
        full = max(LEAST_SHOWN, width * min(1.0, float(value) / float(maximum))) if maximum and value else 0.0
        far = full * float(part or 0) / float(value) if value else 0.0
        content = [
            _rect("d-ground", 0, width, height, fill="currentColor", opacity=".12"),
            _rect("d-bar", 0, full - far, height, fill="currentColor"),
            *([hatch(key), _rect("d-part", full - far, far, height, fill=hatched(key), stroke="currentColor")] if far else []),
        ]
    return frame(content, width=width, height=height, title=title, description=described, key=key)


def _rect(class_: str, x: float, width: float, height: float, *, fill: str, opacity: str | None = None, stroke: str | None = None) -> str:
    inset = 0.5 if stroke else 0.0
    return element(
        "rect",
        class_=class_,
        x=x + inset,
        y=inset,
        width=max(0.0, float(width) - 2 * inset),
        height=float(height) - 2 * inset,
        fill=fill,
        fill_opacity=opacity,
        stroke=stroke,
    )


def _line(x1: float, y1: float, x2: float, y2: float, *, dashes: str | None = None) -> str:
    return element(
        "line", class_="d-line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), stroke="currentColor", stroke_dasharray=dashes
    )


def _bar_said(value: Number | None, part: Number | None, unit: str) -> Said:
    if value is None:
        return Said("Beloppet är okänt.", "The amount is unknown.")
    whole = Said(f"{figure(value, 'sv', unit=unit)}.", f"{figure(value, 'en', unit=unit)}.")
    if not part:
        return whole
    return Said(
        f"{whole.sv} Av det är {figure(part, 'sv', unit=unit)} rikstäckande.",
        f"{whole.en} Of that, {figure(part, 'en', unit=unit)} is nation-wide.",
    )


def columns(
    labels: Sequence[str],
    values: Sequence[Number | None],
    *,
    unit: str = "",
    title: str,
    key: str,
    language: Language,
    width: int = 320,
    height: int = 120,
) -> str:
    """A column for each value with its number above and its label below, where there is room; None is a gap with a dash. Columns start at 0.

    Raises ValueError when labels and values differ in number, there are none, or one is negative.
    """
    if not values or len(labels) != len(values) or any(value is not None and value < 0 for value in values):
        raise ValueError(f"columns of {len(labels)} labels and {len(values)} values, none negative")
    ground, slot = height - 16.0, width / len(values)
    numbers = ["–" if value is None else figure(value, language) for value in values]
    talls = _heights(values, ground - 16.0)
    middles = [slot * (position + 0.5) for position in range(len(values))]
    content = [_line(0, ground, width, ground)]
    content += [_column(middle, slot * 0.64, ground - tall, tall) for middle, tall in zip(middles, talls, strict=True) if tall]
    # Numbers that would run into each other are left to the table beside; of the labels every second, third ... is kept.
    if _every(numbers, slot) == 1:
        content += [label(text, middle, ground - tall - 4) for text, middle, tall in zip(numbers, middles, talls, strict=True)]
    kept = _every(labels, slot)
    content += [label(text, _within(middle, text, width), height - 3) for text, middle in list(zip(labels, middles, strict=True))[::kept]]
    described = _values_said(labels, values, unit).in_(language)
    return frame(content, width=width, height=height, title=title, description=described, key=key)


def _heights(values: Sequence[Number | None], room: float) -> list[float]:
    """In proportion, but what is more than nothing shows."""
    most = max((float(value) for value in values if value is not None), default=0.0)
    return [max(LEAST_SHOWN, room * float(value) / most) if value else 0.0 for value in values]


def _within(middle: float, text: str, width: float) -> float:
    """`middle`, moved so far that the text stays in the picture."""
    half = min(len(text) * LETTER_WIDTH, width) / 2
    return min(max(middle, half), width - half)


def _every(texts: Sequence[str], slot: float) -> int:
    """Every how manyth of `texts` has room, each slot that broad."""
    return max(1, ceil((max(map(len, texts)) * LETTER_WIDTH + 2) / slot))


def _column(middle: float, broad: float, y: float, tall: float) -> str:
    return element(
        "rect", class_="d-bar", x=float(middle - broad / 2), y=float(y), width=float(broad), height=float(tall), fill="currentColor"
    )


def _values_said(labels: Sequence[str], values: Sequence[Number | None], unit: str) -> Said:
    pairs = list(zip(labels, values, strict=True))
    sv = "; ".join(f"{name}: {'okänt' if value is None else figure(value, 'sv', unit=unit)}" for name, value in pairs)
    en = "; ".join(f"{name}: {'unknown' if value is None else figure(value, 'en', unit=unit)}" for name, value in pairs)
    return Said(f"{sv}.", f"{en}.")


def sparkline(
    values: Sequence[Number | None], *, unit: str = "", title: str, key: str, language: Language, width: int = 100, height: int = 24
) -> str:
    """A line through the values, evenly spaced from the lowest to the highest; None breaks the line, a lone value is a dot.

    The last known value has a dot. Raises ValueError when there are no values at all.
    """
    if not values:
        raise ValueError("a sparkline needs values")
    points = _points(values, width=width, height=height, margin=3.0)
    content = []
    for known, group in groupby(points, key=lambda point: point is not None):
        run = [point for point in group if point is not None]
        if known and len(run) > 1:
            content.append(_curve(run))
        elif known:
            content.append(_dot(run[0]))
    last = [point for point in points if point is not None][-1:]
    described = _line_said(values, unit).in_(language)
    return frame([*content, *map(_dot, last)], width=width, height=height, title=title, description=described, key=key)


def _points(values: Sequence[Number | None], *, width: int, height: int, margin: float) -> list[tuple[float, float] | None]:
    known = [float(value) for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    across = (width - 2 * margin) / max(1, len(values) - 1)

    def down(value: Number) -> float:
        share = (float(value) - low) / (high - low) if high > low else 0.5
        return height - margin - share * (height - 2 * margin)

    return [None if value is None else (margin + position * across, down(value)) for position, value in enumerate(values)]


def _curve(run: Sequence[tuple[float, float]]) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    return element(
        "polyline", class_="d-curve", points=points, fill="none", stroke="currentColor", stroke_width="1.5", stroke_linejoin="round"
    )


def _dot(point: tuple[float, float]) -> str:
    return element("circle", class_="d-dot", cx=float(point[0]), cy=float(point[1]), r=2, fill="currentColor")


def _line_said(values: Sequence[Number | None], unit: str) -> Said:
    known = [value for value in values if value is not None]
    if not known:
        return Said("Inga värden är kända.", "No values are known.")
    ends = (known[0], known[-1], min(known), max(known))
    sv, en = ([figure(value, language, unit=unit) for value in ends] for language in ("sv", "en"))
    lacking = len(values) - len(known)
    return Said(
        f"Från {sv[0]} till {sv[1]}; lägst {sv[2]}, högst {sv[3]}." + (f" {lacking} av {len(values)} värden saknas." if lacking else ""),
        f"From {en[0]} to {en[1]}; lowest {en[2]}, highest {en[3]}."
        + (f" {lacking} of {len(values)} values are missing." if lacking else ""),
    )
