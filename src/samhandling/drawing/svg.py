"""The grammar of our pictures: escaped elements, short numbers, and the frame with its title and description.

A strict page refuses style attributes, <style> and scripts, so looks stand in presentation attributes, which the page's
own CSS overrides by class.
"""

from collections.abc import Iterable
from html import escape

Attribute = str | int | float | None

# Control characters that XML 1.0 cannot carry, not even escaped.
_FORBIDDEN = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: None, 0xFFFF: None}
_FORBIDDEN |= dict.fromkeys(range(0xD800, 0xE000))


def text_of(text: str) -> str:
    """`text` as it may stand in an element or an attribute."""
    return escape(text.translate(_FORBIDDEN), quote=True)


def short(number: float) -> str:
    """A coordinate with at most one decimal: "12", "3.5", "-0.1"."""
    rounded = round(number, 1)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.1f}"


def element(name: str, content: str = "", /, **attributes: Attribute) -> str:
    """One element. `content` is markup; attributes are escaped, `_` in names becomes `-`, a name's last `_` falls, None is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{short(value) if isinstance(value, float) else text_of(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def checked(key: str) -> str:
    """`key` itself, which makes ids unique on the page: ASCII letters, digits, - and _. Raises ValueError."""
    if not key.replace("-", "").replace("_", "").isalnum() or not key.isascii():
        raise ValueError(f"not a key for ids: {key!r}")
    return key


def label(text: str, x: float, y: float, *, anchor: str = "middle", size: int = 11) -> str:
    """A text in the picture, in the colour and font of the page."""
    return element("text", text_of(text), class_="d-label", x=x, y=y, text_anchor=anchor, font_size=size, fill="currentColor")


def hatch(key: str, *, size: int = 4, width: float = 1.2) -> str:
    """A pattern of slanting lines; used as fill="url(#key-h)"."""
    line = element("path", class_="d-hatch", d=f"M0 0V{size}", stroke="currentColor", stroke_width=width)
    pattern = element("pattern", line, id=f"{key}-h", width=size, height=size, patternUnits="userSpaceOnUse", patternTransform="rotate(45)")
    return element("defs", pattern)


def hatched(key: str) -> str:
    """The fill that refers to the pattern of `hatch(key)`."""
    return f"url(#{key}-h)"


def frame(
    content: Iterable[str],
    *,
    width: float,
    height: float,
    title: str,
    description: str,
    key: str,
    shown: float | None = None,
    links: bool = False,
    alone: bool = False,
) -> str:
    """The whole picture. `width` x `height` in its own units, `shown` its width in pixels (else the same).

    `key`: see `checked`. With `links` inside the picture is a group, since
    what stands in an image cannot be reached by keyboard or screen reader. `alone`: as a file, outside a page. Raises ValueError.
    """
    checked(key)
    head = element("title", text_of(title), id=f"{key}-t") + element("desc", text_of(description), id=f"{key}-d")
    pixels = width if shown is None else shown
    return element(
        "svg",
        head + "".join(content),
        xmlns="http://www.w3.org/2000/svg" if alone else None,
        class_="d",
        role="group" if links else "img",
        aria_labelledby=f"{key}-t",
        aria_describedby=f"{key}-d",
        viewBox=f"0 0 {short(width)} {short(height)}",
        width=float(pixels),
        height=float(pixels * height / width),
    )
