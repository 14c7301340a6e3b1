"""What is wrong with a cube, in the house's words: where it stands, what was expected, what to do."""

from collections.abc import Mapping, Sequence

from samhandling.economy import CubeFault, FaultKind
from samhandling.figures.business.reading_words import Read
from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said

_MOST_ROWS = 12
_MEND = Said("Rätta raderna i filen, eller hämta den på nytt ur källan.", "Mend the rows in the file, or fetch it anew from its source.")
_A_YEAR = Said("ett år, till exempel 2024", "a year, for instance 2024")
_EXPECTED: Mapping[FaultKind, tuple[str, str]] = {
    FaultKind.NEGATIVE: ("sysselsatta som är minst 0", "employment of at least 0"),
    FaultKind.NOT_A_NUMBER: (
        "ett tal, eller ett tecken för hemligt eller saknat (.. eller tomt)",
        "a number, or a mark for suppressed or missing (.. or empty)",
    ),
    FaultKind.DUPLICATE: ("varje region, bransch och år en enda gång", "each region, industry and year once"),
    FaultKind.MIXED_CLASSIFICATIONS: ("samma klassifikation i alla rader", "one classification in all rows"),
    FaultKind.MIXED_LEVELS: ("branscher av en enda nivå", "industries of one level"),
    FaultKind.TOTAL_AMONG_PARTS: (
        "bara delar; en summa av dem får inte stå bland dem",
        "parts alone; a sum of them may not stand among them",
    ),
    FaultKind.PARTS_EXCEED_TOTAL: ("kända delar som ryms i den angivna summan", "known parts within the stated total"),
    FaultKind.MISSING_YEAR: (
        "alla år från det första till det sista, för varje region",
        "every year from the first to the last, for every region",
    ),
    FaultKind.SHAPE: ("kolumner som är lika långa", "columns of equal length"),
    FaultKind.EMPTY: ("minst en region, en bransch och ett år med värden", "at least one region, industry and year with values"),
}
_WAYS: Mapping[FaultKind, Said] = {
    FaultKind.MIXED_LEVELS: Said(
        "Välj en nivå med --level, till exempel --level division.", "Choose a level with --level, for instance --level division."
    ),
    FaultKind.TOTAL_AMONG_PARTS: Said(
        "Ta bort summan ur filen, eller välj en nivå med --level.", "Remove the sum from the file, or choose a level with --level."
    ),
    FaultKind.MIXED_CLASSIFICATIONS: Said(
        "Läs in en klassifikation i taget, och ange brottet mellan dem.",
        "Load one classification at a time, and state the break between them.",
    ),
}


def as_faults(faults: Sequence[CubeFault], read: Read) -> list[Fault]:
    """Faults of a cube as the house tells them, in their order; `rows` are places among the rows of `read`."""
    return [_told(fault, read) for fault in faults]


def fault_of(read: Read | None, rows: Sequence[int], what: str, expected: Said) -> Fault:
    """One fault of a file that has been read."""
    first = read.numbers[rows[0]] if read and rows and read.numbers else None
    return Fault(Location(read.file if read else "", read.sheet if read else "", first), what, expected, _MEND)


def _told(fault: CubeFault, read: Read) -> Fault:
    numbers = [read.numbers[row] for row in fault.rows] if read.numbers else []
    of_year = fault.kind is FaultKind.NOT_A_NUMBER and fault.rows and not read.years[fault.rows[0]].strip().isdigit()
    expected = _A_YEAR if of_year else Said(*_EXPECTED[fault.kind])
    place = Location(read.file, read.sheet, numbers[0] if numbers else None)
    return Fault(place, _stood(fault, read), _with_rows(expected, numbers), _WAYS.get(fault.kind, _MEND))


def blanks(read: Read) -> list[Fault]:
    """Rows that say no region or no industry."""
    found = []
    for column, expected in (
        (read.regions, Said("en region i varje rad", "a region in every row")),
        (read.industries, Said("en bransch i varje rad", "an industry in every row")),
    ):
        rows = [at for at, text in enumerate(column) if not text.strip()]
        if rows:
            numbers = [read.numbers[row] for row in rows] if read.numbers else []
            place = Location(read.file, read.sheet, numbers[0] if numbers else None)
            found.append(Fault(place, "", _with_rows(expected, numbers), _MEND))
    return found


def _with_rows(expected: Said, numbers: Sequence[int]) -> Said:
    """What was expected, and in which rows where they are several."""
    if len(numbers) < 2:
        return expected
    named, more = ", ".join(map(str, numbers[:_MOST_ROWS])), len(numbers) - _MOST_ROWS
    sv, en = (f" och {more} till", f" and {more} more") if more > 0 else ("", "")
    return Said(f"{expected.sv}; raderna {named}{sv}", f"{expected.en}; rows {named}{en}")


def _stood(fault: CubeFault, read: Read) -> str:
    """What stood there: the value, and the codes that it is about."""
    codes = [*fault.regions[:3], *fault.industries[:5], *map(str, fault.years[:5])]
    if fault.rows and fault.kind in (FaultKind.NEGATIVE, FaultKind.NOT_A_NUMBER, FaultKind.DUPLICATE):
        row = fault.rows[0]
        return f"{read.regions[row]}, {read.industries[row]}, {read.years[row]}: {read.values[row]}"
    if fault.kind is FaultKind.MIXED_CLASSIFICATIONS and fault.rows:
        return read.classifications[fault.rows[0]]
    return ", ".join(codes) or fault.read
