"""A text with its quotes marked: in pieces, so that whoever shows it need not know of places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samhandling.assessment.rules.evidence import Quote

WHOLE = 20_000
AROUND = 400
CUT = "\n […] \n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the text; `number` of the mark that it stands in, from 1; 0 outside marks."""

    text: str
    number: int = 0


def spans_of(quotes: Iterable[Quote]) -> list[tuple[int, int]]:
    """Where the marks stand, in order: quotes that overlap are one mark."""
    found: list[tuple[int, int]] = []
    for start, end in sorted({(quote.start, quote.end) for quote in quotes}):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def mark_of(quote: Quote, spans: Sequence[tuple[int, int]]) -> int:
    """The number of the mark that a quote stands in."""
    return next(number for number, (start, end) in enumerate(spans, 1) if start <= quote.start < end)


def marked(text: str, spans: Sequence[tuple[int, int]], whole: int = WHOLE) -> list[Piece]:
    """The text in pieces; of a text longer than `whole` characters only what stands around the marks."""
    pieces: list[Piece] = []
    at = 0
    for number, (start, end) in enumerate(spans, 1):
        pieces += _between(text[at:start], at == 0, False, len(text) > whole)
        pieces.append(Piece(text[start:end], number))
        at = end
    return [*pieces, *_between(text[at:], at == 0, True, len(text) > whole)]


def _between(text: str, is_first: bool, is_last: bool, is_cut: bool) -> list[Piece]:
    """What stands between two marks, or before the first, or after the last."""
    head, tail = (0 if is_first else AROUND), (0 if is_last else AROUND)
    if is_first and is_last:
        head = AROUND
    if not is_cut or len(text) <= head + tail:
        return [Piece(text)] if text else []
    return [Piece(f"{text[:head]}{CUT}{text[len(text) - tail :]}")]
