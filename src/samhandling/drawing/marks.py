"""A status as a shape: full, half, question mark, empty ring. The word stands beside it, so the shape is silent to a screen reader."""

from collections.abc import Mapping

from samhandling.drawing.svg import element, short
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
    return element(
        "svg",
        element("g", ring + inner, stroke="currentColor", stroke_width="1.5"),
        class_=f"d d-mark {class_of(status)}",
        aria_hidden="true",
        focusable="false",
        viewBox="0 0 16 16",
        width=short(size),
        height=short(size),
    )
