"""What a row is: an effort, or one of the other things that people write into their tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from samhandling.files.tables import Cell, Row
from samhandling.language.text import clean, fold
from samhandling.plan.rules.cells import text_of
from samhandling.plan.rules.vocabulary import folded_set, words


class RowKind(StrEnum):
    """An effort, or why the row is none."""

    EFFORT = "effort"
    TITLE = "title"
    NOTE = "note"
    GROUP_HEADER = "group_header"
    HEADER = "header"
    BLANK = "blank"
    SUBHEADING = "subheading"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the fields that tell an effort stand (column indexes), the heading row's texts, and how many columns have a field."""

    id: int | None
    title: int | None
    amounts: tuple[int, ...]
    header: tuple[str, ...]
    mapped: int


def is_blank(cells: Sequence[Cell]) -> bool:
    """Nothing but empty cells and spaces."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def kind_of(row: Row, shape: Shape) -> RowKind:
    """What a row below the headings is.

    A sum row says so in a cell of text and has no id. A row with one single text is a subheading or a note, unless it stands in the
    title column of a table without other text: an effort may be known by its name only. The headings may be repeated.
    """
    cells = row.cells
    filled = [index for index, cell in enumerate(cells) if cell is not None and (not isinstance(cell, str) or cell.strip())]
    if not filled:
        return RowKind.BLANK
    if len(filled) <= 3 or not _has(cells, shape.id) or not _has(cells, shape.title):
        if _is_sum(cells, filled, shape):
            return RowKind.SUM
        if len(filled) == 1 and shape.mapped > 2:
            return _single(cells[filled[0]], filled[0], shape)
    if _repeats_header(cells, filled, shape):
        return RowKind.HEADER
    return RowKind.EFFORT


def kind_above(row: Row) -> RowKind:
    """What a row above the headings is: a title, a note, or headings over groups of columns."""
    texts = [clean(text_of(cell)) for cell in row.cells if cell is not None and clean(text_of(cell))]
    if not texts:
        return RowKind.BLANK
    if len(texts) > 1:
        return RowKind.GROUP_HEADER
    return RowKind.NOTE if _is_note(texts[0]) else RowKind.TITLE


def _has(cells: Sequence[Cell], index: int | None) -> bool:
    return index is not None and index < len(cells) and not is_blank(cells[index : index + 1])


def _is_sum(cells: Sequence[Cell], filled: list[int], shape: Shape) -> bool:
    """The word for a sum in one cell, otherwise numbers only."""
    texts = [cell for index in filled if isinstance(cell := cells[index], str) and index not in shape.amounts]
    if not texts or fold(texts[0]).rstrip(" 0123456789") not in folded_set("rows", "sum"):
        return False
    return len(texts) == 1 and (len(filled) > 1 or not _has(cells, shape.title))


def _single(cell: Cell, index: int, shape: Shape) -> RowKind:
    text = clean(text_of(cell))
    if _is_note(text):
        return RowKind.NOTE
    if index == shape.title and not text.isupper() and not text.endswith(":"):
        return RowKind.EFFORT
    if index == shape.id and not any(letter.isalpha() for letter in text):
        return RowKind.EFFORT
    return RowKind.SUBHEADING


def _is_note(text: str) -> bool:
    first = fold(text).split(" ", 1)[0]
    return text.startswith("*") or len(text) > 120 or first in words("rows", "note")


def _repeats_header(cells: Sequence[Cell], filled: list[int], shape: Shape) -> bool:
    if not _has(cells, shape.title) or shape.title is None or shape.title >= len(shape.header):
        return False
    # Folding is dear; a heading and what repeats it begin with the same letter.
    text = text_of(cells[shape.title]).strip()
    if text[:1].casefold() != shape.header[shape.title][:1] or fold(text) != shape.header[shape.title]:
        return False
    same = sum(index < len(shape.header) and fold(text_of(cells[index])) == shape.header[index] for index in filled)
    return same * 2 > len(filled)
