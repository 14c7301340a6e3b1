"""Revisions in words, and on the real release of 2026-05-28."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from samhandling.figures.rules.movement.direction import Better, Direction
from samhandling.figures.rules.revision_words import CellChange, release_revision, revised

DAY = date(2026, 5, 28)
LOWER = Direction(Better.LOWER)


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("6.2", "6.1", "Reviderad 28 maj 2026: 6,2 blev 6,1."),
        ("285574", "280722", "Reviderad 28 maj 2026: 285\u00a0574 blev 280\u00a0722."),
        ("0", "3", "Reviderad 28 maj 2026: 0 blev 3."),
        ("3", "0", "Reviderad 28 maj 2026: 3 blev 0."),
        ("6.2", None, "Reviderad 28 maj 2026: 6,2 redovisas inte längre. Värdet är okänt, inte noll."),
        (None, "0", "Publicerad 28 maj 2026: 0. Tidigare fanns inget värde."),
    ],
)
def test_a_revision_is_said(before: str | None, after: str | None, said: str) -> None:
    assert revised(DAY, number(before), number(after)).said.sv == said


@pytest.mark.parametrize(
    ("before", "after", "target", "words"),
    [
        ("6.2", "6.1", "6.0", "till målet 6,0 är det 0,1 kvar, inte 0,2"),
        ("6.1", "6.0", "6.0", "målet 6,0 är nått, det var inte 0,1 kvar"),
        ("6.0", "6.3", "6.0", "målet 6,0 såg ut att vara nått, men det är 0,3 kvar"),
        ("5.0", "5.1", "6.0", "inte alls"),
        ("1", "2", "0", "till målet 0 är det 2 kvar, inte 1"),
        ("6.1", None, "6.0", "Det går inte att säga"),
    ],
)
def test_how_it_bears_on_the_target(before: str, after: str | None, target: str, words: str) -> None:
    bearing = revised(DAY, number(before), number(after), Decimal(target), LOWER).bearing
    assert bearing is not None
    assert words in bearing.sv


def test_without_a_target_or_a_direction_nothing_is_said_of_one() -> None:
    assert revised(DAY, Decimal(1), Decimal(2), None, LOWER).bearing is None
    assert revised(DAY, Decimal(1), Decimal(2), Decimal(0), Direction(Better.NEITHER)).bearing is None


def test_what_has_not_changed_is_no_revision() -> None:
    with pytest.raises(ValueError):
        revised(DAY, Decimal("6.0"), Decimal(6))


def cell(before: str | None, after: str | None, period: str = "2020") -> CellChange:
    return CellChange("Länet", period, number(before), number(after))


def test_a_release_is_counted_new_and_vanished_apart() -> None:
    found = release_revision([cell("1", "1"), cell("1", "2"), cell("5", "9", "2021"), cell("3", None), cell(None, "4"), cell(None, None)])
    assert (found.cells, found.changed, found.new, found.vanished) == (4, 3, 1, 1)
    assert found.median_change == Decimal("2.5")
    assert found.said.sv == "3 av 4 värden ändrades. Störst ändring: Länet 2021, 5 blev 9. Mittersta ändringen var 2,5."


def test_a_release_that_changes_nothing_says_so() -> None:
    assert release_revision([cell("1", "1.0")]).said.sv == "Inget av 1 värden ändrades."
    assert release_revision([]).median_change is None


def cells_of(file: Path) -> Iterator[CellChange]:
    """Every cell that was known before 2026-05-28, and what it became in that day's release."""
    keys = ("region", "kön", "ålder", "födelseregion", "period", "measure")
    table = pq.read_table(file)
    rows = table.sort_by([(key, "ascending") for key in (*keys, "vintage")]).to_pylist()
    known: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        known.setdefault(tuple(row[key] for key in keys), []).append(row)
    for key, versions in known.items():
        before = [row for row in versions if row["vintage"] < "2026-05-28"]
        after = [row for row in versions if row["vintage"][:10] == "2026-05-28"]
        if before:
            was, now = before[-1]["value"], (after or before)[-1]["value"]
            yield CellChange(key[0], key[4], Decimal(str(was)), Decimal(str(now)), key[5])


@pytest.fixture(scope="module")
def release(shared: Path) -> list[CellChange]:
    file = shared / "data" / "statistics" / "vintages" / "bas_dalarna_kommun_manad.parquet"
    days = pc.utf8_slice_codeunits(pq.read_table(file, columns=["vintage"])["vintage"], 0, 10)
    assert pc.sum(pc.equal(days, "2026-05-28")).as_py() > 6000
    return list(cells_of(file))


def test_the_release_of_the_28th_of_may_2026(release: list[CellChange]) -> None:
    found = release_revision(release)
    assert found.changed == 6075
    assert found.said.sv.startswith(f"6\u00a0075 av {found.cells:,}".replace(",", "\u00a0"))


def test_its_rates_moved_by_a_few_tenths(release: list[CellChange]) -> None:
    rates = [change for change in release if change.measure == "arbetslöshet"]
    found = release_revision(rates)
    [change] = [change for change in rates if (change.place, change.period) == ("Dalarnas län", "2020M06")]
    assert (change.before, change.after) == (Decimal("6.2"), Decimal("6.1"))
    assert found.median_change is not None
    assert 0 < found.median_change < 1
