"""One row of cells into one initiative record, with everything that has to be said about it."""

import hashlib
from dataclasses import dataclass, field, replace

from samhandling.files.tables import Cell, Row
from samhandling.ground.faults import Doubt, Fault, Location
from samhandling.ground.periods import Period, Precision
from samhandling.ground.said import Said
from samhandling.language.text import clean, fold
from samhandling.plan.rules.amounts import read_amount
from samhandling.plan.rules.cells import Found, Unclear, Value, Wrong, text_of
from samhandling.plan.rules.damage import damage, example_of, is_damaged
from samhandling.plan.rules.dates import Day, precision_told, read_day
from samhandling.plan.rules.distribution import Distribution, DistributionReader
from samhandling.plan.rules.headings import LEFT_OUT, OWN
from samhandling.plan.rules.kinds import kind_in_title, kind_word, read_basis, read_kind, read_reach, read_stage, suggested_kind
from samhandling.plan.rules.mapping import Mapping
from samhandling.plan.rules.owners import OwnerReader
from samhandling.plan.rules.place_words import PlaceReader, Places
from samhandling.plan.rules.reaching import Extent, counties_missing, extent_of
from samhandling.plan.rules.read_row import ReadRow
from samhandling.plan.rules.record import Basis, Grant, InitiativeRecord, Kind, MoneyKind, Reach
from samhandling.plan.rules.row_sentences import NOTHING_TO_CALL_IT, UNTITLED, ends_before_start, several_financiers
from samhandling.plan.rules.titles import Casing, is_sentence_in_capitals
from samhandling.plan.rules.vocabulary import word_set
from samhandling.plan.rules.world import World

_TARGET_GROUP_MARKS = str.maketrans({";": "|", ",": "|", "\n": "|"})


@dataclass
class Told:
    """What the rows have given rise to, in the order of the rows; sentences once, however many rows they are about."""

    doubts: list[Doubt] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notices: dict[Said, int] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    without_id: list[int] = field(default_factory=list)
    out_of_capitals: list[str] = field(default_factory=list)


class RowReader:
    """Reads the rows of one table by one mapping."""

    def __init__(self, file: str, sheet: str, labels: tuple[str, ...], mapping: Mapping, world: World, casing: Casing) -> None:
        self.told = Told()
        self._file, self._sheet = file, sheet
        self._labels, self._mapping, self._casing = labels, mapping, casing
        columns = [(mapping.columns.get(label, OWN), index, label) for index, label in enumerate(labels)]
        self._index = {field: index for field, index, _ in columns}
        self._label = {field: label for field, _, label in columns}
        self._own = [(index, label) for field, index, label in columns if field == OWN]
        self._mapped = tuple((field, index) for field, index, _ in columns if field not in (OWN, LEFT_OUT))
        self._amounts = [
            (MoneyKind(kind), factor, mapping.mark_of(heading)) for heading, kind, factor in mapping.amount_columns() if kind in self._index
        ]
        self._orders = {field: mapping.order_of(label) for field, _, label in columns}
        self._places = PlaceReader(world.default_county)
        self._owners = OwnerReader(world.actors)
        self._distribution = DistributionReader(world)
        self._made_ids: dict[str, int] = {}
        self._extents: dict[tuple[Places, Places, Reach | None], tuple[Extent, Unclear | None]] = {}

    def read(self, row: Row, comments: tuple[tuple[str, str], ...] = ()) -> ReadRow:
        """The record of a row, with its place and its scope. `comments` on its cells become own fields."""
        filled = self._filled(row)
        for name, text in self._mapping.defaults.items():
            filled.setdefault(name, text)
        scope = self._scope_of(row)
        record = _RowReading(self, row, filled).record(comments, self._mapping.scopes[scope].financier if scope is not None else "")
        return ReadRow(record, Location(self._file, self._sheet, row.number), row.cells, self._mapped, scope)

    def _scope_of(self, row: Row) -> int | None:
        """The first of the mapping's scopes that the row belongs to."""
        for number, scope in enumerate(self._mapping.scopes):
            if scope.when is None:
                return number
            index = self._labels.index(scope.when.column) if scope.when.column in self._labels else -1
            if 0 <= index < len(row.cells) and clean(text_of(row.cells[index])) == clean(scope.when.equals):
                return number
        return None

    def _filled(self, row: Row) -> dict[str, Cell]:
        """The cells that hold something, by field."""
        cells, width = row.cells, len(row.cells)
        filled: dict[str, Cell] = {}
        for name, index in self._mapped:
            cell = cells[index] if index < width else None
            if cell is not None and not (isinstance(cell, str) and (not cell or cell.isspace())):
                filled[name] = cell
        return filled


class _RowReading:
    """The reading of one row; gathers into the reader's `told`."""

    def __init__(self, reader: RowReader, row: Row, filled: dict[str, Cell]) -> None:
        self._of, self._row, self._filled = reader, row, filled
        self._cell = filled.get
        self._id = ""

    def record(self, comments: tuple[tuple[str, str], ...], financier: str) -> InitiativeRecord:
        asked = len(self._of.told.doubts)
        title, owners = self._title(), self._names("owner")
        start, end = self._day("start"), self._day("end", end=True)
        self._id = self._identity(title, owners, start)
        self._name_doubts(asked)
        not_before, not_after, decided = self._day("not_before"), self._day("not_after", end=True), self._day("decided")
        note = self._text("note")
        told = precision_told(note) if note else None
        extent, distribution = self._extent(), self._contributions()
        kind = self._kind(title)
        period = Period(start.value, end.value, not_before.value, not_after.value, end.open_ended)
        self._in_order(period)
        self._damaged()
        return InitiativeRecord(
            id=self._id,
            title=title,
            owners=owners,
            partners=self._names("partners"),
            kind=kind,
            stage=self._take("stage", read_stage(self._cell("stage"))),
            period=period,
            start_precision=_precision(start, told),
            end_precision=_precision(end, told),
            decided=decided.value,
            decided_precision=decided.precision,
            bounds_basis=self._line("bounds_basis"),
            reach=extent.reach,
            counties=extent.counties,
            municipalities=extent.municipalities,
            basis=distribution.basis,
            shares=distribution.shares,
            grants=self._grants(financier),
            target_groups=self._target_groups(),
            purpose_sv=self._text("purpose_sv"),
            purpose_en=self._text("purpose_en"),
            note=note,
            source=self._line("source"),
            fields=(*self._fields(), *comments),
        )

    # What stands in the row.

    def _text(self, field: str) -> str:
        cell = self._cell(field)
        return cell.strip() if isinstance(cell, str) else text_of(cell)

    def _names(self, field: str) -> tuple[str, ...]:
        cell = self._cell(field)
        return self._take(field, self._of._owners.read(cell)) if cell is not None else ()

    def _line(self, field: str) -> str:
        cell = self._cell(field)
        return clean(text_of(cell)) if cell is not None else ""

    def _fields(self) -> tuple[tuple[str, str], ...]:
        cells, width = self._row.cells, len(self._row.cells)
        return tuple(
            (label, text)
            for index, label in self._of._own
            if index < width and cells[index] is not None and (text := text_of(cells[index]).strip())
        )

    # What is said of it.

    def _take(self, field: str, found: Found[Value]) -> Value:
        if found.unclear is not None:
            self._doubt(field, found.unclear)
        if found.wrong is not None:
            self._fault(field, found.wrong)
        for said in found.noted:
            self._of.told.notices[said] = self._of.told.notices.get(said, 0) + 1
        return found.value

    def _at(self, field: str) -> Location:
        return Location(self._of._file, self._of._sheet, self._row.number, self._of._label.get(field, ""))

    def _doubt(self, field: str, unclear: Unclear) -> None:
        read = text_of(self._cell(field))
        self._of.told.doubts.append(Doubt(unclear.kind, self._at(field), read, unclear.said, field, self._id, unclear.answers))

    def _name_doubts(self, first: int) -> None:
        """Questions that came up before the effort had an id of its own are about it all the same."""
        doubts = self._of.told.doubts
        doubts[first:] = [replace(doubt, initiative=self._id) for doubt in doubts[first:]]

    def _fault(self, field: str, wrong: Wrong) -> None:
        self._of.told.faults.append(Fault(self._at(field), text_of(self._cell(field)), wrong.expected, wrong.way_out))

    # The parts of the record.

    def _title(self) -> str:
        self._id = self._line("id")
        title = self._line("title")
        if is_sentence_in_capitals(title):
            self._of.told.out_of_capitals.append(title)
            return self._of._casing.sentence_case(title)
        if not title and self._id:
            self._doubt("title", UNTITLED)
        return title or self._id

    def _identity(self, title: str, owners: tuple[str, ...], start: Day) -> str:
        if self._id:
            return self._id
        if not title:
            self._fault("title", NOTHING_TO_CALL_IT)
            return ""
        self._of.told.without_id.append(self._row.number)
        text = "\x1f".join((fold(title), *owners, str(start.value)))
        made = f"utan-nr-{hashlib.sha256(text.encode()).hexdigest()[:10]}"
        times = self._of._made_ids[made] = self._of._made_ids.get(made, 0) + 1
        return made if times == 1 else f"{made}-{times}"

    def _day(self, field: str, *, end: bool = False) -> Day:
        cell = self._cell(field)
        return self._take(field, read_day(cell, end=end, order=self._of._orders.get(field))) if cell is not None else _NO_DAY

    def _in_order(self, period: Period) -> None:
        if period.start and period.end and period.end < period.start:
            self._fault("end", ends_before_start(period.start, period.end))
        if period.not_before and period.not_after and period.not_after < period.not_before:
            self._fault("not_after", ends_before_start(period.not_before, period.not_after))

    def _extent(self) -> Extent:
        reader, index = self._of._places, self._of._index
        municipalities = self._take("municipalities", reader.municipalities(self._cell("municipalities")))
        counties = self._take("counties", reader.counties(self._cell("counties")))
        told = self._take("reach", read_reach(self._cell("reach")))
        key = (municipalities, counties, told)
        if key not in self._of._extents:
            extent = extent_of(municipalities, counties, told=told, has_municipality_column="municipalities" in index)
            self._of._extents[key] = extent, counties_missing(municipalities, counties)
        extent, missing = self._of._extents[key]
        if missing:
            self._doubt("counties", missing)
        return extent

    def _contributions(self) -> Distribution:
        basis = self._take("basis", read_basis(self._cell("basis")))
        if "contributions" not in self._of._index and "contributions" not in self._of._mapping.defaults:
            return Distribution((), basis or Basis.NOT_READ)
        found = self._take("contributions", self._of._distribution.read(self._cell("contributions")))
        return Distribution(found.shares, basis or found.basis)

    def _kind(self, title: str) -> Kind:
        if "kind" in self._of._index or "kind" in self._of._mapping.defaults:
            return self._take("kind", read_kind(self._cell("kind")))
        for index, _ in self._of._own:
            cell = self._row.cells[index] if index < len(self._row.cells) else None
            if isinstance(cell, str) and len(cell) < 40 and (kind := kind_word(cell)):
                self._doubt("kind", suggested_kind(kind, clean(cell), from_title=False))
                return kind
        if kind := kind_in_title(title):
            self._doubt("kind", suggested_kind(kind, title, from_title=True))
            return kind
        return Kind.UNKNOWN

    def _grants(self, declared: str) -> tuple[Grant, ...]:
        financier = self._financier(declared)
        amounts = [
            (kind, self._take(kind.value, read_amount(self._cell(kind.value), factor, mark))) for kind, factor, mark in self._of._amounts
        ]
        known = [Grant(financier, kind, amount) for kind, amount in amounts if amount is not None]
        if known or not financier:
            return tuple(known)
        return (Grant(financier, MoneyKind.GRANTED, None),)

    def _financier(self, declared: str) -> str:
        cell = self._cell("financier")
        if cell is None:
            return declared
        names = self._names("financier")
        if len(names) > 1:
            self._doubt("financier", several_financiers(clean(text_of(cell))))
        return " | ".join(names)

    def _target_groups(self) -> tuple[str, ...]:
        cell = self._cell("target_group")
        parts = text_of(cell).translate(_TARGET_GROUP_MARKS).split("|") if cell is not None else ()
        groups = (clean(part) for part in parts)
        return tuple(dict.fromkeys(group for group in groups if group.casefold() not in word_set("owners", "unknown")))

    def _damaged(self) -> None:
        texts = [cell for cell in self._row.cells if isinstance(cell, str)]
        if not is_damaged("\n".join(texts)):
            return
        for index, cell in enumerate(self._row.cells):
            if isinstance(cell, str) and is_damaged(cell) and index < len(self._of._labels):
                unclear, label = damage(cell), self._of._labels[index]
                field = self._of._mapping.columns.get(label, OWN)
                place = Location(self._of._file, self._of._sheet, self._row.number, label)
                read = example_of(cell)
                self._of.told.doubts.append(Doubt(unclear.kind, place, read, unclear.said, field, self._id, unclear.answers))
                self._of.told.damaged.append(read)


_NO_DAY = Day()


def _precision(day: Day, told: Precision | None) -> Precision:
    return told if told and day.value and day.precision is Precision.DAY else day.precision
