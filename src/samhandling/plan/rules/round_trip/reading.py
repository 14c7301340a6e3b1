"""A row that came back, read by the forms' own readers: only the groups of fields whose cells were changed."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from samhandling.files.tables import Cell
from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.plan.rules.form.parts import PART_OF_GROUP, PARTS
from samhandling.plan.rules.form.texts import Around, Reading, Texts
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import MoneyKind, Reach, Stage
from samhandling.plan.rules.round_trip.cells import WITHOUT_SHARE, Cells, says_the_same, share_of, text_in, word_of
from samhandling.plan.rules.round_trip.columns import REACH_NAMES, YES_NO, Column, Words, money_key, share_key
from samhandling.plan.rules.words import KIND_NAMES, STAGE_NAMES, TOLD_NAMES, percent

_WITH_FINANCIER = re.compile(r"(?P<financier>.*[^\W\d_].*?)\s*:\s*(?P<amount>.*)")
Maker = Callable[[Collection[str], "RowAsked", "RowRead"], Texts | None]
"""(changed columns of a group, the row, where faults go) → the texts of the form; `None` where they cannot be read."""


@dataclass
class RowRead:
    """What a row says: new plain values, and faults whose column is the key of a column of the sheet."""

    values: Plain = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, key: str, read: str, expected: Said, way_out: Said) -> None:
        """Something in a cell that cannot be read."""
        self.faults.append(Fault(Location(column=key), read[:80], expected, way_out))


@dataclass(frozen=True)
class RowAsked:
    """A row on its way to be read: its cells, those that were written, the values that they were written from."""

    cells: Cells
    told: Cells
    before: Plain
    around: Around

    def text(self, key: str) -> str:
        """A cell as text; what was written where the column is not there."""
        return text_in(self.cells[key] if key in self.cells else self.told.get(key))

    def has_changed(self, key: str, columns: Mapping[str, Column]) -> bool:
        """Somebody has changed this cell."""
        return key in self.cells and not says_the_same(self.cells[key], self.told.get(key), columns[key])


def read_row(asked: RowAsked, columns: Sequence[Column]) -> RowRead:
    """The groups whose cells were changed, as plain values, with every fault at its column. An untouched group is left as it is known."""
    by_key, into = {column.key: column for column in columns}, RowRead()
    changed: dict[str, list[str]] = {}
    for column in columns:
        if column.group and asked.has_changed(column.key, by_key):
            changed.setdefault(column.group, []).append(column.key)
    for group, keys in changed.items():
        if group == "stage":
            _read_stage(asked, into)
        elif group == "grants":
            _read_money(asked, keys, into)
        else:
            _read_group(group, keys, asked, into)
    return into


def _read_stage(asked: RowAsked, into: RowRead) -> None:
    stage = word_of(asked.text("stage"), STAGE_NAMES)
    if stage is None:
        _not_in_list("stage", asked.text("stage"), STAGE_NAMES, into)
    else:
        into.values["stage"] = Stage(stage).value


def _not_in_list(key: str, read: str, words: Words, into: RowRead) -> None:
    sv, en = ", ".join(said.sv for said in words.values()), ", ".join(said.en for said in words.values())
    into.wrong(key, read, Said(f"Ett av orden {sv}.", f"One of {en}."), Said("Välj i listan i cellen.", "Choose in the cell's list."))


def _read_group(group: str, keys: Collection[str], asked: RowAsked, into: RowRead) -> None:
    part = PARTS[PART_OF_GROUP[group]]
    # A new kind decides whether the end may be "until further notice".
    before = {**asked.before, "kind": into.values.get("kind", asked.before["kind"])}
    made = _TEXTS[group](keys, asked, into)
    if made is None:
        return
    reading = Reading()
    part.groups[group].read(made, before, asked.around, reading)
    into.values.update(reading.values)
    into.faults += [_at_column(fault) for fault in reading.faults]


def _at_column(fault: Fault) -> Fault:
    key = COLUMN_OF.get(fault.location.column, fault.location.column)
    return Fault(Location(column=key), fault.read, fault.expected, fault.way_out)


COLUMN_OF: Mapping[str, str] = {
    "municipality": "municipalities",
    "other_municipalities": "municipalities",
    "shares": "outside",
    "grants": money_key(MoneyKind.GRANTED.value),
    "depends_on": "told-instead",
}
"""Fields of the forms → columns that are called something else."""


def _plain(key: str) -> Maker:
    def make(keys: Collection[str], asked: RowAsked, into: RowRead) -> Texts:
        return {key: (asked.text(key),)}

    return make


def _kind(keys: Collection[str], asked: RowAsked, into: RowRead) -> Texts | None:
    value = word_of(asked.text("kind"), KIND_NAMES)
    if value is None:
        _not_in_list("kind", asked.text("kind"), KIND_NAMES, into)
        return None
    return {"kind": (value,)}


def _places(keys: Collection[str], asked: RowAsked, into: RowRead) -> Texts | None:
    reach, named = word_of(asked.text("reach") or REACH_NAMES["unknown"].sv, REACH_NAMES), asked.text("municipalities")
    if reach is None:
        _not_in_list("reach", asked.text("reach"), REACH_NAMES, into)
        return None
    if named and "municipalities" in keys and "reach" not in keys:
        reach = Reach.NAMED.value
    return {"reach": (reach,), "municipality": (), "other_municipalities": (named,), "counties": (asked.text("counties"),)}


def _told(keys: Collection[str], asked: RowAsked, into: RowRead) -> Texts | None:
    text = asked.text("told")
    status = word_of(text, TOLD_NAMES) if text else ""
    if status is None:
        _not_in_list("told", text, TOLD_NAMES, into)
        return None
    return {"told": (status,), "told-reason": (asked.text("told-reason"),), "told-instead": (asked.text("told-instead"),)}


def _distribution(keys: Collection[str], asked: RowAsked, into: RowRead) -> Texts | None:
    outside, now = asked.text("outside"), {share["focus_area"]: share for share in asked.before["shares"]}
    is_outside = word_of(outside, YES_NO) if outside else "no"
    if is_outside is None:
        _not_in_list("outside", outside, YES_NO, into)
        return None
    texts: dict[str, tuple[str, ...]] = {}
    for area in asked.around.aspects:
        key = share_key(area)
        if not asked.text(key):
            continue
        texts["area"] = (*texts.get("area", ()), area)
        share = now.get(area)
        texts[f"aspect-{area}"] = tuple(share["aspects"]) if share else ()
        texts[f"share-{area}"] = (_share_text(key, share if key not in keys else None, asked, into),)
    # "yes" that is left from before gives way to areas that have been filled in now.
    yields = "outside" not in keys and "area" in texts
    texts["shares"] = ("outside" if is_outside == "yes" and not yields else "inside" if "area" in texts else "unjudged",)
    return texts


def _share_text(key: str, known: Plain | None, asked: RowAsked, into: RowRead) -> str:
    if known is not None:
        return "" if known["share"] is None else percent(known["share"])
    text = asked.text(key)
    if text.casefold() == WITHOUT_SHARE:
        return ""
    share = share_of(asked.cells[key])
    if share is None:
        return text
    return f"{float(share * 100):.6f}".rstrip("0").rstrip(".")


def _read_money(asked: RowAsked, keys: Sequence[str], into: RowRead) -> None:
    """The kinds whose cell was changed; the others stay as exactly as they are known, and in their order."""
    kinds = [kind.value for kind in MoneyKind if money_key(kind.value) in keys]
    made: dict[str, tuple[str, ...]] = {}
    for kind in kinds:
        for financier, amount in _money_lines(kind, asked, into):
            row = f"grant-{len(made) // 3}"
            made |= {f"{row}-kind": (kind,), f"{row}-financier": (financier,), f"{row}-amount": (amount,)}
    reading = Reading()
    PARTS["pengar"].groups["grants"].read(made, asked.before, asked.around, reading)
    for fault in reading.faults:
        row = "-".join(fault.location.column.split("-")[:2])
        kind = made.get(f"{row}-kind", (kinds[0],))[0]
        into.faults.append(Fault(Location(column=money_key(kind)), fault.read, fault.expected, fault.way_out))
    kept = [grant for grant in asked.before["grants"] if grant["kind"] not in kinds]
    into.values["grants"] = kept + reading.values["grants"]


def _money_lines(kind: str, asked: RowAsked, into: RowRead) -> list[tuple[str, str]]:
    text, names = asked.text(money_key(kind)), asked.around.names
    now = [grant for grant in asked.before["grants"] if grant["kind"] == kind]
    if not text:
        return []
    if len(now) == 1 and not _WITH_FINANCIER.fullmatch(text):
        return [(names.get(now[0]["financier"], now[0]["financier"]), text)]
    if len(now) > 1 and not all(_WITH_FINANCIER.fullmatch(line) for line in text.split("\n") if line.strip()):
        expected = Said("En rad för varje finansiär: namnet, ett kolon och beloppet.", "A line for each financier: name, colon, amount.")
        way_out = Said("Byt rad i cellen med Alt+Enter.", "Break the line in the cell with Alt+Enter.")
        into.wrong(money_key(kind), text, expected, way_out)
        return []
    found = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        match = _WITH_FINANCIER.fullmatch(line)
        found.append((match["financier"], match["amount"]) if match else ("", line))
    return found


_TEXTS: Mapping[str, Maker] = {
    **{key: _plain(key) for key in ("title", "start", "end", "purpose_sv", "target_groups")},
    "kind": _kind,
    "places": _places,
    "told": _told,
    "distribution": _distribution,
}


def is_empty(cells: Mapping[str, Cell], keys: Collection[str]) -> bool:
    """Nothing stands in these cells."""
    return not any(text_in(cells.get(key)) for key in keys)
