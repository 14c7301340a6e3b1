"""What makes a release unfit to take over by itself: it is another table than last time, or it contradicts itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from samhandling.figures.rules.changes import Compared
from samhandling.figures.rules.observation import GONE, dimensions_of, first_of
from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said

MOST_VANISHED = 0.5
"""More than this share of the known cells gone at once is not believed."""

Codelists = Mapping[str, Mapping[str, str]]

ASK = Said(
    "De senaste godkända siffrorna används tills vidare. Jämför med källan; godkänn den nya hämtningen om den stämmer.",
    "The last good figures stay in use. Compare with the source; accept the new fetch if it is right.",
)
MEND = Said(
    "De senaste godkända siffrorna används tills vidare. Rätta läsningen och hämta igen.",
    "The last good figures stay in use. Mend how it is read, and fetch again.",
)


@dataclass(frozen=True, slots=True)
class Break:
    """One reason to refuse. `acceptable`: a person who has looked may accept it all the same. `lost`, `gained`: codes or columns."""

    kind: str
    read: str
    expected: Said
    acceptable: bool
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()

    def fault(self, table: str) -> Fault:
        """The same in the form that every page and command shows."""
        return Fault(Location(file=table), self.read, self.expected, ASK if self.acceptable else MEND)

    def kept(self) -> dict[str, Any]:
        """As plain JSON."""
        return {
            "kind": self.kind,
            "read": self.read,
            "expected": [self.expected.sv, self.expected.en],
            "acceptable": self.acceptable,
            "lost": list(self.lost),
            "gained": list(self.gained),
        }

    @classmethod
    def of_kept(cls, kept: Mapping[str, Any]) -> "Break":
        """From plain JSON."""
        said = Said(*kept["expected"])
        return cls(kept["kind"], kept["read"], said, kept["acceptable"], tuple(kept["lost"]), tuple(kept["gained"]))


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table consists of: the codes of each of its columns that name a cell. `cells`: how many are there."""

    codes: Mapping[str, frozenset[str]]
    dimensions: frozenset[str]
    cells: int


def shape_of(table: pa.Table) -> Shape:
    """The shape of a state or of a new release; gone cells do not count. Periods are not part of it: they come and go."""
    there = table.filter(pc.not_equal(table["status"], GONE)) if table.num_rows else table
    codes: dict[str, set[str]] = {name: set(_unique(there[name])) for name in ("series", "place")}
    names: set[str] = set()
    for code in _unique(there["dims"]):
        for name, value in dimensions_of(code).items():
            names.add(name)
            codes.setdefault(name, set()).add(value)
    return Shape({name: frozenset(found) for name, found in codes.items()}, frozenset(names), there.num_rows)


def breaks_of_shape(before: Shape, after: Shape, *, whole: bool) -> list[Break]:
    """Columns and codes that were there last time and are not any more. Of a part of a table only the columns are compared."""
    if not before.cells:
        return []
    found = []
    if before.dimensions != after.dimensions:
        expected = Said("Samma kolumner som förra gången.", "The same columns as last time.")
        found.append(_lost("columns", "", before.dimensions, after.dimensions, expected))
    if whole:
        for name in sorted({"series", "place"} | (before.dimensions & after.dimensions)):
            old, new = before.codes.get(name, frozenset()), after.codes.get(name, frozenset())
            if old - new:
                expected = Said(f"Koderna i {name} ska finnas kvar.", f"The codes of {name} should still be there.")
                found.append(_lost("codes", name, old, new, expected))
    return found


def breaks_of_lists(before: Codelists, after: Codelists) -> list[Break]:
    """A code that got another meaning, a label that moved to another code (renumbered), a label that two codes now share."""
    found = []
    for name in sorted(before.keys() & after.keys()):
        old = {code: _plain(label) for code, label in before[name].items()}
        new = {code: _plain(label) for code, label in after[name].items()}
        renamed = {code for code in old.keys() & new.keys() if old[code] != new[code]}
        if renamed:
            shown = [f"{code}: {before[name][code]} → {after[name][code]}" for code in renamed]
            expected = Said(
                f"Koderna i {name} ska betyda samma sak som förra gången.", f"The codes of {name} should mean what they meant last time."
            )
            found.append(Break("labels", first_of(shown), expected, True, tuple(sorted(renamed)), ()))
        moved = _moved(old, new)
        if moved:
            shown = [f"{after[name][code]}: {earlier} → {code}" for earlier, code in moved]
            expected = Said(f"Samma kod för samma sak i {name}.", f"The same code for the same thing in {name}.")
            found.append(Break("renumbered", first_of(shown), expected, True, *map(tuple, zip(*moved, strict=True))))
        shared = _shared(new) - _shared(old)
        if shared:
            codes = sorted(code for code, label in new.items() if label in shared)
            expected = Said(f"Varje kod i {name} ska ha ett eget namn.", f"Each code of {name} should have a name of its own.")
            found.append(
                Break("duplicate_labels", first_of([f"{code}: {after[name][code]}" for code in codes]), expected, True, (), tuple(codes))
            )
    return found


def breaks_of_cells(made: Compared, before: Shape, vanished: int) -> list[Break]:
    """Cells given twice, and so many vanished at once that it is hardly meant."""
    if made.duplicated:
        shown = first_of([" / ".join(filter(None, cell)) for cell in made.duplicates])
        expected = Said(
            f"Varje cell ska finnas en gång. {made.duplicated} kommer igen.",
            f"Each cell should be there once. {made.duplicated} come again.",
        )
        return [Break("duplicates", shown, expected, False)]
    if before.cells and vanished > MOST_VANISHED * before.cells:
        expected = Said("De flesta av de kända cellerna ska finnas kvar.", "Most of the known cells should still be there.")
        return [Break("vanished", f"{vanished} / {before.cells}", expected, True)]
    return []


def breaks_of_order(last: datetime | None, accessed: datetime, elsewhere: Sequence[str]) -> list[Break]:
    """Fetched before the last good one; or with series that another table already gives."""
    found = []
    if last is not None and accessed < last:
        expected = Said(f"Hämtad efter den senaste, {last.isoformat()}.", f"Fetched after the last one, {last.isoformat()}.")
        found.append(Break("order", accessed.isoformat(), expected, False))
    if elsewhere:
        expected = Said("En serie hör till en enda tabell.", "A series belongs to one table only.")
        found.append(Break("series", first_of(elsewhere), expected, False))
    return found


def breaks_of_faults(faults: Sequence[Fault]) -> list[Break]:
    """A table that cannot be read at all."""
    return [Break("form", f"{fault.location.column}: {fault.read}".strip(": "), fault.expected, False) for fault in faults]


def _lost(kind: str, name: str, old: frozenset[str], new: frozenset[str], expected: Said) -> Break:
    lost, gained = tuple(sorted(old - new)), tuple(sorted(new - old))
    shown = " ".join(filter(None, (name, f"−({first_of(lost)})" if lost else "", f"+({first_of(gained)})" if gained else "")))
    return Break(kind, shown, expected, True, lost, gained)


def _moved(old: Mapping[str, str], new: Mapping[str, str]) -> list[tuple[str, str]]:
    """(code then, code now) of labels that one code had then and another has now."""
    then = {label: code for code, label in old.items() if code not in new}
    return sorted((then[label], code) for code, label in new.items() if code not in old and label in then)


def _shared(labels: Mapping[str, str]) -> set[str]:
    seen: set[str] = set()
    return {label for label in labels.values() if label in seen or seen.add(label)}  # type: ignore[func-returns-value]


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()


def _unique(column: pa.ChunkedArray) -> list[str]:
    found: list[str] = pc.unique(column.cast(pa.string())).to_pylist()
    return found
