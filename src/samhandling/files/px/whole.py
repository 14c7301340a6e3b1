"""PX, the format of PC-Axis and PxWeb: a whole file as one cube.

Source: the PX file format of Statistics Sweden (2013) and its own pages on DATA, KEYS and symbols.
"""

from dataclasses import replace

import pyarrow as pa

from samhandling.files.counting import spaced
from samhandling.files.cube.cubes import Cube, Dimension, cells_of
from samhandling.files.cube.faults import CUBE_LIMITS, FETCH_AGAIN, TELL_SOURCE, CubeLimits, Faults
from samhandling.files.px.dimensions import Names, dimensions_of, languages_of
from samhandling.files.px.encoding import decoded, figures_begin, in_narrow_bytes
from samhandling.files.px.facts import completed, facts, iso, left_over, notes_of, symbols, texts, whole_number
from samhandling.files.px.figures import Figures, figures, keyed_rows, spread
from samhandling.files.px.statements import Statements, statements
from samhandling.files.stopping import too_large
from samhandling.ground.said import Said

# Said by the keyword's presence alone, or already heeded when the bytes were decoded.
_HEEDED = ("CHARSET", "CODEPAGE")


def read_px(data: bytes, file: str = "", limits: CubeLimits = CUBE_LIMITS) -> Cube:
    """The cube in the bytes of a PX file; `file` is its name, for the places of faults.

    "-" is the value 0 with the status "-"; one to seven dots are no value, with the dots as status. With KEYS, rows that are left
    out are zeros, as the format says, and a remark tells how many. Raises Refused with up to twenty faults, each with line and keyword.
    """
    if len(data) > limits.file_bytes:
        raise too_large(len(data), limits.file_bytes)
    faults = Faults(file)
    data = in_narrow_bytes(data, faults)
    header_end, start = figures_begin(data, faults)
    header, codec, remarks = decoded(data[:header_end], faults)
    if (null := header.find("\0")) >= 0:
        expected = Said("text; filen innehåller ett nolltecken", "text; the file holds a null character")
        raise faults.stop("\\x00", expected, FETCH_AGAIN, header.count("\n", 0, null) + 1)
    read = Statements(statements(header, faults), faults)
    faults.refuse_any()
    languages = languages_of(read, faults)
    dimensions, names, stub = dimensions_of(read, languages, faults, limits)
    names.codec = codec
    faults.refuse_any()
    count = cells_of(dimensions)
    if count > limits.cells:
        raise faults.too_many(count, limits.cells, "celler", "cells")
    line = data.count(b"\n", 0, start) + 1
    section = _section(data, start, faults)
    cells = _cells(read, section, line, dimensions, names, stub, faults, remarks)
    if cells.count != count:
        raise _wrong_count(cells.count, count, line, faults)
    return _cube(read, dimensions, names, cells, faults, remarks)


def _section(data: bytes, start: int, faults: Faults) -> bytes:
    """The figures without the semicolon that ends them. Without it the file is cut off."""
    end = len(data)
    while end > start and data[end - 1] in b" \t\r\n\x1a\0":
        end -= 1
    if end <= start or data[end - 1] != ord(";"):
        tail = data[max(start, end - 40) : end].decode("ascii", "replace")
        expected = Said("ett semikolon efter den sista siffran", "a semicolon after the last figure")
        raise faults.stop(tail, expected, FETCH_AGAIN, data.count(b"\n", 0, end) + 1, "DATA")
    return data[start : end - 1]


def _cells(
    read: Statements,
    section: bytes,
    line: int,
    dimensions: tuple[Dimension, ...],
    names: Names,
    stub: int,
    faults: Faults,
    remarks: list[Said],
) -> Figures:
    keys = [read.one("KEYS", subject=name) for name in names.variables[names.own][:stub]]
    keyed = {at: statement.text.upper() for at, statement in enumerate(keys) if statement}
    if not keyed:
        return figures(section, line, faults)
    for at, by in keyed.items():
        statement = keys[at]
        if by not in ("CODES", "VALUES") and statement:
            faults.add(by, Said("CODES eller VALUES", "CODES or VALUES"), line=statement.line, place=statement.name)
    if len(keyed) < stub:
        faults.add("KEYS", Said("KEYS för varje variabel i STUB", "KEYS for every variable in STUB"), place="KEYS")
    faults.refuse_any()
    return _keyed(section, line, dimensions, names, keyed, faults, remarks)


def _keyed(
    section: bytes, line: int, dimensions: tuple[Dimension, ...], names: Names, keyed: dict[int, str], faults: Faults, remarks: list[Said]
) -> Figures:
    width = cells_of(dimensions[len(keyed) :])
    rows = cells_of(dimensions[: len(keyed)])
    codes = {at: {code: place for place, code in enumerate(dimensions[at].codes)} for at in keyed}
    rest: list[bytes] = []
    seen: dict[int, int] = {}
    # The keys are looked up as the header's own words, so they are decoded as it was.
    for found, cells, at_line in keyed_rows(section, len(keyed), line, faults):
        row = 0
        for at, key in enumerate(found):
            text = _text(key, names)
            value = codes[at].get(text) if keyed[at] == "CODES" else names.value(at, text, names.own)
            if value is None:
                expected = Said("ett av variabelns värden", "one of the variable's values")
                faults.add(text, expected, line=at_line, place=f'DATA, "{names.variables[names.own][at]}"')
                break
            row = row * len(dimensions[at].categories) + value
        else:
            if row in seen:
                expected = Said(
                    f"varje rad en gång; samma nycklar står på rad {seen[row]}", f"each row once; line {seen[row]} has the same keys"
                )
                faults.add(str(found), expected, line=at_line, place="DATA")
            seen[row] = at_line
            rest.append(cells)
    faults.refuse_any()
    read = figures(b"\n".join(rest), line, faults)
    if read.count != len(rest) * width:
        raise _wrong_count(read.count, len(rest) * width, line, faults)
    if len(seen) < rows:
        missing = spaced(rows - len(seen))
        remarks.append(
            Said(
                f"{missing} rader finns inte i filen. Formatet (KEYS) utelämnar rader med bara nollor, så de är lästa som noll.",
                f"{missing} rows are not in the file. The format (KEYS) leaves out rows with only zeros, so they are read as zero.",
            )
        )
    return spread(read, list(seen), width, rows)


def _text(key: bytes, names: Names) -> str:
    return key.decode(names.codec, "replace")


def _wrong_count(found: int, count: int, line: int, faults: Faults) -> Exception:
    return faults.stop(
        spaced(found),
        Said(f"{spaced(count)} värden, ett för varje cell i tabellen", f"{spaced(count)} values, one for each cell of the table"),
        FETCH_AGAIN if found < count else TELL_SOURCE,
        line,
        "DATA",
    )


def _cube(read: Statements, dimensions: tuple[Dimension, ...], names: Names, cells: Figures, faults: Faults, remarks: list[Said]) -> Cube:
    found = facts(read, dimensions, names, faults)
    known = symbols(read, names)
    table, matrix = read.one("TABLEID"), found.of_table.get("matrix", {})
    updated, following = read.one("LAST-UPDATED"), read.one("NEXT-UPDATE")
    whole = completed(dimensions, found)
    # A table of one content has no variable for it, but may still say the day by the content's name.
    latest = max((iso(statement.text) for statement in read.every("LAST-UPDATED")), default="")
    made = Cube(
        "px",
        table.text if table else matrix.get(names.own, ""),
        names.languages,
        texts(read, "TITLE", names) or found.of_table.get("description", {}),
        whole,
        pa.chunked_array(cells.values, pa.float64()),
        pa.chunked_array(cells.status, pa.dictionary(pa.int8(), pa.string())),
        contents=texts(read, "CONTENTS", names),
        unit=texts(read, "UNITS", names),
        decimals=whole_number(read, "DECIMALS", faults),
        decimals_shown=whole_number(read, "SHOWDECIMALS", faults),
        updated=iso(updated.text) if updated else latest,
        next_update=iso(following.text) if following else "",
        source=texts(read, "SOURCE", names),
        symbols=known,
        notes=notes_of(found),
        about=found.of_table,
        remarks=tuple(remarks),
    )
    faults.refuse_any()
    for keyword in _HEEDED:
        read.one(keyword)
    return replace(made, rest=dict(left_over(read)))
