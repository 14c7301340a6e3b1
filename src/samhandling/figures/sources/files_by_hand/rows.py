"""The rows of a table by hand as observations: every fault found, with its row and column, before anything is given."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from samhandling.figures.sources.files_by_hand.mapping import TableMapping
from samhandling.figures.sources.files_by_hand.numbers import Cell, Figure, NoFigure, figure_of
from samhandling.figures.sources.observations import Observations, canonical, refuse_doubles, table_of
from samhandling.figures.sources.period_codes import period_code
from samhandling.figures.sources.place_schemes import place_code
from samhandling.files.tables import Book, Row, Sheet
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said

MEASURE = "measure"
_CellOf = Callable[[str], Cell]
_MOST_FAULTS = 50
_CHANGED = Said(
    "Filen har byggts om. Jämför rubrikerna med deklarationen och ändra den; den senast inlästa versionen gäller så länge.",
    "The file was rebuilt. Compare its headings with the declaration and change that; the version loaded last stays in use until then.",
)


@dataclass(slots=True)
class _Found:
    """What has been read, and what went wrong on the way."""

    rows: list[tuple[str, str, str, Figure, str, int | None]]
    labels: dict[str, dict[str, str]]
    faults: list[Fault]


def observations_of_book(book: Book, mapping: TableMapping, file: str) -> Observations:
    """The observations of one sheet. Raises Refused with every fault, up to fifty."""
    sheet = _sheet(book, mapping, file)
    at = _columns(sheet, mapping, file)
    found = _Found([], {}, [])
    for row in sheet.rows:
        if row.number > mapping.header_row and any(cell not in (None, "") for cell in row.cells):
            _read_row(row, at, mapping, Location(file=file, sheet=sheet.name, row=row.number), found)
        if len(found.faults) >= _MOST_FAULTS:
            break
    if found.faults:
        raise Refused(found.faults)
    if not found.rows:
        raise refusal("0", Said("minst en rad med värden", "at least one row with values"), _CHANGED, Location(file=file, sheet=sheet.name))
    place, period, dims, figures, unit, decimals = zip(*found.rows, strict=True)
    value, status = [figure.value for figure in figures], [figure.status for figure in figures]
    table = table_of(place=place, period=period, dims=dims, value=value, status=status, unit=unit, decimals=decimals)
    refuse_doubles(table, file)
    return Observations(table, mapping.title, found.labels, mapping.place, mapping.period)


def _sheet(book: Book, mapping: TableMapping, file: str) -> Sheet:
    if not mapping.sheet and len(book.sheets) == 1:
        return book.sheets[0]
    for sheet in book.sheets:
        if mapping.sheet and sheet.name == mapping.sheet:
            return sheet
    names = ", ".join(sheet.name for sheet in book.sheets)
    wanted = Said(f'bladet "{mapping.sheet}"', f'the sheet "{mapping.sheet}"') if mapping.sheet else Said("ett enda blad", "a single sheet")
    raise refusal(names, wanted, _CHANGED, Location(file=file))


def _columns(sheet: Sheet, mapping: TableMapping, file: str) -> dict[str, int]:
    """Where each heading stands. Raises Refused: every heading that is new, gone or doubled."""
    header = next((row.cells for row in sheet.rows if row.number == mapping.header_row), ())
    headings = [_text(cell) for cell in header]
    while headings and not headings[-1]:
        headings.pop()
    where = Location(file=file, sheet=sheet.name, row=mapping.header_row)
    doubled = [name for name, times in Counter(headings).items() if times > 1]
    expected = Said(f"kolumnerna {', '.join(mapping.columns)}", f"the columns {', '.join(mapping.columns)}")
    faults = [Fault(where, name, Said("en rubrik som bara står en gång", "a heading that stands only once"), _CHANGED) for name in doubled]
    gone = [name for name in dict.fromkeys((*mapping.columns, *mapping.headings_used())) if name not in headings]
    new = [name for name in dict.fromkeys(headings) if name not in mapping.columns]
    faults += [
        Fault(where, ", ".join(headings), Said(f'kolumnen "{name}", som saknas', f'the column "{name}", which is missing'), _CHANGED)
        for name in gone
    ]
    faults += [Fault(where, name or "(tom rubrik)", expected, _CHANGED) for name in new]
    if faults:
        raise Refused(faults)
    return {name: at for at, name in enumerate(headings)}


def _read_row(row: Row, at: Mapping[str, int], mapping: TableMapping, where: Location, found: _Found) -> None:
    def cell(heading: str) -> Cell:
        return row.cells[at[heading]] if at[heading] < len(row.cells) else None

    if len(row.cells) > len(at) and any(extra not in (None, "") for extra in row.cells[len(at) :]):
        found.faults.append(
            Fault(where, _text(row.cells[len(at)]), Said("inga celler utanför rubrikerna", "no cells outside the headings"), _CHANGED)
        )
    place = _place_of_row(cell, mapping, where, found)
    period = _period(cell(mapping.period), mapping, where, found) if mapping.period else mapping.always
    dims = {heading: _text(cell(heading)) for heading in mapping.dims}
    for heading, code in dims.items():
        found.labels.setdefault(heading, {}).setdefault(code, code)
    for heading, figure in _figures(cell, mapping, where, found):
        measure = mapping.measures[heading]
        whole = {**dims, MEASURE: measure.code} if len(mapping.measures) > 1 else dims
        if len(mapping.measures) > 1:
            found.labels.setdefault(MEASURE, {}).setdefault(measure.code, heading)
        found.rows.append((place, period, canonical(whole), figure, measure.unit, measure.decimals))


def _place_of_row(cell: _CellOf, mapping: TableMapping, where: Location, found: _Found) -> str:
    if not mapping.place_parts:
        return _place(_text(cell(mapping.place)), mapping, where, found) if mapping.place else mapping.everywhere
    parts = [(heading, _text(cell(heading)), width) for heading, width in mapping.place_parts]
    for heading, text, width in parts:
        if not (text.isascii() and text.isdigit() and len(text) <= width):
            expected = Said(f"ett tal med högst {width} siffror", f"a number of at most {width} digits")
            found.faults.append(Fault(_in(where, heading), text, expected, _CHANGED))
    return place_code("".join(text.zfill(width) for _, text, width in parts), "", mapping.scheme)


def _figures(cell: _CellOf, mapping: TableMapping, where: Location, found: _Found) -> Iterator[tuple[str, Figure]]:
    for heading in mapping.measures:
        try:
            yield heading, figure_of(cell(heading), mapping)
        except NoFigure as error:
            found.faults.append(_no_figure(_text(cell(heading)), error.other_sign, heading, mapping, where))


def _place(name: str, mapping: TableMapping, where: Location, found: _Found) -> str:
    code = place_code(name, name, mapping.scheme)
    if not name or (mapping.scheme == "names" and not code.isdigit()):
        expected = Said("ett län, en kommun eller riket", "a county, a municipality or the nation")
        way_out = Said("Rätta namnet, eller skriv platsens kod hos SCB.", "Correct the name, or write the code that SCB has for the place.")
        found.faults.append(Fault(_in(where, mapping.place), name, expected, way_out))
    elif mapping.scheme == "scb" and code.isdigit() and len(code) not in (2, 4):
        expected = Said("en kod med två siffror (län) eller fyra (kommun)", "a code of two digits (county) or four (municipality)")
        way_out = Said(
            "Kalkylprogram tar bort inledande nollor. Formatera kolumnen som text och skriv nollorna, till exempel 04.",
            "Spreadsheet programs remove leading zeros. Format the column as text and write the zeros, for example 04.",
        )
        found.faults.append(Fault(_in(where, mapping.place), name, expected, way_out))
    found.labels.setdefault(mapping.place, {}).setdefault(code, name)
    return code


def _period(cell: Cell, mapping: TableMapping, where: Location, found: _Found) -> str:
    # A workbook's months are often days: the first of the month.
    text = f"{cell.year}M{cell.month:02}" if isinstance(cell, date) and cell.day == 1 else _text(cell)
    if mapping.period_form == "yyyymm" and len(text) == 6 and text.isascii() and text.isdigit():
        text = f"{text[:4]}M{text[4:]}"
    try:
        return period_code(text)
    except Refused as refused:
        found.faults.append(Fault(_in(where, mapping.period), text, refused.faults[0].expected, refused.faults[0].way_out))
        return text


def _no_figure(read: str, other_sign: bool, heading: str, mapping: TableMapping, where: Location) -> Fault:
    if other_sign:
        sv, en = ("decimalkomma", "a decimal comma") if mapping.decimal == "," else ("decimalpunkt", "a decimal point")
        expected = Said(f"ett tal med {sv}, som deklarationen säger", f"a number with {en}, as the declaration says")
        way_out = Said(
            "Skriv alla tal med samma decimaltecken, eller ändra deklarationen om hela filen har det andra.",
            "Write all numbers with the same decimal sign, or change the declaration if the whole file has the other.",
        )
        return Fault(_in(where, heading), read, expected, way_out)
    symbols = " ".join(mapping.symbols)
    expected = Said(f"ett tal eller en symbol ({symbols})", f"a number or a symbol ({symbols})")
    way_out = Said("Rätta cellen, eller lägg till symbolen i deklarationen.", "Correct the cell, or add the symbol to the declaration.")
    return Fault(_in(where, heading), read, expected, way_out)


def _in(where: Location, heading: str) -> Location:
    return Location(file=where.file, sheet=where.sheet, row=where.row, column=heading)


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else " ".join(str(cell).split())
