"""The chart of an indicator: lines over time with breaks and a target path, drawn as the other big charts are (see charts.py).

Lines are told apart by their dashes and widths, never by colour. A value that is not known makes a gap, and so does a break in the series.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Any

from samhandling.drawing.charts import CONFIG, NARROW, WIDE, named, rendered
from samhandling.ground.said import Language

DASHES = ([1, 0], [7, 3], [2, 3], [10, 3, 2, 3], [4, 4], [1, 5])
WIDTHS = (3, 1.8, 1.8, 1.8, 1.8, 1.8)
MOST_LINES = len(DASHES)
LABELS_WIDE, LABELS_NARROW = 11, 5
LETTERS_WIDE = 100
"""Of a note below the title that fit on a line of the wide chart."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, and (day, value) in order of time; `None` where the value is not known. `dots`: each point is marked as well."""

    name: str
    points: tuple[tuple[date, float | None], ...]
    dots: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright line on a day, with a short word: from here on the figures are counted another way. `cuts`: the first line stops there."""

    day: date
    word: str
    cuts: bool = True


def line_chart(lines: Sequence[Line], marks: Sequence[Mark], *, title: str, description: str, language: Language) -> str:
    """The lines over time, the first one the most prominent: once for a wide and once for a narrow screen.

    Raises ValueError for more than `MOST_LINES` lines, or when no line has a value.
    """
    drawn = []
    for width, name in ((WIDE, "d-broad"), (NARROW, "d-slim")):
        drawn.append(named(rendered(json.dumps(_specification(lines, marks, width)), language), name, title, description))
    return "".join(drawn)


def line_picture(
    lines: Sequence[Line], marks: Sequence[Mark], *, title: str, description: str, language: Language, notes: Sequence[str] = ()
) -> str:
    """The wide chart as a file of its own, on white and with its title above, so that it can be read wherever it is put.

    `notes`: lines below the title (unit, source). Raises as `line_chart`.
    """
    below = [line for note in notes for line in wrap(note, LETTERS_WIDE)]
    heading = {
        "text": title,
        "subtitle": below,
        "anchor": "start",
        "fontSize": 16,
        "subtitleFontSize": 12,
        "subtitlePadding": 5,
        "offset": 12,
    }
    specification = {**_specification(lines, marks, WIDE), "title": heading, "background": "white", "padding": 12}
    return named(rendered(json.dumps(specification), language), "d-file", title, description)


def _specification(lines: Sequence[Line], marks: Sequence[Mark], width: int) -> dict[str, Any]:
    if len(lines) > MOST_LINES:
        raise ValueError("more lines than can be told apart")
    days = [day for line in lines for day, value in line.points if value is not None]
    if not days:
        raise ValueError("no line has a value")
    inside = [mark for mark in marks if min(days) < mark.day <= max(days)]
    layers = [_upright(inside)] if inside else []
    layers += [_drawn(lines, inside, width)]
    if any(line.dots for line in lines):
        layers.append(_dots([line for line in lines if line.dots]))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": 240,
        "background": None,
        "layer": layers,
        "encoding": {
            "x": {"field": "day", "type": "temporal", "title": None, "scale": {"type": "utc"}, "axis": _years(days, width)},
            "y": {"field": "value", "type": "quantitative", "title": None, "scale": {"zero": False}, "axis": {"tickCount": 5}},
        },
        "config": CONFIG,
    }


def _drawn(lines: Sequence[Line], marks: Sequence[Mark], width: int) -> dict[str, Any]:
    names = [line.name for line in lines]
    cuts = [mark.day for mark in marks if mark.cuts]
    values = [
        {"day": day.isoformat(), "value": value, "line": line.name, "part": sum(cut <= day for cut in cuts) if number == 0 else 0}
        for number, line in enumerate(lines)
        for day, value in line.points
    ]
    legend = {
        "orient": "top",
        "title": None,
        "labelLimit": 0,
        "symbolType": "stroke",
        "symbolStrokeColor": "currentColor",
        "symbolSize": 700,
        "columns": 1 if width == NARROW else 3,
        "columnPadding": 20,
    }
    shared = {"field": "line", "type": "nominal", "legend": legend if len(names) > 1 else None}
    return {
        "data": {"values": values},
        "mark": {"type": "line", "color": "currentColor", "strokeCap": "butt"},
        "encoding": {
            "strokeDash": {**shared, "scale": {"domain": names, "range": DASHES[: len(names)]}},
            "strokeWidth": {**shared, "scale": {"domain": names, "range": WIDTHS[: len(names)]}},
            "detail": {"field": "part", "type": "nominal"},
        },
    }


def _dots(lines: Sequence[Line]) -> dict[str, Any]:
    values = [{"day": day.isoformat(), "value": value} for line in lines for day, value in line.points if value is not None]
    return {"data": {"values": values}, "mark": {"type": "point", "filled": True, "color": "currentColor", "size": 45}}


def _upright(marks: Sequence[Mark]) -> dict[str, Any]:
    values = [{"day": mark.day.isoformat(), "word": mark.word} for mark in marks]
    at = {"x": {"field": "day", "type": "temporal", "scale": {"type": "utc"}}}
    return {
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "rule", "color": "currentColor", "strokeDash": [2, 2], "opacity": 0.75}, "encoding": {**at, "y": None}},
            {
                "mark": {"type": "text", "color": "currentColor", "align": "left", "dx": 4, "dy": 8, "y": 0, "fontSize": 12},
                "encoding": {**at, "y": None, "text": {"field": "word"}},
            },
        ],
    }


def _years(days: Sequence[date], width: int) -> dict[str, Any]:
    """Whole years below the chart, as many as there is room for."""
    years = max(days).year - min(days).year + 1
    room = LABELS_NARROW if width == NARROW else LABELS_WIDE
    step = next((step for step in (1, 2, 5, 10, 20) if years <= step * room), 50)
    return {"format": "%Y", "tickCount": {"interval": "year", "step": step}, "labelOverlap": True, "grid": False}
