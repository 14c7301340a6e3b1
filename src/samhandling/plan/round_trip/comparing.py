"""Read: what a workbook that came back says, against the plan as it stands: differences, conflicts, ideas, and every fault at its cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from samhandling.files.tables import Book
from samhandling.files.writing import as_json
from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Language, Said
from samhandling.ground.viewer import Viewer
from samhandling.people.rules.permission import CHANGES_OWN, require
from samhandling.plan.actions.editing import values_at
from samhandling.plan.models import Initiative
from samhandling.plan.queries import existing_codes
from samhandling.plan.round_trip.reading import Held, around_of, columns_of, held_by_code, may_change
from samhandling.plan.rules.agreeing import agree
from samhandling.plan.rules.form.texts import Around
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.round_trip.cells import activity_cells, initiative_cells, text_in
from samhandling.plan.rules.round_trip.columns import ACTIVITY_COLUMNS, IDEA_COLUMNS, Column
from samhandling.plan.rules.round_trip.differences import Difference, differences
from samhandling.plan.rules.round_trip.reading import COLUMN_OF, RowAsked, read_row
from samhandling.plan.rules.round_trip.rows import HandedRow, at_row_of_activity, read_activity_rows, read_idea
from samhandling.plan.rules.round_trip.sheets import Handed, hand_in
from samhandling.plan.rules.soundness import faults_of
from samhandling.strategy.queries import StrategyView
from samhandling.strategy.queries import strategy as open_strategy


@dataclass(frozen=True, slots=True)
class Changed:
    """An initiative that the workbook changes. `version`: as it stands now. `wanted`: what is saved where nothing clashes."""

    code: str
    title: str
    row: int
    version: int
    wanted: Plain
    differences: tuple[Difference, ...]

    @property
    def clashes(self) -> tuple[Difference, ...]:
        """What somebody else has changed too, otherwise."""
        return tuple(one for one in self.differences if one.theirs is not None)


@dataclass(frozen=True, slots=True)
class Idea:
    """A new idea, as plain values."""

    row: int
    title: str
    values: Plain


@dataclass(frozen=True, slots=True)
class Compared:
    """What a workbook says. `left`: rows that are left alone, and why. `gone`: initiatives of the viewer that it does not hold.

    `unread`: (sheet, heading) of columns that nothing is read from. With faults nothing can be applied.
    """

    changed: tuple[Changed, ...]
    ideas: tuple[Idea, ...]
    left: tuple[Fault, ...]
    same: int
    gone: tuple[str, ...]
    unread: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing would be saved."""
        return not self.changed and not self.ideas

    @property
    def mark(self) -> str:
        """A mark of all that would be saved and of what it stands on: another one means that something has changed since."""
        every = [
            [one.code, one.version, one.wanted, [[part.group, part.clash and part.clash.mine] for part in one.differences]]
            for one in self.changed
        ]
        return sha256(as_json([every, [one.values for one in self.ideas]]).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class _Desk:
    """What a comparison is made with."""

    view: StrategyView
    around: Around
    columns: Sequence[Column]
    held: Mapping[str, Held]
    by: Viewer


def compare_workbook(book: Book, *, strategy: str, by: Viewer, language: Language = "sv") -> Compared:
    """Read a workbook against the plan. Raises NotAllowed. What cannot be read stands in `faults`, each at its sheet, row and column."""
    require(CHANGES_OWN, by)
    view = open_strategy(strategy, seen_by=by)
    columns = columns_of(view)
    handed = hand_in(book, columns, strategy)
    codes = {text_in(row.cells.get("id")) for row in (*handed.initiatives, *handed.activities)}
    desk = _Desk(view, around_of(view, language, by=by), columns, held_by_code(sorted(codes), strategy, by=by), by)
    faults, left = list(handed.faults), list[Fault]()
    rows = _by_code(handed, desk, faults, left)
    changed, same = [], 0
    for code, (row, activities) in rows.items():
        found = _compare(code, row, activities, desk, faults)
        if found is None:
            same += 1
        else:
            changed.append(found)
    ideas = _ideas(handed.ideas, desk, faults)
    every = set(may_change(by).values_list("code", flat=True)) if not by.may_change_all else set()
    gone = tuple(sorted(every - rows.keys())) if handed.initiatives else ()
    named = [_with_headings(fault, desk) for fault in faults]
    return Compared(tuple(changed), tuple(ideas), tuple(left), same, gone, handed.unread, tuple(named))


_Rows = dict[str, tuple[HandedRow | None, list[HandedRow]]]


def _by_code(handed: Handed, desk: _Desk, faults: list[Fault], left: list[Fault]) -> _Rows:
    """Each initiative's own row and those of its activities; rows without a number, twice the same, or of others are told."""
    own: dict[str, HandedRow] = {}
    for row in handed.initiatives:
        code = text_in(row.cells.get("id"))
        if not code:
            faults.append(row.fault("id", "", _NO_NUMBER, _NEW_ON_OTHER_SHEET))
        elif code in own:
            way_out = Said(f"Ta bort den ena; den första är rad {own[code].number}.", f"Remove one; the first is row {own[code].number}.")
            faults.append(row.fault("id", code, Said("Varje insats på en rad.", "Each initiative in one row."), way_out))
        elif code not in desk.held:
            left.append(row.fault("id", code, _NOT_YOURS, _LEFT_ALONE))
        else:
            own[code] = row
    activities: dict[str, list[HandedRow]] = defaultdict(list)
    for row in handed.activities:
        code = text_in(row.cells.get("id"))
        if not code:
            faults.append(row.fault("id", "", _NO_NUMBER, _WHICH_INITIATIVE))
        elif code in desk.held:
            activities[code].append(row)
        else:
            left.append(row.fault("id", code, _NOT_YOURS, _LEFT_ALONE))
    return {code: (own.get(code), activities.get(code, [])) for code in (*own, *(code for code in activities if code not in own))}


_NO_NUMBER = Said("Ärendenumret på en insats.", "The case number of an initiative.")
_NEW_ON_OTHER_SHEET = Said(
    "Skriv tillbaka numret. Är insatsen ny hör den hemma på bladet Nya idéer.",
    "Put the number back. If it is new it belongs in the sheet New ideas.",
)
_WHICH_INITIATIVE = Said("Skriv vilken insats aktiviteten hör till.", "Write which initiative the activity belongs to.")
_NOT_YOURS = Said("Insatsen finns inte, eller så är den inte din att ändra.", "There is no such initiative, or it is not yours to change.")
_LEFT_ALONE = Said("Raden lämnas som den är.", "The row is left as it is.")


def _compare(code: str, row: HandedRow | None, activities: list[HandedRow], desk: _Desk, faults: list[Fault]) -> Changed | None:
    """What the rows of an initiative change; nothing where they say what they said when they were fetched."""
    held, at = desk.held[code], row or activities[0]
    version = _version(at, held, faults)
    if version is None:
        return None
    before = held.values if version >= held.version else values_at(Initiative.objects.get(pk=held.number), version, held.values)
    wanted: Plain = {}
    mine: list[Fault] = []
    if row is not None:
        read = read_row(RowAsked(row.cells, initiative_cells(before, version, desk.around), before, desk.around), desk.columns)
        wanted.update(read.values)
        mine += [row.fault(one.location.column, one.read, one.expected, one.way_out) for one in read.faults]
    told = {text_in(cells["activity"]): cells for cells in activity_cells(before, version, desk.around)}
    taken = [one["id"] for one in held.values["activities"]]
    done, wrong = read_activity_rows(activities, told, before, taken, desk.around)
    wanted.update(done)
    agreed = agree(before, held.values, wanted)
    mine += wrong or _unsound(agreed.values, wanted, at, activities, desk) if not mine else wrong
    faults += mine
    found = differences(held.values, agreed, desk.around)
    if mine or not found:
        return None
    changed = {name: agreed.values[name] for name in held.values if agreed.values[name] != held.values[name]}
    return Changed(code, held.values["title"], at.number, held.version, changed, found)


def _version(row: HandedRow, held: Held, faults: list[Fault]) -> int | None:
    text = text_in(row.cells.get("version"))
    if not text and row.sheet and "activity" in row.cells:
        return held.version
    if not text.isdecimal() or not 0 < int(text[:9]) <= held.version:
        way_out = Said("Skriv tillbaka numret, eller hämta en ny arbetsbok.", "Put the number back, or fetch a new workbook.")
        expected = Said(
            "Versionens nummer, som det stod när arbetsboken hämtades.", "The version's number, as it stood when it was fetched."
        )
        faults.append(row.fault("version", text, expected, way_out))
        return None
    return int(text)


def _unsound(values: Plain, wanted: Plain, row: HandedRow, activities: Sequence[HandedRow], desk: _Desk) -> list[Fault]:
    """What cannot be saved although each cell could be read: an end before its start, shares above the whole."""
    if not wanted:
        return []
    areas = {code: list(aspects) for code, aspects in desk.around.aspects.items()}
    named = [*values["depends_on"], *([values["told"]["instead"]] if values["told"] else [])]
    codes = existing_codes(list(filter(None, named)), seen_by=desk.by)
    found = faults_of(values, focus_areas=areas, codes=codes, steps=desk.around.steps)
    keyed = {text_in(one.cells.get("activity")): one for one in activities}
    faults = []
    for fault in found:
        if fault.location.column.startswith("activit"):
            faults.append(at_row_of_activity(fault, keyed, activities[0] if activities else row))
        else:
            key = COLUMN_OF.get(fault.location.column, fault.location.column)
            faults.append(row.fault(key, fault.read, fault.expected, fault.way_out))
    return faults


def _ideas(rows: Sequence[HandedRow], desk: _Desk, faults: list[Fault]) -> list[Idea]:
    found = []
    for row in rows:
        read = read_idea(row, desk.around)
        faults += [row.fault(one.location.column, one.read, one.expected, one.way_out) for one in read.faults]
        if not read.faults:
            found.append(Idea(row.number, read.values["title"], read.values))
    return found


def _with_headings(fault: Fault, desk: _Desk) -> Fault:
    """The column as its heading says, in place of our own key."""
    place = fault.location
    every = {column.key: column for column in (*IDEA_COLUMNS, *ACTIVITY_COLUMNS, *desk.columns)}
    column = every.get(place.column)
    named = Location(place.file, place.sheet, place.row, column.heading.in_(desk.around.language) if column else place.column)
    return Fault(named, fault.read, fault.expected, fault.way_out)
