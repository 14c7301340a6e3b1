"""Revisions in words: what a published value was and became, how that bears on the target, and how much a release changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median

from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.movement.direction import Better, Direction
from samhandling.figures.rules.movement.numbers import decimals_of, written
from samhandling.ground.counting import day_said
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Revised:
    """One value in two vintages. `difference`: after less before, `None` where either is unknown. `bearing`: what it means for the target."""

    day: date
    before: Decimal | None
    after: Decimal | None
    difference: Decimal | None
    said: Said
    bearing: Said | None = None
    rule: str = "revision.value"


def revised(
    day: date, before: Decimal | None, after: Decimal | None, target: Decimal | None = None, direction: Direction | None = None
) -> Revised:
    """What happened to a value in the release of `day`, and how it bears on a target that stands in the same unit.

    A value that is withdrawn or suppressed is told as such, never as 0. Raises: ValueError where nothing was revised.
    """
    if before == after:
        raise ValueError("the two vintages are the same")
    difference = None if before is None or after is None else after - before
    return Revised(day, before, after, difference, _said(day, before, after), _bearing(before, after, target, direction))


def _said(day: date, before: Decimal | None, after: Decimal | None) -> Said:
    on, places = day_said(day), decimals_of(before, after)
    if before is None:
        now = written(after or Decimal(0), places)
        return Said(
            f"Publicerad {on.sv}: {now.sv}. Tidigare fanns inget värde.", f"Published {on.en}: {now.en}. There was no value before."
        )
    was = written(before, places)
    if after is None:
        return Said(
            f"Reviderad {on.sv}: {was.sv} redovisas inte längre. Värdet är okänt, inte noll.",
            f"Revised {on.en}: {was.en} is no longer published. The value is unknown, not zero.",
        )
    now = written(after, places)
    return Said(f"Reviderad {on.sv}: {was.sv} blev {now.sv}.", f"Revised {on.en}: {was.en} became {now.en}.")


def _bearing(before: Decimal | None, after: Decimal | None, target: Decimal | None, direction: Direction | None) -> Said | None:
    if direction is None or direction.better is Better.NEITHER or (target is None and direction.better is not Better.BAND):
        return None
    if before is None or after is None:
        return Said("Det går inte att säga hur det påverkar målet.", "It cannot be said how that bears on the target.")
    was, now = direction.short_of(before, target), direction.short_of(after, target)
    return None if was is None or now is None else _said_bearing(was, now, decimals_of(before, after, target), target)


def _said_bearing(was: Decimal, now: Decimal, places: int, target: Decimal | None) -> Said:
    left, was_left = written(max(now, Decimal(0)), places), written(max(was, Decimal(0)), places)
    aim = (
        Said("bandet", "the band")
        if target is None
        else Said(f"målet {written(target, places).sv}", f"the target {written(target, places).en}")
    )
    if was <= 0 and now <= 0:
        return Said(
            f"Så påverkar det målet: inte alls, {aim.sv} var nått och är det fortfarande.",
            f"How that bears on the target: not at all, {aim.en} was met and still is.",
        )
    if was <= 0:
        return Said(
            f"Så påverkar det målet: {aim.sv} såg ut att vara nått, men det är {left.sv} kvar.",
            f"How that bears on the target: {aim.en} seemed to be met, but {left.en} is left.",
        )
    if now <= 0:
        return Said(
            f"Så påverkar det målet: {aim.sv} är nått, det var inte {was_left.sv} kvar.",
            f"How that bears on the target: {aim.en} is met, there was not {was_left.en} left.",
        )
    return Said(
        f"Så påverkar det målet: till {aim.sv} är det {left.sv} kvar, inte {was_left.sv}.",
        f"How that bears on the target: {left.en} is left to {aim.en}, not {was_left.en}.",
    )


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a release against the vintage before. `place` and `period` say which; equal values count as unchanged."""

    place: str
    period: str
    before: Decimal | None
    after: Decimal | None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseRevision:
    """What a release changed. Counts of cells; sizes as the absolute change in the figure's unit, of cells with a value on both sides."""

    cells: int
    changed: int
    new: int
    vanished: int
    largest: CellChange | None
    median_change: Fraction | None
    said: Said
    rule: str = "revision.release"


def release_revision(cells: Sequence[CellChange]) -> ReleaseRevision:
    """How much a release changed of what was there before: cells that had or have a value. Give the cells of one measure and unit.

    `changed` counts values that differ and values that vanished; new ones are counted apart and not among `cells`.
    """
    present = [cell for cell in cells if cell.before is not None]
    changed = [cell for cell in present if cell.before != cell.after]
    sizes = [(abs(cell.after - cell.before), cell) for cell in changed if cell.after is not None and cell.before is not None]
    largest = max(sizes, key=lambda pair: pair[0])[1] if sizes else None
    middle = Fraction(median(Fraction(size) for size, _ in sizes)) if sizes else None
    vanished = sum(cell.after is None for cell in changed)
    new = sum(cell.before is None and cell.after is not None for cell in cells)
    said = _said_release(len(present), len(changed), largest, middle)
    return ReleaseRevision(len(present), len(changed), new, vanished, largest, middle, said)


def _said_release(cells: int, changed: int, largest: CellChange | None, middle: Fraction | None) -> Said:
    if not changed:
        count = written(cells)
        return Said(f"Inget av {count.sv} värden ändrades.", f"None of {count.en} values changed.")
    some, every = written(changed), written(cells)
    sv, en = f"{some.sv} av {every.sv} värden ändrades.", f"{some.en} of {every.en} values changed."
    if largest is None or middle is None or largest.before is None or largest.after is None:
        return Said(sv, en)
    places = decimals_of(largest.before, largest.after)
    was, now = written(largest.before, places), written(largest.after, places)
    half = written(Decimal(middle.numerator) / middle.denominator, max(places, 1))
    return Said(
        f"{sv} Störst ändring: {largest.place} {period_said(largest.period).sv}, {was.sv} blev {now.sv}. Mittersta ändringen var {half.sv}.",
        f"{en} Largest change: {largest.place} {period_said(largest.period).en}, {was.en} became {now.en}. The middle change was {half.en}.",
    )
