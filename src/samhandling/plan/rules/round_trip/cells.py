"""What stands in the workbook's cells: an initiative as a desk reads it, and whether a cell that came back still says the same."""

import re
from collections.abc import Mapping
from fractions import Fraction

from samhandling.files.tables import Cell
from samhandling.files.writing import harmless
from samhandling.ground.places import PlaceCode, place_name
from samhandling.ground.said import Language
from samhandling.language.text import fold
from samhandling.plan.rules.amounts import read_amount
from samhandling.plan.rules.cells import text_of
from samhandling.plan.rules.dates import read_day
from samhandling.plan.rules.form.activities import activity_texts
from samhandling.plan.rules.form.days import when_texts
from samhandling.plan.rules.form.money import UNKNOWN
from samhandling.plan.rules.form.texts import Around, one, tidy
from samhandling.plan.rules.form.where import where_texts
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import Basis
from samhandling.plan.rules.round_trip.columns import (
    ACTIVITY_NAMES,
    MONEY_NAMES,
    REACH_NAMES,
    YES_NO,
    Column,
    Words,
    money_key,
    share_key,
)
from samhandling.plan.rules.words import KIND_NAMES, STAGE_NAMES, TOLD_NAMES, kronor

Cells = Mapping[str, Cell]
WITHOUT_SHARE = "x"
"""A focus area that is named without a share."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f]")


def written(text: str) -> str:
    """Text as it is put in a cell: line ends as they are stored, no signs that a workbook cannot hold, nothing that a program would run."""
    return str(harmless(_UNSEEN.sub("", text.replace("\r\n", "\n")).strip()))


def text_in(cell: Cell) -> str:
    """A cell as text; the apostrophe that `written` puts before what a program would run is taken away."""
    text = tidy(text_of(cell))
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text


def initiative_cells(values: Plain, version: int, around: Around) -> Cells:
    """The row of an initiative."""
    language = around.language
    days, where = when_texts(values, around), where_texts(values, around)
    told = values["told"] or {"status": "", "reason": "", "instead": ""}
    inside = [place_name(PlaceCode(code)) for code in where["municipality"]]
    texts = {
        "id": values["id"],
        "title": values["title"],
        "stage": STAGE_NAMES[values["stage"]].in_(language),
        "kind": KIND_NAMES[values["kind"]].in_(language),
        "start": one(days, "start"),
        "end": one(days, "end"),
        "reach": REACH_NAMES[values["reach"]].in_(language),
        "municipalities": ", ".join(filter(None, (*inside, one(where, "other_municipalities")))),
        "counties": one(where, "counties"),
        "outside": YES_NO["yes"].in_(language) if _is_outside(values) else "",
        "purpose_sv": values["purpose_sv"],
        "target_groups": "\n".join(values["target_groups"]),
        "told": TOLD_NAMES[told["status"]].in_(language) if told["status"] else "",
        "told-reason": told["reason"],
        "told-instead": told["instead"],
    }
    cells: dict[str, Cell] = {key: written(text) or None for key, text in texts.items()}
    cells["version"] = version
    cells.update({money_key(kind): _money(values, kind, around) for kind in MONEY_NAMES})
    cells.update({share_key(share["focus_area"]): _share(share["share"]) for share in values["shares"]})
    return cells


def _is_outside(values: Plain) -> bool:
    return not values["shares"] and values["basis"] in (Basis.STATED, Basis.JUDGED)


def _share(share: str | None) -> Cell:
    return WITHOUT_SHARE if share is None else float(Fraction(share))


def _money(values: Plain, kind: str, around: Around) -> Cell:
    """One amount is a number, which can be summed; several stand with their financiers, one a line."""
    grants = [grant for grant in values["grants"] if grant["kind"] == kind]
    if len(grants) > 1:
        names = around.names
        lines = [f"{names.get(one['financier'], one['financier'])}: {_kronor(one['amount'], around.language)}" for one in grants]
        return written("\n".join(lines))
    if not grants:
        return None
    amount = grants[0]["amount"]
    if amount is None:
        return UNKNOWN.in_(around.language)
    exact = Fraction(amount)
    return int(exact) if exact.denominator == 1 else float(exact)


def _kronor(amount: str | None, language: Language) -> str:
    return kronor(amount) or UNKNOWN.in_(language)


def activity_cells(values: Plain, version: int, around: Around) -> list[Cells]:
    """A row for each activity of an initiative."""
    texts, rows = activity_texts(values, around), list[Cells]()
    for activity in values["activities"]:
        name = f"activity-{activity['id']}"
        row = {part: one(texts, f"{name}-{part}") for part in ("title", "start", "end", "done", "responsible")}
        row |= {"id": values["id"], "activity": activity["id"], "kind": ACTIVITY_NAMES[activity["kind"]].in_(around.language)}
        cells: dict[str, Cell] = {key: written(text) or None for key, text in row.items()}
        cells["version"] = version
        rows.append(cells)
    return rows


def word_of(text: str, words: Words) -> str | None:
    """The value that a word in either language stands for; `None` where it is none of them."""
    folded = fold(text)
    return next((value for value, said in words.items() if folded in (fold(said.sv), fold(said.en), value)), None)


def share_of(cell: Cell) -> Fraction | None:
    """A share: a number to 1 as a spreadsheet keeps per cent, a larger one or a text in per cent. `None` where it is no number."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        number = Fraction(str(cell))
        return number / 100 if number > 1 else number
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,20})?)\s*(%|procent|per cent|percent)?", text_in(cell).casefold())
    if found is None:
        return None
    number = Fraction(found[1].replace(",", "."))
    # "0,4" without a sign is what is left of 40 % where a program has turned numbers into text.
    return number if number < 1 and not found[2] else number / 100


def says_the_same(cell: Cell, told: Cell, column: Column) -> bool:
    """The cell that came back says what was written in it, however a program has stored it meanwhile."""
    ours, theirs = text_in(told), text_in(cell)
    if ours == theirs:
        return True
    if not ours or not theirs:
        return False
    if column.reads in ("day", "last_day"):
        return _same_day(cell, told, is_last=column.reads == "last_day")
    if column.reads == "amount":
        first, second = (read_amount(text_in(one) if isinstance(one, str) else one) for one in (cell, told))
        return first.value is not None and first.value == second.value and first.unclear is None
    if column.reads == "share":
        mine, known = share_of(cell), share_of(told)
        return mine is not None and known is not None and abs(mine - known) < Fraction(1, 10**9)
    if column.words:
        return word_of(ours, column.words) == word_of(theirs, column.words)
    return ours.split() == theirs.split() if column.reads == "text" and "\n" not in ours + theirs else False


def _same_day(cell: Cell, told: Cell, *, is_last: bool) -> bool:
    mine, known = (read_day(one, end=is_last) for one in (cell, told))
    return mine.unclear is None and mine.wrong is None and mine.value == known.value
