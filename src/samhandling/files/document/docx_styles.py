"""What the styles of a DOCX say of their paragraphs: which are headings, which are list items, which are hidden."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|rubrik)\s*([1-9])$", re.IGNORECASE)
_TITLES = ("title", "rubrik", "titel")
_MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class Style:
    """`level` is 1 to 9 for a heading, 0 otherwise."""

    level: int = 0
    is_item: bool = False
    is_hidden: bool = False


PLAIN = Style()


def styles_of(tree: Element | None) -> Mapping[str, Style]:
    """Styles by id, each with what it has from those that it is based on."""
    listed = {} if tree is None else {style.get(f"{W}styleId", ""): style for style in tree.iter(f"{W}style")}
    return {name: _style(name, listed) for name in listed}


def _style(name: str, listed: Mapping[str, Element]) -> Style:
    level, is_item, hidden = 0, False, None
    for _ in range(_MOST_STEPS):
        style = listed.get(name)
        if style is None:
            break
        level = level or level_of(style.find(f"{W}pPr")) or _level_by_name(style)
        is_item = is_item or style.find(f"{W}pPr/{W}numPr") is not None
        if hidden is None:
            hidden = is_hidden(style.find(f"{W}rPr"))
        based = style.find(f"{W}basedOn")
        name = "" if based is None else based.get(f"{W}val", "")
    return Style(level, is_item and not level, bool(hidden))


def _level_by_name(style: Element) -> int:
    found = style.find(f"{W}name")
    name = "" if found is None else found.get(f"{W}val", "")
    if heading := _HEADING.match(name):
        return int(heading[1])
    return 1 if name.lower() in _TITLES else 0


def level_of(properties: Element | None) -> int:
    """The outline level that a paragraph's properties state, 1 to 9; 0 for body text."""
    stated = None if properties is None else properties.find(f"{W}outlineLvl")
    value = "" if stated is None else stated.get(f"{W}val", "")
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0


def is_hidden(properties: Element | None) -> bool | None:
    """Whether a run's properties hide it: as hidden text, or in letters of two points or less. None where they do not say."""
    if properties is None:
        return None
    vanish = properties.find(f"{W}vanish")
    if vanish is not None:
        return vanish.get(f"{W}val", "1") not in ("0", "false", "off")
    size = properties.find(f"{W}sz")
    value = "" if size is None else size.get(f"{W}val", "")
    return True if value.isdigit() and int(value) <= 4 else None


def is_white(properties: Element | None) -> bool:
    """White letters with no shading of their own, as on the white of a page nobody sees them."""
    colour = None if properties is None else properties.find(f"{W}color")
    if properties is None or colour is None or colour.get(f"{W}val", "").upper() != "FFFFFF":
        return False
    return properties.find(f"{W}shd") is None and properties.find(f"{W}highlight") is None
