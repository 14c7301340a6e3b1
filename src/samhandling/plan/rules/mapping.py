"""The mapping: which sheet, which row of headings, which column is which field, and what the source covers. Kept and editable as TOML."""

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from samhandling.files.tables import Book, Cell
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.places import PlaceCode, all_places
from samhandling.ground.said import Said
from samhandling.plan.rules.amounts import read_amount
from samhandling.plan.rules.choosing import Table, find_table
from samhandling.plan.rules.distribution import DistributionReader
from samhandling.plan.rules.headings import LEFT_OUT, MONEY_FIELDS, OWN, UNIT_FACTORS, fields, heading_of
from samhandling.plan.rules.manners import WHOLE_FILE, Mark, Order, manners_of, throughout
from samhandling.plan.rules.place_words import PlaceReader
from samhandling.plan.rules.world import World


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class LeftOut(_Strict):
    """Something that the source is known to lack; `focus_areas` are the codes that it bears on (none: all)."""

    text: str
    focus_areas: list[str] = []


class When(_Strict):
    """A scope of some rows only: those where `column` (a heading) reads `equals`."""

    column: str
    equals: str


class Scope(_Strict):
    """What a loaded source covers."""

    source: str = ""
    financier: str = ""
    programme: str = ""
    decided_from: date | None = None
    decided_to: date | None = None
    places: list[str] = []
    fetched: date | None = None
    left_out: list[LeftOut] = []
    when: When | None = None

    @field_validator("places")
    @classmethod
    def _known(cls, places: list[str]) -> list[str]:
        for code in places:
            if PlaceCode(code) not in all_places():
                raise ValueError(f"{code} is no place code")
        return places


class Mapping(_Strict):
    """How a file is read.

    `columns`: heading → field, "own" (kept as the region's own field) or "left_out". `units`: heading → "kr", "tkr", "mnkr" or
    "foreign" for amount columns. `manners`: heading → the decimal mark of its amounts ("comma", "point") or the order of its days
    ("year_first", "day_first", "month_first"), where it has been told; "*amounts" and "*days" stand for every column that is not told of by
    itself. `defaults`: field → text, read where a row has nothing. The fields that are kinds of money
    (`applied_for`, `granted`, `co_financed`, `paid_out`, `paid_back`) tell which step of the money's way a column is of.
    """

    sheet: str = ""
    header_row: int = Field(default=1, ge=1)
    columns: dict[str, str] = {}
    units: dict[str, str] = {}
    manners: dict[str, str] = {}
    defaults: dict[str, str] = {}
    scopes: list[Scope] = []

    @field_validator("columns")
    @classmethod
    def _fields(cls, columns: dict[str, str]) -> dict[str, str]:
        known = {*fields(), OWN, LEFT_OUT}
        seen: set[str] = set()
        for heading, field in columns.items():
            if field not in known:
                raise ValueError(f'"{heading}": {field} is no field')
            if field in seen - {OWN, LEFT_OUT}:
                raise ValueError(f'"{heading}": {field} stands at two columns')
            seen.add(field)
        return columns

    @field_validator("units")
    @classmethod
    def _units(cls, units: dict[str, str]) -> dict[str, str]:
        for heading, unit in units.items():
            if unit not in UNIT_FACTORS and unit != "foreign":
                raise ValueError(f'"{heading}": {unit} is no unit')
        return units

    @model_validator(mode="after")
    def _manners(self) -> Self:
        for heading, manner in self.manners.items():
            known = tuple(WHOLE_FILE[heading]) if heading in WHOLE_FILE else manners_of(self.columns.get(heading, OWN))
            if manner not in known:
                listed = ", ".join(known) or "none: it holds neither amounts nor days"
                raise ValueError(f'"{heading}": {manner} is no manner of this column ({listed})')
        return self

    @field_validator("defaults")
    @classmethod
    def _defaults(cls, defaults: dict[str, str]) -> dict[str, str]:
        for field in defaults:
            if field not in fields():
                raise ValueError(f"{field} is no field")
        return defaults

    def column_of(self, field: str) -> str | None:
        """The heading of the column that holds `field`."""
        return next((heading for heading, held in self.columns.items() if held == field), None)

    def manner_of(self, heading: str) -> str:
        """The manner that a column is read in: its own, else that of the whole file; "" where none has been told."""
        return self.manners.get(heading) or self.manners.get(throughout(self.columns.get(heading, OWN)), "")

    def mark_of(self, heading: str) -> Mark | None:
        """The decimal mark that has been told of a column of amounts, or of all."""
        told = self.manner_of(heading)
        return next((mark for mark in Mark if mark.value == told), None)

    def order_of(self, heading: str) -> Order | None:
        """The order that has been told of a column of days, or of all."""
        told = self.manner_of(heading)
        return next((order for order in Order if order.value == told), None)

    def amount_columns(self) -> Iterator[tuple[str, str, int]]:
        """(heading, kind of money, factor) of each column of amounts."""
        for heading, field in self.columns.items():
            if field in MONEY_FIELDS:
                yield heading, field, UNIT_FACTORS.get(self.units.get(heading, "kr"), 1)


def guess(book: Book, world: World) -> Mapping:
    """The mapping that the file itself speaks for: by its headings, and by what stands under them.

    A column is what its heading says, unless its cells say otherwise: "insatsområde" without any of the strategy's focus areas, or
    "region" without places, is the region's own field. A second column for the same field is an own field too. An amount column of
    zeros only, or in another currency, is not read as money. Raises Refused where no table is found, telling the headings understood.
    """
    return guess_table(find_table(book), world)


def guess_table(table: Table, world: World) -> Mapping:
    """The mapping that a table speaks for whose row of headings has been found, or pointed out."""
    judge = _Judge(table, world)
    columns: dict[str, str] = {}
    units: dict[str, str] = {}
    for index, label in enumerate(table.labels):
        heading = heading_of(label)
        field = judge.field(index, heading.field, heading.unit) if heading else OWN
        columns[label] = OWN if field in columns.values() and field not in (OWN, LEFT_OUT) else field
        if heading and heading.unit and columns[label] in MONEY_FIELDS:
            units[label] = heading.unit
    if "contributions" not in columns.values():
        columns.update(judge.unnamed_distribution(columns))
    return Mapping(sheet=table.sheet.name, header_row=table.header.number, columns=columns, units=units)


class _Judge:
    """Looks at the cells of a column before its heading is believed."""

    def __init__(self, table: Table, world: World) -> None:
        self._table = table
        self._places = PlaceReader(world.default_county)
        self._distribution = DistributionReader(world)

    def field(self, index: int, field: str, unit: str) -> str:
        cells = self._table.sample(index)
        if field in MONEY_FIELDS:
            return LEFT_OUT if is_zero_throughout(cells) else OWN if unit == "foreign" else field
        if not cells:
            return field
        if field == "contributions":
            return field if self._names_focus_area(cells) else OWN
        if field in ("counties", "municipalities"):
            return field if self._are_places(field, cells) else OWN
        if field in ("financier", "owner", "title"):
            return field if sum(isinstance(cell, str) for cell in cells) * 2 > len(cells) else OWN
        return field

    def _names_focus_area(self, cells: list[Cell]) -> bool:
        return any(self._distribution.read(cell).value.names_focus_area for cell in cells)

    def _are_places(self, field: str, cells: list[Cell]) -> bool:
        read = self._places.counties if field == "counties" else self._places.municipalities
        found = [read(cell).value for cell in cells]
        return sum(bool(one.counties or one.municipalities) for one in found) * 2 >= len(found)

    def unnamed_distribution(self, columns: dict[str, str]) -> dict[str, str]:
        """The first own column whose cells nearly all are focus areas, whatever its heading."""
        for index, (label, field) in enumerate(columns.items()):
            cells = self._table.sample(index) if field == OWN else []
            named = sum(self._distribution.read(cell).value.names_focus_area for cell in cells)
            if cells and named * 5 >= len(cells) * 4:
                return {label: "contributions"}
        return {}


def is_zero_throughout(cells: list[Cell]) -> bool:
    """There are several amounts, and every one of them is 0."""
    return len(cells) > 1 and all(read_amount(cell).value == 0 for cell in cells)


def to_toml(mapping: Mapping) -> str:
    """The mapping as a person edits it. `from_toml` reads it back unchanged."""
    lines = [f"sheet = {_quoted(mapping.sheet)}", f"header_row = {mapping.header_row}"]
    for name, table in _tables(mapping):
        if table:
            lines += ["", f"[{name}]", *(f"{_quoted(key)} = {_quoted(value)}" for key, value in table.items())]
    for scope in mapping.scopes:
        lines += ["", "[[scopes]]", *_scope_lines(scope)]
    return "\n".join(lines) + "\n"


def _tables(mapping: Mapping) -> tuple[tuple[str, dict[str, str]], ...]:
    return ("columns", mapping.columns), ("units", mapping.units), ("manners", mapping.manners), ("defaults", mapping.defaults)


def _scope_lines(scope: Scope) -> Iterator[str]:
    for name in ("source", "financier", "programme"):
        if value := getattr(scope, name):
            yield f"{name} = {_quoted(value)}"
    for name in ("decided_from", "decided_to", "fetched"):
        if (day := getattr(scope, name)) is not None:
            yield f"{name} = {day.isoformat()}"
    if scope.places:
        yield f"places = [{', '.join(map(_quoted, scope.places))}]"
    if scope.when:
        yield f"when = {{ column = {_quoted(scope.when.column)}, equals = {_quoted(scope.when.equals)} }}"
    for one in scope.left_out:
        areas = f"\nfocus_areas = [{', '.join(map(_quoted, one.focus_areas))}]" if one.focus_areas else ""
        yield f"\n[[scopes.left_out]]\ntext = {_quoted(one.text)}{areas}"


def _quoted(text: str) -> str:
    escaped = "".join(
        _ESCAPES.get(letter) or (f"\\u{ord(letter):04X}" if ord(letter) < 32 or ord(letter) == 127 else letter) for letter in text
    )
    return f'"{escaped}"'


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def from_toml(text: str, file: str = "") -> Mapping:
    """Read a mapping. Raises Refused with every fault: no TOML, unknown keys, unknown fields, wrong types."""
    try:
        return Mapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise Refused([_fault(file, str(fault))]) from fault
    except ValidationError as faults:
        raise Refused([_fault(f"{file}", f"{'.'.join(map(str, one['loc']))}: {one['msg']}") for one in faults.errors()]) from faults


def _fault(file: str, read: str) -> Fault:
    known = ", ".join((*fields(), OWN, LEFT_OUT))
    return Fault(
        Location(file=file),
        read,
        Said("En mappning i TOML med sheet, header_row, columns, units, manners, defaults och scopes.",
             "A mapping in TOML with sheet, header_row, columns, units, manners, defaults and scopes."),
        Said(f"Rätta raden. Fälten är: {known}.", f"Correct the line. The fields are: {known}."),
    )  # fmt: skip
