"""The few big charts: Vega-Lite specifications as plain data, drawn to SVG by vl-convert in this process, without a network.

Marks take the page's colour and dark mode (currentColor); what tells series apart is opacity and the table beside the picture. A chart is
kept by its content, as drawing one takes about 50 ms. The renderer is loaded at the first chart, in the process that draws.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from samhandling.drawing.svg import text_of
from samhandling.ground.said import Language

WIDE, NARROW = 620, 250
"""Widths of the plot in pixels: for a page, and for a telephone."""

CONFIG: Mapping[str, Any] = {
    "font": "system-ui, sans-serif",
    "axis": {
        "labelColor": "currentColor",
        "domainColor": "currentColor",
        "tickColor": "currentColor",
        "gridColor": "currentColor",
        "gridOpacity": 0.18,
        "labelFontSize": 12,
    },
    "legend": {"labelColor": "currentColor", "labelFontSize": 12},
    "view": {"stroke": None},
}
"""How every chart looks: the page's colour, its letters."""


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of bar: its name, and a value for each label; `None` where it is not known, which is left out, never drawn as 0."""

    name: str
    values: tuple[float | None, ...]


def stacked_columns(labels: Sequence[str], series: Sequence[Series], *, title: str, description: str, language: Language) -> str:
    """Columns that stack series over labels (years), with their names above: once for a wide and once for a narrow screen.

    Raises ValueError when a series has another number of values than there are labels.
    """
    if any(len(one.values) != len(labels) for one in series):
        raise ValueError("each series needs a value for each label")
    values = [
        {"label": label, "value": value, "series": one.name, "order": order}
        for order, one in enumerate(series)
        for label, value in zip(labels, one.values, strict=True)
        if value is not None
    ]
    drawn = []
    for width, name in ((WIDE, "d-broad"), (NARROW, "d-slim")):
        spec = _specification(values, [one.name for one in series], width)
        drawn.append(named(rendered(json.dumps(spec, ensure_ascii=False), language), name, title, description))
    return "".join(drawn)


def _specification(values: list[dict[str, Any]], names: list[str], width: int) -> dict[str, Any]:
    opacities = [max(0.3, 1 - 0.6 * number) for number in range(len(names))]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": 190,
        "background": None,
        "data": {"values": values},
        "mark": {"type": "bar", "color": "currentColor", "width": {"band": 0.72}},
        "encoding": {
            "x": {"field": "label", "type": "ordinal", "title": None, "axis": {"labelAngle": 0, "labelOverlap": True}},
            "y": {"field": "value", "type": "quantitative", "title": None, "axis": {"tickCount": 4}},
            "opacity": {
                "field": "series",
                "scale": {"domain": names, "range": opacities},
                "legend": {
                    "orient": "top",
                    "title": None,
                    "columnPadding": 28,
                    "labelLimit": 0,
                    "symbolFillColor": "currentColor",
                    "symbolStrokeWidth": 0,
                }
                if len(names) > 1
                else None,
            },
            "order": {"field": "order"},
        },
        "config": CONFIG,
    }


@lru_cache(maxsize=500)
def rendered(specification: str, language: Language) -> str:
    """A Vega-Lite specification (JSON) as SVG, with the language's numbers and months."""
    import vl_convert

    if language == "sv":
        return vl_convert.vegalite_to_svg(specification, format_locale="sv-SE", time_format_locale="sv-SE")
    return vl_convert.vegalite_to_svg(specification, format_locale="en-GB", time_format_locale="en-GB")


def named(svg: str, class_: str, title: str, description: str) -> str:
    """The renderer's root with our own name and text, its inner roles hushed: one picture, one alternative text."""
    inner = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", svg[svg.index(">") + 1 :])
    size = re.search(r'width="(\d+)" height="(\d+)"', svg)
    wide, high = size.groups() if size else ("0", "0")
    name = f"{text_of(title)}. {text_of(description)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="d {class_}" role="img" aria-label="{name}" '
        f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">{inner}'
    )
