"""JSON as tables: a list of objects, several such lists by name, or columns by name."""

import json
import math
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from samhandling.files.counting import Tally
from samhandling.files.decoding import encoding_of, text_of
from samhandling.files.limits import Limits
from samhandling.files.pieces import ROWS_AT_A_TIME, Noted, Piece, Rows, SheetBegins
from samhandling.files.tables import Cell, Row
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said

_LONGEST_INTEGER = 300
_MOST_FAULTS = 20
_SHAPES = Said(
    'en lista av objekt, namngivna listor av objekt ({"projekt": [...]}) eller kolumner ({"namn": [...], "start": [...]})',
    'a list of objects, named lists of objects ({"projects": [...]}) or columns ({"name": [...], "start": [...]})',
)
_WRITE_SO = Said(
    "Exportera filen som en lista med ett objekt för varje rad, eller som CSV eller XLSX.",
    "Export the file as a list with one object for each row, or as CSV or XLSX.",
)
_COUNTED = Said(
    "Rubrikerna räknas som rad 1, och den första posten som rad 2.",
    "The headings count as row 1, and the first record as row 2.",
)


def read_json(data: bytes, limits: Limits) -> Iterator[Piece]:
    """The pieces of a JSON file. Raises Refused: not JSON, duplicate keys, no table in it, nested too deeply, too large."""
    encoding = encoding_of(data)
    content = _parsed(text_of(data, encoding).read(), limits)
    tables, notes = _tables_in(content)
    yield Noted(encoding.said())
    yield Noted(_COUNTED)
    for said in notes:
        yield Noted(said)
    tally = Tally(limits)
    for name, records in tables.items():
        yield SheetBegins(name)
        rows = _rows(name, records, tally, limits)
        while batch := list(islice(rows, ROWS_AT_A_TIME)):
            yield Rows(batch)


def _parsed(text: str, limits: Limits) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_float=_exact_float, parse_int=_bounded_integer, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as error:
        raise refusal(
            text[error.pos : error.pos + 20],
            Said(
                f"JSON; filen är bruten vid tecken {error.colno} på raden", f"JSON; the file breaks at character {error.colno} of the line"
            ),
            Said(
                "Exportera filen på nytt. Är den skriven för hand: se efter komman, citattecken och klamrar just före platsen.",
                "Export the file again. If it is written by hand: look for commas, quotation marks and brackets just before the place.",
            ),
            Location(line=error.lineno),
        ) from None
    except RecursionError:
        raise _too_deep(limits.depth, Location()) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]
        raise refusal(
            ", ".join(twice[:_MOST_FAULTS]),
            Said("varje nyckel en enda gång i ett objekt", "each key only once in an object"),
            Said(
                "Två värden under samma namn går inte att skilja åt. Ge dem olika namn i systemet som skrev filen.",
                "Two values under one name cannot be told apart. Give them different names in the system that wrote the file.",
            ),
        )
    return found


def _exact_float(text: str) -> float | str:
    """The number, or its text where a float would lose digits."""
    number = float(text)
    if not math.isfinite(number):
        return text
    digits = text.lower().partition("e")[0].replace(".", "").lstrip("-0").rstrip("0")
    kept = repr(number).lower().partition("e")[0].replace(".", "").lstrip("-0").rstrip("0")
    return number if digits == kept else text


def _bounded_integer(text: str) -> int | str:
    return int(text) if len(text) <= _LONGEST_INTEGER else text


def _refuse_constant(text: str) -> float:
    raise refusal(
        text,
        Said(
            "ett tal, en text eller null; NaN och Infinity finns inte i JSON", "a number, a text or null; NaN and Infinity are not in JSON"
        ),
        Said("Skriv null där ett värde saknas.", "Write null where a value is missing."),
    )


def _tables_in(content: Any) -> tuple[dict[str, list[Any]], list[Said]]:
    """Lists of records by sheet name, and what was left aside."""
    if isinstance(content, list):
        return {"": content}, []
    if not isinstance(content, dict) or not content:
        raise refusal(json.dumps(content, ensure_ascii=False)[:40], _SHAPES, _WRITE_SO)
    lists = {key: value for key, value in content.items() if isinstance(value, list)}
    tables = {key: value for key, value in lists.items() if not value or any(isinstance(item, dict) for item in value)}
    if lists and not any(tables.values()) and len(lists) == len(content):
        return {"": _transposed(lists)}, [Said("Filen är skriven kolumn för kolumn.", "The file is written column by column.")]
    if not tables:
        raise refusal(", ".join(content)[:80], _SHAPES, _WRITE_SO)
    return tables, [
        Said(f'Det som står under "{key}" är ingen tabell och läses inte.', f'What stands under "{key}" is no table and is not read.')
        for key in content
        if key not in tables
    ]


def _transposed(columns: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    lengths = {name: len(column) for name, column in columns.items()}
    most = max(lengths.values())
    short = [
        Fault(
            Location(column=name),
            str(length),
            Said(f"lika många värden i varje kolumn ({most})", f"equally many values in each column ({most})"),
            Said("Skriv null där ett värde saknas.", "Write null where a value is missing."),
        )
        for name, length in lengths.items()
        if length < most
    ]
    if short:
        raise Refused(short)
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _rows(sheet: str, records: list[Any], tally: Tally, limits: Limits) -> Iterator[Row]:
    odd = [(number, record) for number, record in enumerate(records, start=2) if not isinstance(record, dict)]
    if odd:
        raise Refused([_no_object(Location(sheet=sheet, row=number), record) for number, record in odd[:_MOST_FAULTS]])
    headings = tuple(dict.fromkeys(key for record in records for key in record))
    if not headings:
        return
    yield Row(1, headings)
    for number, record in enumerate(records, start=2):
        location = Location(sheet=sheet, row=number)
        tally.add(len(headings), location)
        yield Row(number, tuple(_cell(record.get(key), limits, location) for key in headings) if record else ())


def _cell(value: Any, limits: Limits, location: Location) -> Cell:
    if isinstance(value, (dict, list)):
        if _is_deeper(value, limits.depth):
            raise _too_deep(limits.depth, location)
        return json.dumps(value, ensure_ascii=False)
    cell: Cell = value
    return cell


def _is_deeper(value: Any, depth: int) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    return depth == 0 or any(_is_deeper(inner, depth - 1) for inner in (value.values() if isinstance(value, dict) else value))


def _no_object(location: Location, record: Any) -> Fault:
    return Fault(
        location,
        json.dumps(record, ensure_ascii=False)[:40],
        Said('ett objekt med namngivna värden ({"namn": ...})', 'an object with named values ({"name": ...})'),
        _WRITE_SO,
    )


def _too_deep(depth: int, location: Location) -> Refused:
    return refusal(
        "[[[...",
        Said(f"värden nästlade i högst {depth} nivåer", f"values nested at most {depth} levels deep"),
        _WRITE_SO,
        location,
    )
