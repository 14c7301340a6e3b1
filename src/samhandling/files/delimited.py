"""Delimited text (CSV): its delimiter by trial, its records with the line where each starts."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from samhandling.files.counting import Tally
from samhandling.files.decoding import Encoding, encoding_of, text_of
from samhandling.files.limits import Limits
from samhandling.files.pieces import ROWS_AT_A_TIME, Noted, Piece, Rows, SheetBegins
from samhandling.files.tables import Row
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

_DELIMITERS = {";": ("semikolon", "semicolons"), "\t": ("tabb", "tabs"), ",": ("komma", "commas"), "|": ("lodstreck", "vertical bars")}
_SAMPLE_CHARACTERS = 200_000
_SAMPLE_RECORDS = 300
_MOST_FAULTS = 20
# After a field without end nothing tells where the next record starts, so what follows would be faults that are none.
_LOST = "field larger than field limit"


def read_delimited(data: bytes, limits: Limits) -> Iterator[Piece]:
    """The pieces of a delimited text. Raises Refused: undecodable, badly quoted, too large."""
    encoding = encoding_of(data)
    delimiter, declared = _delimiter_of(data, encoding, limits)
    yield Noted(encoding.said())
    yield Noted(_delimiter_said(delimiter, declared))
    yield SheetBegins("")
    rows = _records(data, encoding, delimiter or ";", limits)
    if declared:
        next(rows)
        yield Rows([Row(1, ())])
    while batch := list(islice(rows, ROWS_AT_A_TIME)):
        yield Rows(batch)


def _records(data: bytes, encoding: Encoding, delimiter: str, limits: Limits) -> Iterator[Row]:
    """Every record in order, all of them or a refusal that lists up to twenty faults."""
    csv.field_size_limit(limits.field_characters)
    tally = Tally(limits)
    faults: list[Fault] = []
    reader = csv.reader(text_of(data, encoding), delimiter=delimiter, strict=True)
    while len(faults) < _MOST_FAULTS:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            faults.append(_fault(str(error), line, limits))
            if _LOST in str(error):
                break
            continue
        if not faults:
            tally.add(len(record), Location(line=line))
            yield Row(line, tuple(record))
    if faults:
        raise Refused(faults)


def _delimiter_of(data: bytes, encoding: Encoding, limits: Limits) -> tuple[str, bool]:
    """(the delimiter or "" where there is a single column, whether the file's first line declares it as Excel's "sep=;")."""
    sample = text_of(data[: 4 * _SAMPLE_CHARACTERS], Encoding("utf-8", "") if encoding.codec == "utf-8" else encoding)
    sample.reconfigure(errors="replace")  # type: ignore[attr-defined]  # the cut may fall inside a letter
    text = sample.read(_SAMPLE_CHARACTERS)
    first = text.split("\n", 1)[0].strip("\r\ufeff")
    if len(first) == 5 and first.lower().startswith("sep=") and first[4] in _DELIMITERS:
        return first[4], True
    lines = text.splitlines(keepends=True)
    csv.field_size_limit(limits.field_characters)
    scores = {delimiter: _score(lines, delimiter) for delimiter in _DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    return (best if scores[best] > (0.0, 0) else ""), False


def _score(lines: list[str], delimiter: str) -> tuple[float, int]:
    """How evenly `delimiter` cuts the records, then into how many; halved where the first record is not cut so.

    A record with half a pair of quotation marks in a cell was cut inside a quoted text, and does not count.
    """
    try:
        records = [record for record in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_RECORDS) if record]
    except csv.Error:
        return 0.0, 0
    widths = [0 if any(cell.count('"') % 2 for cell in record) else len(record) for record in records]
    cut = Counter(width for width in widths if width > 1)
    if not cut:
        return 0.0, 0
    width, times = max(cut.items(), key=lambda item: (item[1], item[0]))
    share = times / len(widths)
    return round(share if widths[0] == width else share / 2, 2), width


def _delimiter_said(delimiter: str, declared: bool) -> Said:
    if not delimiter:
        return Said("Filen har en enda kolumn; inget skiljetecken hittades.", "The file has a single column; no delimiter was found.")
    sv, en = _DELIMITERS[delimiter]
    if declared:
        return Said(
            f"Kolumnerna skiljs åt med {sv}, enligt filens första rad.", f"Columns are separated by {en}, as the file's first line says."
        )
    return Said(f"Kolumnerna skiljs åt med {sv}.", f"Columns are separated by {en}.")


def _fault(error: str, line: int, limits: Limits) -> Fault:
    location = Location(line=line)
    if _LOST in error:
        size = f"{limits.field_characters:,}".replace(",", " ")
        return Fault(
            location,
            '"',
            Said(f"ett fält på högst {size} tecken", f"a field of at most {size} characters"),
            Said(
                "Troligen saknas ett avslutande citattecken i posten som börjar på den raden. Rätta det och läs in filen igen.",
                "A closing quotation mark is probably missing in the record that starts on that line. Correct it and load the file again.",
            ),
        )
    if "end of data" in error:
        return Fault(
            location,
            '"',
            Said("ett avslutande citattecken före filens slut", "a closing quotation mark before the end of the file"),
            Said(
                "Sätt citattecknet på plats i posten som börjar på den raden, eller hämta filen igen om den är avhuggen.",
                "Put the quotation mark in place in the record that starts on that line, or fetch the file again if it is cut off.",
            ),
        )
    return Fault(
        location,
        error,
        Said(
            "ett skiljetecken eller radslut efter det avslutande citattecknet",
            "a delimiter or the end of the line after the closing quotation mark",
        ),
        Said(
            'Citattecken inne i ett fält skrivs dubbelt (""). Exportera filen på nytt, eller rätta raden.',
            'Quotation marks inside a field are doubled (""). Export the file again, or correct the line.',
        ),
    )
