"""A map of values: every place in one of a few shades of the page's own colour, hatched where nothing is known. No red, no rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samhandling.drawing.outlines import fitted
from samhandling.drawing.svg import checked, element, frame, hatch, hatched, text_of
from samhandling.ground.places import PlaceCode, place_name

OPACITIES = (0.1, 0.32, 0.56, 0.84)
"""From the lowest step to the highest: light to dark on white, and the other way round on black, told by the key beside the map."""
UNITS_A_PIXEL = 3
SWATCH = 18


def value_map(
    places: Sequence[PlaceCode],
    steps: Mapping[PlaceCode, int],
    words: Mapping[PlaceCode, str],
    *,
    title: str,
    description: str,
    key: str,
    width: int = 260,
    marked: PlaceCode | None = None,
) -> str:
    """The places together. `steps`: a place's shade, 0 to 3; one that has none is hatched. `words`: what it says under the pointer.

    `marked`: the place that the page is about gets a broad edge. Raises ValueError for a step that there is no shade for.
    """
    drawn = inside(places, steps, words, key=key, width=width, marked=marked)
    return frame([drawn.content], width=drawn.width, height=drawn.height, title=title, description=description, key=key, shown=width)


@dataclass(frozen=True, slots=True)
class Inside:
    """The map without its frame, in units of its own."""

    content: str
    width: float
    height: float


def inside(
    places: Sequence[PlaceCode],
    steps: Mapping[PlaceCode, int],
    words: Mapping[PlaceCode, str],
    *,
    key: str,
    width: int,
    marked: PlaceCode | None = None,
) -> Inside:
    """What `value_map` frames, for a picture that holds more than the map."""
    drawing = fitted(tuple(places), width * UNITS_A_PIXEL, 2 * UNITS_A_PIXEL)
    # The marked place is drawn last, so that no neighbour covers its edge.
    order = sorted((place for place in places if place in drawing.paths), key=lambda place: place == marked)
    shapes = "".join(_shape(place, drawing.paths[place], steps.get(place), words.get(place, ""), key, place == marked) for place in order)
    pattern = hatch(checked(key), size=5 * UNITS_A_PIXEL, width=float(UNITS_A_PIXEL)) if any(place not in steps for place in places) else ""
    group = element("g", shapes, stroke="currentColor", stroke_linejoin="round", fill_rule="evenodd")
    return Inside(pattern + group, drawing.width, drawing.height)


def _shape(place: PlaceCode, path: str, step: int | None, word: str, key: str, is_marked: bool) -> str:
    told = element("title", text_of(f"{place_name(place)}: {word}" if word else place_name(place)))
    broad = 9 if is_marked else 2
    if step is None:
        return element("path", told, class_="d-wide", d=path, fill=hatched(key), stroke_width=broad)
    return element("path", told, class_="d-named", d=path, fill="currentColor", fill_opacity=_opacity(step), stroke_width=broad)


def _opacity(step: int) -> str:
    if not 0 <= step < len(OPACITIES):
        raise ValueError(f"no shade for step {step}")
    return f"{OPACITIES[step]:g}"


def shade(step: int | None, *, key: str) -> str:
    """A square as the map fills a step (hatched for none), for the key beside it. Silent: the words stand beside."""
    return element(
        "svg",
        square(step, key=key),
        class_="d d-swatch",
        aria_hidden="true",
        focusable="false",
        viewBox=f"0 0 {SWATCH} {SWATCH}",
        width=SWATCH,
        height=SWATCH,
    )


def square(step: int | None, *, key: str, x: float = 1.0, y: float = 1.0) -> str:
    """What `shade` frames, at a place of a larger picture."""
    fill = {"fill": hatched(key)} if step is None else {"fill": "currentColor", "fill_opacity": _opacity(step)}
    pattern = hatch(checked(key), size=5, width=1.0) if step is None else ""
    return pattern + element("rect", x=x, y=y, width=SWATCH - 2, height=SWATCH - 2, stroke="currentColor", **fill)
