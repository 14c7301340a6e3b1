"""A status as a shape: full, half, question mark, empty ring. The word stands beside it, so the shape is silent to a screen reader."""

from collections.abc import Mapping

from samhandling.drawing.svg import element, hatch, hatched
from samhandling.ground.said import Said

STATUSES = ("covered", "partly", "insufficient", "missing")

STATUS_SAID: Mapping[str, Said] = {
    "covered": Said("Insatser pågår", "Efforts under way"),
    "partly": Said("Saknas delvis", "Partly missing"),
    "insufficient": Said("Kan inte bedömas", "Cannot be judged"),
    "missing": Said("Ingen känd insats", "No known effort"),
}

_CLASS = {"covered": "d-full", "partly": "d-half", "insufficient": "d-unsure", "missing": "d-empty"}
_QUESTION = "M5.9 6.3a2.1 2.1 0 1 1 3.1 1.85c-.75.42-1 .8-1 1.55"


def class_of(status: str) -> str:
    """The class of a status's shape. Raises ValueError for a word that is no status."""
    if status not in _CLASS:
        raise ValueError(f"not a status: {status!r}, expected one of {', '.join(STATUSES)}")
    return _CLASS[status]


def status_mark(status: str, *, size: int = 14) -> str:
    """The status as a shape, `size` pixels wide and high."""
    ring = element("circle", cx=8, cy=8, r="6.75", fill="currentColor" if status == "covered" else "none")
    inner = {
        "partly": element("path", d="M8 1.25a6.75 6.75 0 0 0 0 13.5z", fill="currentColor", stroke="none"),
        "insufficient": element("path", d=_QUESTION, fill="none", stroke_linecap="round")
        + element("circle", cx=8, cy="11.9", r=".95", fill="currentColor", stroke="none"),
    }.get(status, "")
    return _silent(element("g", ring + inner, stroke="currentColor", stroke_width="1.5"), f"d d-mark {class_of(status)}", 16, size)


def fill_of(status: str, key: str) -> dict[str, str]:
    """How a status fills a surface in a picture with the pattern `hatch(key)`: solid, lighter, hatched with an edge, an edge alone.

    Solid ones have an edge in the colour of the paper (the system colour Canvas), so that layers are told apart without colour.
    """
    class_of(status)
    return {
        "covered": {"fill": "currentColor", "stroke": "Canvas", "stroke_width": ".5"},
        "partly": {"fill": "currentColor", "fill_opacity": ".65", "stroke": "Canvas", "stroke_width": ".5"},
        "insufficient": {"fill": hatched(key), "stroke": "currentColor", "stroke_width": ".7"},
        "missing": {"fill": "none", "stroke": "currentColor", "stroke_width": ".7"},
    }[status]


def swatch(status: str, *, key: str, size: int = 14) -> str:
    """A square filled as `picture_strip` fills that status, for the key beside it. Silent: the word stands beside."""
    square = element("rect", class_=class_of(status), x=1, y=1, width=12, height=12, **fill_of(status, key))
    pattern = hatch(key) if status == "insufficient" else ""
    return _silent(pattern + square, "d d-swatch", 14, size)


def _silent(content: str, class_: str, units: int, size: int) -> str:
    return element(
        "svg", content, class_=class_, aria_hidden="true", focusable="false", viewBox=f"0 0 {units} {units}", width=size, height=size
    )
