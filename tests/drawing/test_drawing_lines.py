"""The chart of an indicator: a gap where nothing is known, the break marked, both widths, no style attributes."""

import re
from datetime import date

import pytest

from samhandling.drawing.lines import MOST_LINES, Line, Mark, line_chart, line_picture


def _line(values: list[float | None], name: str = "Gävleborgs län") -> Line:
    return Line(name, tuple((date(2018 + number, 1, 1), value) for number, value in enumerate(values)))


def _strokes(svg: str) -> int:
    """How many strokes the line is drawn in."""
    group = re.search(r'class="[^"]*mark-line[^"]*"[^>]*>(.*?)</g>', svg)
    assert group
    return sum(path.count("M") for path in re.findall(r' d="([^"]*)"', group[1]))


def test_it_is_drawn_once_for_each_width_and_named() -> None:
    drawn = line_chart([_line([1, 2, 3, 4])], [], title="Titel & mer", description="Det sjunker.", language="sv")
    assert drawn.count("<svg ") == 2
    assert drawn.count('aria-label="Titel &amp; mer. Det sjunker."') == 2
    assert "style=" not in drawn


def test_a_break_inside_the_values_is_marked_and_one_outside_is_not() -> None:
    inside, outside = Mark(date(2020, 1, 1), "brott ett"), Mark(date(1990, 1, 1), "brott två")
    drawn = line_picture([_line([1, 2, 3, 4])], [inside, outside], title="T", description="D", language="sv")
    assert "brott ett" in drawn
    assert "brott två" not in drawn


def test_what_is_not_known_makes_a_gap_and_is_never_drawn_as_zero() -> None:
    known, gap = ([_line(values)] for values in ([50.0, 51.0, 52.0, 53.0, 54.0], [50.0, 51.0, None, 53.0, 54.0]))
    whole, broken = (line_picture(lines, [], title="T", description="D", language="sv") for lines in (known, gap))
    assert (_strokes(whole), _strokes(broken)) == (1, 2)
    assert ">0<" not in broken


def test_it_refuses_what_cannot_be_told_apart_and_what_says_nothing() -> None:
    with pytest.raises(ValueError, match="told apart"):
        line_chart([_line([1, 2], str(number)) for number in range(MOST_LINES + 1)], [], title="T", description="D", language="sv")
    with pytest.raises(ValueError, match="no line has a value"):
        line_chart([_line([None, None])], [], title="T", description="D", language="sv")
