"""Who lives where and works where, from a file, as the matrix that functional regions are made of."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samhandling.economy.marks import KNOWN, Marks, cells_of
from samhandling.figures.business.reading_files import read_file
from samhandling.figures.business.reading_words import ColumnsOf, Read
from samhandling.figures.business.regions import COUNTY, level_of_region, region_code
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.places import NATION
from samhandling.ground.said import Said

_MOST_FAULTS = 40
_WAY = Said("Rätta raderna i filen.", "Mend the rows in the file.")


def commuting_of(path: Path, columns: ColumnsOf, year: int | None = None) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """(persons by lives in × works in, the municipalities). A pair without a row is nobody. Counties and the nation are left out.

    `columns`: `region` is where people live, `industry` where they work, `value` how many; `year` where the file has several.
    Raises Refused: not readable, a pair twice, a count that is negative or no number, several years and none chosen.
    """
    read = read_file(path, columns, with_years=False)
    homes, works = ([region_code(text) for text in side] for side in (read.regions, read.industries))
    asked = _year(read, year)
    kept = [
        at
        for at in range(len(homes))
        if read.years[at] == asked
        and not {level_of_region(homes[at]), level_of_region(works[at])} & {COUNTY}
        and NATION not in (homes[at], works[at])
    ]
    numbers, state = cells_of([read.values[at] for at in kept], Marks())
    faults = [
        _fault(read, at, Said("ett antal personer, minst 0", "a number of persons, at least 0"))
        for at, number, known in zip(kept, numbers, state, strict=True)
        if number < 0 or known != KNOWN
    ]
    places = sorted({homes[at] for at in kept} | {works[at] for at in kept})
    number_of: Mapping[str, int] = {code: place for place, code in enumerate(places)}
    matrix, seen = np.zeros((len(places), len(places))), set[tuple[str, str]]()
    for at, number in zip(kept, numbers, strict=True):
        pair = homes[at], works[at]
        if pair in seen:
            faults.append(_fault(read, at, Said("varje par av kommuner en enda gång", "each pair of municipalities once")))
        seen.add(pair)
        matrix[number_of[pair[0]], number_of[pair[1]]] = number
    if not places:
        faults.append(Fault(Location(read.file), "", Said("minst en kommun", "at least one municipality"), _WAY))
    if faults:
        raise Refused(faults[:_MOST_FAULTS])
    return matrix, tuple(places)


def _year(read: Read, year: int | None) -> str:
    years = sorted(set(read.years))
    wanted = str(year) if year is not None else years[0] if len(years) == 1 else ""
    if wanted in years:
        return wanted
    expected = Said(f"ett av åren {', '.join(years)}", f"one of the years {', '.join(years)}")
    way_out = Said("Välj det med --year.", "Choose it with --year.")
    raise Refused([Fault(Location(read.file), wanted, expected, way_out)])


def _fault(read: Read, at: int, expected: Said) -> Fault:
    row = read.numbers[at] if read.numbers else None
    return Fault(Location(read.file, read.sheet, row), f"{read.regions[at]}, {read.industries[at]}: {read.values[at]}", expected, _WAY)
