"""A picture as PNG, for those who paste it where SVG is not taken: drawn by vl-convert in this process, without a network."""

from functools import lru_cache

SCALE = 2.0
"""Pixels for each of the picture's own, so that it is sharp in print and on fine screens."""


@lru_cache(maxsize=60)
def png_of(svg: str) -> bytes:
    """The picture as PNG, with its own background. Raises ValueError for what is no SVG."""
    import vl_convert

    drawn: bytes = vl_convert.svg_to_png(svg, scale=SCALE)
    return drawn
