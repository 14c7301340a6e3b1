"""A table with one observation a row (CSV, XLSX, JSON records) as a cube, by a mapping that says what its columns are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
import pyarrow as pa

from samhandling.files.counting import spaced
from samhandling.files.cube.cubes import UNDETERMINED, Category, Cube, Dimension, Texts, cells_of
from samhandling.files.cube.faults import CUBE_LIMITS, MOST_FAULTS, CubeLimits
from samhandling.files.tables import Book, Cell, Row, Sheet
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

DecimalSign = Literal[",", ".", ""]

_ROWS_SEARCHED = 50
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_NUMBER = re.compile(r"[+-]?\d+(?:([.,])\d+)?(?:[eE][+-]?\d+)?")
_CORRECT = Said(
    "Rätta cellen i filen, eller hämta filen på nytt ur källan.", "Correct the cell in the file, or fetch the file from its source again."
)
_CHOOSE = Said("Rätta uppgiften om filens kolumner.", "Correct what is said of the file's columns.")


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What the columns of a table are, by their headings.

    `dimensions`: columns with codes, in the order that the cube is to have. `labels`: the column with the words for a dimension's codes.
    `period`: the dimension that is time. `status`: the column with symbols for the value. `decimal` "" lets the file tell its sign,
    which must then be the same everywhere. `sheet` "" is the first that has the columns.
    """

    dimensions: tuple[str, ...]
    value: str
    status: str = ""
    period: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    decimal: DecimalSign = ""
    sheet: str = ""
    language: str = UNDETERMINED
    title: str = ""
    unit: str = ""
    source: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every heading that must be there."""
        return tuple(dict.fromkeys(filter(None, (*self.dimensions, *self.labels.values(), self.value, self.status, self.period))))


@dataclass(slots=True)
class _Read:
    """What the rows say, before they are put in their places."""

    rows: list[int] = field(default_factory=list)
    keys: list[tuple[str, ...]] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    status: list[str | None] = field(default_factory=list)
    labels: dict[tuple[int, str], tuple[str, int]] = field(default_factory=dict)
    signs: dict[str, int] = field(default_factory=dict)


def cube_from_book(book: Book, mapping: TableMapping, limits: CubeLimits = CUBE_LIMITS) -> Cube:
    """The cube in one sheet of `book`. Its categories come in the order in which the rows first name them.

    An empty value is no value; a text without digits is its status. Raises Refused with up to twenty faults, each with row and column:
    columns that are not there, a value that is no number, mixed decimal signs, the same cell twice, one code with two labels.
    """
    sheet, heading, places = _columns(book, mapping)
    faults: list[Fault] = []
    read = _Read()
    for row in sheet.rows:
        if row.number > heading.number and any(cell not in (None, "") for cell in row.cells):
            _take(row, places, mapping, sheet.name, read, faults)
        if len(faults) >= MOST_FAULTS:
            break
    if len(read.signs) > 1 and not faults:
        faults += _mixed(read.signs, mapping, sheet.name)
    if faults:
        raise Refused(faults[:MOST_FAULTS])
    dimensions = _dimensions(read, mapping)
    count = cells_of(dimensions) if read.keys else 0
    if count > limits.cells or count == 0:
        expected = Said(f"1 till {spaced(limits.cells)} celler", f"1 to {spaced(limits.cells)} cells")
        raise Refused([Fault(Location(sheet=sheet.name), spaced(count), expected, _CHOOSE)])
    values, status = _cells(read, dimensions, count, sheet.name)
    unread = [str(cell) for cell in heading.cells if cell not in (None, "") and cell not in mapping.columns]
    return Cube(
        "table",
        book.file,
        (mapping.language,),
        _words(mapping.title, mapping),
        dimensions,
        values,
        status,
        sheet.name,
        unit=_words(mapping.unit, mapping),
        source=_words(mapping.source, mapping),
        remarks=tuple(_remarks(unread, count - len(read.keys))),
    )


def _columns(book: Book, mapping: TableMapping) -> tuple[Sheet, Row, dict[str, int]]:
    """(the sheet, its row of headings, the place of each mapped column). Raises Refused, with the headings that are missing."""
    best: tuple[list[str], Location] | None = None
    for sheet in book.sheets:
        if mapping.sheet and sheet.name != mapping.sheet:
            continue
        for row in sheet.rows[:_ROWS_SEARCHED]:
            texts = [_text(cell) for cell in row.cells]
            missing = [name for name in mapping.columns if texts.count(name) != 1]
            if not missing:
                return sheet, row, {name: texts.index(name) for name in mapping.columns}
            if best is None or len(missing) < len(best[0]):
                best = missing, Location(sheet=sheet.name, row=row.number)
    missing, location = best or (list(mapping.columns), Location(sheet=mapping.sheet))
    expected = Said("kolumnen med precis den rubriken, en enda gång", "the column with exactly that heading, only once")
    raise Refused([Fault(location, name, expected, _CHOOSE) for name in missing[:MOST_FAULTS]])


def _take(row: Row, places: Mapping[str, int], mapping: TableMapping, sheet: str, read: _Read, faults: list[Fault]) -> None:
    def cell(name: str) -> Cell:
        return row.cells[places[name]] if places[name] < len(row.cells) else None

    key = tuple(_text(cell(name)) for name in mapping.dimensions)
    for name, code in zip(mapping.dimensions, key, strict=True):
        if not code:
            faults.append(Fault(Location(sheet=sheet, row=row.number, column=name), "", Said("en kod", "a code"), _CORRECT))
    for at, name in enumerate(mapping.dimensions):
        if name in mapping.labels:
            label = _text(cell(mapping.labels[name]))
            before, first = read.labels.setdefault((at, key[at]), (label, row.number))
            if before != label:
                expected = Said(
                    f'samma ord för koden "{key[at]}" som på rad {first}: "{before}"',
                    f'the same words for the code "{key[at]}" as in row {first}: "{before}"',
                )
                faults.append(Fault(Location(sheet=sheet, row=row.number, column=mapping.labels[name]), label, expected, _CORRECT))
    location = Location(sheet=sheet, row=row.number, column=mapping.value)
    value, text = _value(cell(mapping.value), mapping.decimal, read.signs, row.number, location, faults)
    status = _text(cell(mapping.status)) if mapping.status else ""
    if text and status and text != status:
        faults.append(
            Fault(location, text, Said(f'ett tal; radens status är "{status}"', f'a number; the status of the row is "{status}"'), _CORRECT)
        )
    read.rows.append(row.number)
    read.keys.append(key)
    read.values.append(value)
    read.status.append(status or text or None)


def _value(
    cell: Cell, decimal: DecimalSign, signs: dict[str, int], row: int, location: Location, faults: list[Fault]
) -> tuple[float | None, str]:
    """(the number or None, the text that stands instead of one)."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell), ""
    text = _SPACES.sub(" ", cell).strip() if isinstance(cell, str) else _text(cell)
    plain = text.replace("\u2212", "-")
    plain = plain.replace(" ", "") if _GROUPED.fullmatch(plain) else plain
    found = _NUMBER.fullmatch(plain)
    if found and (not found[1] or not decimal or found[1] == decimal):
        if found[1]:
            signs.setdefault(found[1], row)
        number = float(plain.replace(",", "."))
        if number not in (float("inf"), float("-inf")):
            return number, ""
    if not any(letter.isdigit() for letter in text) and not isinstance(cell, (bool, date)):
        return None, text
    sign = {",": ("komma", "comma"), ".": ("punkt", "point")}.get(decimal, ("punkt eller komma", "point or comma"))
    expected = Said(
        f"ett tal med decimal{sign[0] if decimal else 'tecken (' + sign[0] + ')'}, eller en symbol utan siffror",
        f"a number with a decimal {sign[1]}, or a symbol without digits",
    )
    faults.append(Fault(location, text, expected, _CORRECT))
    return None, ""


def _mixed(signs: Mapping[str, int], mapping: TableMapping, sheet: str) -> Iterator[Fault]:
    expected = Said("samma decimaltecken i hela kolumnen", "the same decimal sign in the whole column")
    way_out = Said("Ange decimaltecknet, eller rätta de celler som avviker.", "State the decimal sign, or correct the cells that differ.")
    for sign, row in signs.items():
        yield Fault(Location(sheet=sheet, row=row, column=mapping.value), sign, expected, way_out)


def _dimensions(read: _Read, mapping: TableMapping) -> tuple[Dimension, ...]:
    found = []
    for at, name in enumerate(mapping.dimensions):
        codes = dict.fromkeys(key[at] for key in read.keys)
        categories = tuple(Category(code, {mapping.language: read.labels.get((at, code), ("", 0))[0] or code}) for code in codes)
        found.append(Dimension(name, {mapping.language: name}, categories, "time" if name == mapping.period else ""))
    return tuple(found)


def _cells(read: _Read, dimensions: Sequence[Dimension], count: int, sheet: str) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """Every row in its place. Raises Refused where two rows have the same."""
    numbers = [{code: place for place, code in enumerate(dimension.codes)} for dimension in dimensions]
    values: list[float | None] = [None] * count
    words = {text: number for number, text in enumerate(dict.fromkeys(text for text in read.status if text))}
    status = np.full(count, -1, dtype=np.int32)
    seen: dict[int, int] = {}
    faults = []
    for row, key, value, text in zip(read.rows, read.keys, read.values, read.status, strict=True):
        at = 0
        for code, number in zip(key, numbers, strict=True):
            at = at * len(number) + number[code]
        if at in seen:
            expected = Said(
                f"varje cell en enda gång; samma koder står på rad {seen[at]}", f"each cell only once; row {seen[at]} has the same codes"
            )
            faults.append(Fault(Location(sheet=sheet, row=row), ", ".join(key), expected, _CORRECT))
        seen[at] = row
        values[at] = value
        status[at] = words[text] if text else -1
    if faults:
        raise Refused(faults[:MOST_FAULTS])
    encoded = pa.DictionaryArray.from_arrays(pa.array(status, mask=status < 0), pa.array(list(words), pa.string()))
    return pa.chunked_array([pa.array(values, pa.float64())]), pa.chunked_array([encoded])


def _remarks(unread: Sequence[str], absent: int) -> Iterator[Said]:
    if unread:
        names = ", ".join(f'"{name}"' for name in unread)
        yield Said(f"Kolumner som inte är lästa: {names}.", f"Columns that are not read: {names}.")
    if absent:
        yield Said(
            f"{spaced(absent)} celler i tabellen har ingen rad i filen och saknar värde.",
            f"{spaced(absent)} cells of the table have no row in the file and have no value.",
        )


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def _words(text: str, mapping: TableMapping) -> Texts:
    return {mapping.language: text} if text else {}
