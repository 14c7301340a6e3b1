"""A picture read back, and what every picture owes a strict and accessible page."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

Element = ElementTree.Element

CLASSES = {
    *("d", "d-mark", "d-swatch", "d-shared", "d-named", "d-other", "d-wide", "d-full", "d-half", "d-unsure", "d-empty", "d-hatch"),
    *("d-line", "d-label", "d-number", "d-marked", "d-link", "d-bar", "d-part", "d-ground", "d-curve", "d-dot"),
}
ALLOWED = {"svg", "title", "desc", "defs", "pattern", "g", "path", "rect", "line", "circle", "polyline", "text", "a", "use"}


def read(picture: str) -> Element:
    """The picture as a tree; fails when it is not well-formed."""
    return ElementTree.fromstring(picture)


def owed(picture: str, *, title: str, key: str) -> Element:
    """Checks what every picture with a name owes, and gives its tree."""
    root = read(picture)
    first, second = list(root)[:2]
    assert (first.tag, first.text, first.get("id")) == ("title", title, f"{key}-t")
    assert (second.tag, second.get("id")) == ("desc", f"{key}-d")
    assert second.text
    assert second.text.strip()
    assert root.get("aria-labelledby") == f"{key}-t"
    strict(root)
    return root


def strict(root: Element) -> None:
    """No styles, no scripts, no colours of its own, no class outside the small set, no id twice."""
    seen = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(seen) == len(set(seen))
    for node in root.iter():
        assert node.tag in ALLOWED
        assert not {name for name in node.attrib if name == "style" or name.startswith("on")}
        assert set((node.get("class") or "").split()) <= CLASSES
        for paint in (node.get("fill"), node.get("stroke")):
            assert paint in (None, "none", "currentColor", "Canvas") or re.fullmatch(r"url\(#[\w-]+\)", paint)
        if (node.get("fill") or "").startswith("url("):
            assert (node.get("fill") or "")[5:-1] in seen


def of_class(root: Element, name: str) -> list[Element]:
    """Every element of the class."""
    return [node for node in root.iter() if name in (node.get("class") or "").split()]


def numbers(root: Element, *names: str) -> Iterator[float]:
    """The values of these attributes, wherever they stand."""
    for node in root.iter():
        yield from (float(node.get(name) or 0) for name in names if node.get(name) is not None)


def description(root: Element) -> str:
    """What a screen reader says of it."""
    return root.findtext("desc") or ""
