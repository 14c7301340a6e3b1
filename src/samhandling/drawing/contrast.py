"""Contrast between two colours, as WCAG 2.2 computes it: relative luminance and contrast ratio (W3C, 2023)."""

import re
from colorsys import hls_to_rgb, rgb_to_hls

TEXT_LEAST = 4.5
SHAPE_LEAST = 3.0
CALM = 0.65

Colour = str
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def is_colour(text: object) -> bool:
    """`text` is a colour as "#1d5475" or "#fff"."""
    return isinstance(text, str) and _HEX.fullmatch(text) is not None


def channels(colour: Colour) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255. Raises ValueError."""
    if not is_colour(colour):
        raise ValueError(f"not a colour: {colour!r}")
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 (the same) to 21 (black and white), whichever stands first."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lightened(colour: Colour, against: Colour, least: float) -> Colour:
    """`colour` made lighter, hue kept, in steps of 2 % until it has `least` contrast on `against` (or is white).

    What is lightened is also calmed, since a saturated light colour glares on a dark page.
    """
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in channels(colour)))
    for percent in range(0, 101, 2):
        mixed = hls_to_rgb(hue, lightness + (1 - lightness) * percent / 100, saturation * (CALM if percent else 1))
        found = "#" + "".join(f"{round(channel * 255):02x}" for channel in mixed)
        if ratio(found, against) >= least:
            return found
    return "#ffffff"
