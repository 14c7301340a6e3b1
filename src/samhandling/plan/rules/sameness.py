"""Rows of one file that are about the same project, or look as if they were."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from samhandling.ground.faults import Doubt, Fault
from samhandling.ground.said import Said
from samhandling.language.text import likeness
from samhandling.plan.rules.phrases import joined
from samhandling.plan.rules.read_row import ReadRow
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.rules.titles import folded_title

_NOT_DIGITS = re.compile(r"\D+")
_ALIKE = 0.85
_ANOTHER_PROJECT = 0.6
_NEAR = Fraction(1, 1000)
_MOST_NEIGHBOURS = 3

# What two rows must agree in to be one project. Notes, purposes and own fields may be worded differently.
_COMPARED = {
    "owners": Said("ägare", "owner"),
    "kind": Said("slag", "kind"),
    "period": Said("datum", "dates"),
    "decided": Said("beslutsdatum", "decision date"),
    "counties": Said("län", "counties"),
    "municipalities": Said("kommuner", "municipalities"),
    "shares": Said("insatsområden", "focus areas"),
    "grants": Said("belopp och finansiär", "amount and financier"),
}


@dataclass
class Sameness:
    """`left_out`: index of each row that is not written, with the sentence why."""

    left_out: dict[int, Said] = field(default_factory=dict)
    notices: list[Said] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def find_same(rows: Sequence[ReadRow]) -> Sameness:
    """Compare the rows of a file.

    Same id and equal after normalisation: one project, told. Same id, other content: the first row is written, with a doubt; where
    neither name nor owner is the same it is a fault, for an id cannot name two projects. Other id, but owner and dates the same, the
    amount the same or nearly so and the names alike: a doubt, both are written. Same name and another owner or other dates: told.
    """
    found = Sameness()
    _same_ids(rows, found)
    kept = [row for index, row in enumerate(rows) if index not in found.left_out]
    _same_names(kept, _alike(kept, found), found)
    return found


def _same_ids(rows: Sequence[ReadRow], found: Sameness) -> None:
    first: dict[str, ReadRow] = {}
    for index, row in enumerate(rows):
        earlier = first.setdefault(row.record.id, row)
        if earlier is row:
            continue
        differing = differences(earlier.record, row.record)
        if not differing:
            said = _said_one(earlier, row)
            found.notices.append(said)
        elif _is_another(earlier.record, row.record):
            found.faults.append(_id_twice(earlier, row))
            said = _said_other_content(earlier, row, differing)
        else:
            said = _said_other_content(earlier, row, differing)
            answers = ("first_row",)
            found.doubts.append(Doubt("same_id_other_content", row.location, row.record.id, said, "id", row.record.id, answers))
        found.left_out[index] = said


def differences(one: InitiativeRecord, other: InitiativeRecord) -> list[Said]:
    """What two readings of one project do not agree in."""
    found = [said for name, said in _COMPARED.items() if getattr(one, name) != getattr(other, name)]
    return found if folded_title(one.title) == folded_title(other.title) else [Said("namn", "name"), *found]


def _is_another(one: InitiativeRecord, other: InitiativeRecord) -> bool:
    return not set(one.owners) & set(other.owners) and likeness(one.title, other.title) < _ANOTHER_PROJECT


def _alike(rows: Sequence[ReadRow], found: Sameness) -> set[frozenset[str]]:
    """Compares only rows with the same owner and dates, and of these only neighbours in the order of their names."""
    blocks: dict[object, list[ReadRow]] = {}
    pairs: set[frozenset[str]] = set()
    for row in rows:
        period = row.record.period
        if row.record.owners and (row.record.granted is not None or period.start or period.end):
            blocks.setdefault((row.record.owners, period.start, period.end), []).append(row)
    for block in blocks.values():
        if len(block) > 1:
            named = sorted((_Named.of(row) for row in block), key=lambda one: one.name)
            for index, one in enumerate(named):
                for other in named[index + 1 : index + 1 + _MOST_NEIGHBOURS]:
                    if _looks_the_same(one, other):
                        found.doubts.append(_same_project(one.row, other.row))
                        pairs.add(frozenset((one.row.record.id, other.row.record.id)))
    return pairs


@dataclass(frozen=True, slots=True)
class _Named:
    """A row by its folded name; the numbers in a name tell projects apart ("etapp 1", "etapp 2")."""

    name: str
    digits: str
    amount: Fraction | None
    row: ReadRow

    @classmethod
    def of(cls, row: ReadRow) -> "_Named":
        name = folded_title(row.record.title)
        return cls(name, _NOT_DIGITS.sub("", name), row.record.granted, row)


def _looks_the_same(one: _Named, other: _Named) -> bool:
    if one.digits != other.digits:
        return False
    amount, other_amount = one.amount, other.amount
    if amount is None or other_amount is None:
        near = amount is other_amount
    else:
        near = abs(amount - other_amount) <= _NEAR * max(amount, other_amount)
    return near and likeness(one.name, other.name) >= _ALIKE


def _same_names(rows: Sequence[ReadRow], pairs: set[frozenset[str]], found: Sameness) -> None:
    """Rows of one name that nothing else has been said of."""
    by_name: dict[str, list[ReadRow]] = {}
    for row in rows:
        by_name.setdefault(folded_title(row.record.title), []).append(row)
    for block in by_name.values():
        if len(block) > 1 and frozenset(row.record.id for row in block) not in pairs:
            found.notices.append(_said_two(block))


def _said_one(first: ReadRow, second: ReadRow) -> Said:
    return Said(
        f"Rad {second.location.row} är samma projekt som rad {first.location.row} ({first.record.id}): samma ärendenummer, och ägare, "
        "belopp, datum och plats är lika. Det läses in en gång.",
        f"Row {second.location.row} is the same project as row {first.location.row} ({first.record.id}): the same case number, and owner, "
        "amount, dates and place are equal. It is imported once.",
    )


def _said_other_content(first: ReadRow, second: ReadRow, differing: list[Said]) -> Said:
    sv, en = joined([said.sv for said in differing], "och"), joined([said.en for said in differing], "and")
    return Said(
        f"Rad {second.location.row} har samma ärendenummer som rad {first.location.row} ({first.record.id}) men skiljer sig i {sv}. "
        f"Vi har läst in rad {first.location.row}. Gäller den andra, eller är det två projekt, så rätta filen och läs in den igen.",
        f"Row {second.location.row} has the same case number as row {first.location.row} ({first.record.id}) but differs in {en}. "
        f"We have imported row {first.location.row}. If the other holds, or they are two projects, mend the file and import it again.",
    )


def _said_two(block: list[ReadRow]) -> Said:
    rows = [str(row.location.row) for row in sorted(block, key=lambda row: row.location.row or 0)]
    title = block[0].record.title
    one_owner = len({row.record.owners for row in block}) == 1
    sv, en = ("olika ärendenummer", "different case numbers") if one_owner else ("olika ägare", "different owners")
    return Said(
        f'Raderna {joined(rows, "och")} har samma namn, "{title}", men {sv}. Vi läser dem som olika projekt.',
        f'Rows {joined(rows, "and")} have the same name, "{title}", but {en}. We read them as different projects.',
    )


def _same_project(one: ReadRow, other: ReadRow) -> Doubt:
    first, second = sorted((one, other), key=lambda row: row.location.row or 0)
    said = Said(
        f"Rad {second.location.row} ser ut att vara samma projekt som rad {first.location.row}: samma ägare, belopp (på "
        "någon promille när) och datum, och samma eller nästan samma namn, men olika ärendenummer. Vi har inte slagit ihop dem. Är det ett eller två projekt?",
        f"Row {second.location.row} looks like the same project as row {first.location.row}: the same owner, amount (to a thousandth) and "
        "dates, and the same or nearly the same name, but different case numbers. We have not merged them. Are they one project or two?",
    )
    return Doubt("same_project", second.location, second.record.title, said, "id", second.record.id, ("two_projects", "one_project"))


def _id_twice(first: ReadRow, second: ReadRow) -> Fault:
    return Fault(
        second.location,
        second.record.id,
        Said(
            f'Ett ärendenummer för varje projekt; {second.record.id} står också på rad {first.location.row}, "{first.record.title}".',
            f'One case number for each project; {second.record.id} also stands in row {first.location.row}, "{first.record.title}".',
        ),
        Said("Rätta ärendenumret på den rad där det är fel.", "Correct the case number in the row where it is wrong."),
    )
