"""The rows of activities and of new ideas that came back, read by the forms' own readers."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from samhandling.files.tables import Cell
from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.plan.rules.form.activities import activity_texts, read_activities
from samhandling.plan.rules.form.texts import Around, Reading, Texts
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.plan.rules.record import ActivityKind, Basis, ContributionSource, InitiativeRecord, Openness, Reach, Stage
from samhandling.plan.rules.round_trip.cells import Cells, says_the_same, text_in, word_of
from samhandling.plan.rules.round_trip.columns import ACTIVITY_COLUMNS, ACTIVITY_NAMES, IDEA_COLUMNS
from samhandling.plan.rules.round_trip.reading import RowAsked, RowRead, read_row


@dataclass(frozen=True, slots=True)
class HandedRow:
    """A row as it came: its sheet, its number there, its cells by column key."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]

    def fault(self, key: str, read: str, expected: Said, way_out: Said) -> Fault:
        """Something that cannot be read in one of its cells."""
        return Fault(Location(sheet=self.sheet, row=self.number, column=key), read[:80], expected, way_out)


PARTS = ("title", "kind", "start", "end", "done", "responsible")


def read_activity_rows(
    rows: Sequence[HandedRow], told: Mapping[str, Cells], before: Plain, taken: Collection[str], around: Around
) -> tuple[Plain, list[Fault]]:
    """(`activities` where a row is new or changed, else nothing; every fault at its row).

    `told`: activity → the row that was written of it. Rows that are gone stay as they are. `taken`: numbers that are in use by now.
    """
    texts: dict[str, Sequence[str]] = dict(activity_texts(before, around))
    known, fresh, of_row, faults = set(texts["activity"]), _fresh({*taken, *texts["activity"]}), dict[str, HandedRow](), list[Fault]()
    for row in rows:
        key = text_in(row.cells.get("activity"))
        if key and key not in known:
            faults.append(_no_such(row, key))
            continue
        if key in of_row:
            faults.append(_twice(row, key))
            continue
        changed = _changed(row, told.get(key, {}))
        if changed:
            of_row[key or (key := next(fresh))] = row
            texts.update(_texts(f"activity-{key}", row, changed, faults))
    if not of_row:
        return {}, faults
    new = [key for key in of_row if key not in known]
    reading = Reading()
    read_activities({**texts, "activity": (*texts["activity"], *new)}, before, around, reading)
    return reading.values, [*faults, *(_at_row(fault, of_row) for fault in reading.faults)]


def _changed(row: HandedRow, told: Cells) -> list[str]:
    columns = [column for column in ACTIVITY_COLUMNS if column.group and column.key in row.cells]
    return [column.key for column in columns if not says_the_same(row.cells[column.key], told.get(column.key), column)]


def _texts(name: str, row: HandedRow, changed: Collection[str], faults: list[Fault]) -> Texts:
    texts = {f"{name}-{key}": (text_in(row.cells[key]),) for key in changed}
    if "kind" in changed:
        text = text_in(row.cells["kind"])
        kind = word_of(text, ACTIVITY_NAMES) if text else ActivityKind.ACTIVITY.value
        if kind is None:
            expected = Said("Aktivitet eller milstolpe.", "Activity or milestone.")
            faults.append(row.fault("kind", text, expected, Said("Välj i listan i cellen.", "Choose in the cell's list.")))
        texts[f"{name}-kind"] = (kind or ActivityKind.ACTIVITY.value,)
    return texts


def _fresh(taken: Collection[str]) -> Iterator[str]:
    return (key for number in count(1) if (key := f"a{number}") not in taken)


def _at_row(fault: Fault, of_row: Mapping[str, HandedRow]) -> Fault:
    column = fault.location.column
    for key, row in of_row.items():
        if column == f"activity-{key}" or column.startswith(f"activity-{key}-"):
            return row.fault(column.removeprefix(f"activity-{key}").lstrip("-") or "title", fault.read, fault.expected, fault.way_out)
    return next(iter(of_row.values())).fault("title", fault.read, fault.expected, fault.way_out)


def at_row_of_activity(fault: Fault, rows: Mapping[str, HandedRow], otherwise: HandedRow) -> Fault:
    """A fault of an initiative's activities, at the row that is to blame; else at `otherwise`."""
    found = next((row for key, row in rows.items() if fault.location.column == f"activity-{key}"), otherwise)
    return found.fault("title", fault.read, fault.expected, fault.way_out)


def _no_such(row: HandedRow, key: str) -> Fault:
    expected = Said("Ett nummer på en aktivitet som hör till insatsen.", "The number of an activity of the initiative.")
    way_out = Said("Töm cellen om aktiviteten är ny.", "Clear the cell if the activity is new.")
    return row.fault("activity", key, expected, way_out)


def _twice(row: HandedRow, key: str) -> Fault:
    expected = Said("Varje aktivitet på en rad.", "Each activity in one row.")
    way_out = Said("Ta bort den ena raden, eller töm numret om den är ny.", "Remove one of the rows, or clear the number if it is new.")
    return row.fault("activity", key, expected, way_out)


NOTHING_YET: Plain = to_plain(InitiativeRecord("", "", stage=Stage.IDEA, openness=Openness.SHARED))


def read_idea(row: HandedRow, around: Around) -> RowRead:
    """A new idea: the values that differ from an empty one. It needs a name."""
    asked = RowAsked({**row.cells, "reach": None, "counties": None}, {}, NOTHING_YET, around)
    into = read_row(asked, [column for column in IDEA_COLUMNS if column.key != "area"])
    if into.values.get("reach") == Reach.NAMED and not into.values["municipalities"]:
        into.values["reach"] = Reach.UNKNOWN.value
    if not into.values.get("title"):
        expected = Said("Ett namn på idén.", "A name of the idea.")
        into.wrong("title", "", expected, Said("Skriv det, eller töm raden.", "Write it, or clear the row."))
    text = text_in(row.cells.get("area"))
    area = next((code for code in around.aspects if text == code or text.startswith(f"{code} ")), "")
    if text and not area:
        listed = ", ".join(around.aspects)
        expected = Said(f"Ett av insatsområdena {listed}.", f"One of the focus areas {listed}.")
        into.wrong("area", text, expected, Said("Välj i listan i cellen.", "Choose in the cell's list."))
    if area:
        share = {"focus_area": area, "share": "1", "aspects": [], "source": ContributionSource.PERSON.value, "confirmed": False}
        into.values.update({"basis": Basis.JUDGED.value, "shares": [share]})
    return into
