"""The lines of a PDF's page, with what the page's picture says of them: how large their letters are, and where a gap stands above."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low
from typing import Any

from samhandling.files.document.plain import Unseen, cleaned, line_of

# The dots of a table of contents.
_LEADERS = re.compile(r"(?:[ \u00a0]?\.){5,}")
_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
_INVISIBLE = 3
_SMALLEST = 2.0
_GAP = 1.35
_FEW_STEPS = 4
_LEADING = 1.3
_OTHER_SIZE = 0.08
_HEADING_SIZE = 1.12
_SIZE_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line's text, the size of its letters in points (0 where unknown), and whether more space than usual stands above it.

    `is_unseen`: its letters are too small to see, or drawn invisibly as the text behind a scanned picture is.
    """

    text: str
    size: float = 0.0
    has_gap: bool = False
    is_unseen: bool = False


@dataclass(slots=True)
class _Drawn:
    text: str
    size: float | None
    height: float | None
    is_invisible: bool = False


def lines_of(page: Any) -> list[Line]:
    """The lines of a pypdf page that hold something, from the top."""
    drawn = [_Drawn("", None, None)]
    modes = [0]

    def watch(operator: bytes, operands: Sequence[Any], _matrix: Any, _text_matrix: Any) -> None:
        if operator == b"Tr" and operands:
            modes[-1] = int(operands[0])
        elif operator == b"q":
            modes.append(modes[-1])
        elif operator == b"Q" and len(modes) > 1:
            modes.pop()
        elif operator in _SHOWING:
            drawn[-1].is_invisible = modes[-1] == _INVISIBLE

    def hear(text: str, matrix: Sequence[float], text_matrix: Sequence[float], _font: Any, size: float) -> None:
        height = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
        for number, part in enumerate(text.split("\n")):
            if number:
                drawn.append(_Drawn("", None, None))
            line = drawn[-1]
            if part.strip() and line.height is None and not line.text.strip() and number == 0:
                line.height = height
            if part.strip():
                # A bullet may be smaller or larger than the words after it.
                line.size = max(line.size or 0.0, round(abs(size * text_matrix[3] * matrix[3]), 1))
            line.text += part

    page.extract_text(visitor_text=hear, visitor_operand_before=watch)
    return _with_gaps([line for line in drawn if line.text.strip()])


def _with_gaps(drawn: Sequence[_Drawn]) -> list[Line]:
    steps = [_step(one, other) for one, other in pairwise(drawn)]
    known = [step for step in steps if step]
    # Where a page has hardly any lines, the size of the letters tells how close they stand.
    usual = median_low(known) if len(known) >= _FEW_STEPS else _LEADING * max((line.size or 0.0 for line in drawn), default=0.0)
    lines = []
    for number, line in enumerate(drawn):
        step = steps[number - 1] if number else 0.0
        size = line.size or 0.0
        before = (drawn[number - 1].size or size) if number else size
        has_gap = 0.0 < _GAP * usual < step or abs(size - before) > _OTHER_SIZE * max(size, before)
        text = line_of(_LEADERS.sub(" ", cleaned(line.text, Unseen())))
        if text:
            lines.append(Line(text, size, has_gap and number > 0, line.is_invisible or 0.0 < size < _SMALLEST))
    return lines


def _step(one: _Drawn, other: _Drawn) -> float:
    """How far down the next line stands; 0 where it is not told, and where it stands above (a new column)."""
    return 0.0 if one.height is None or other.height is None else max(0.0, one.height - other.height)


def heading_sizes(pages: Iterable[Sequence[Line]]) -> dict[float, int]:
    """Sizes of letters that are larger than the body's, with the level of heading that they make, the largest 1."""
    used: Counter[float] = Counter()
    for page in pages:
        for line in page:
            used[line.size] += len(line.text)
    if not used:
        return {}
    body = used.most_common(1)[0][0]
    larger = sorted((size for size in used if body and size >= _HEADING_SIZE * body), reverse=True)
    return {size: min(level, _SIZE_LEVELS) for level, size in enumerate(larger, start=1)}


def seen(page: Sequence[Line]) -> list[Line]:
    """The lines that a reader sees. A page where no line is seen is a scanned one with its words behind the picture: all of it."""
    visible = [line for line in page if not line.is_unseen]
    return visible or [line for line in page if not 0.0 < line.size < _SMALLEST]
