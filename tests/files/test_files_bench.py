"""The invented portfolio that the room is measured with: the same rows in both kinds of file, read back whole."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from samhandling.files.opening import open_book
from samhandling.files.tables import Cell

GENERATOR = Path(__file__).resolve().parents[2] / "bench" / "portfolio_file.py"


def written(path: Path, seed: int = 1) -> list[tuple[Cell, ...]]:
    """The rows of an invented portfolio of 300, read through the child."""
    subprocess.run([sys.executable, str(GENERATOR), "300", str(path), "--seed", str(seed)], check=True)
    return [row.cells for row in open_book(path).sheets[0].rows]


def as_text(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """What a CSV would say of the cells."""
    return tuple("" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell) for cell in cells)


def test_a_generated_portfolio_is_the_same_in_both_kinds_of_file(tmp_path: Path) -> None:
    as_csv, as_xlsx = written(tmp_path / "p.csv"), written(tmp_path / "p.xlsx")
    assert len(as_csv) == 301
    assert as_csv == [as_text(cells) for cells in as_xlsx]
    assert len({cells[0] for cells in as_csv}) == 301


def test_its_columns_are_those_of_the_real_one(tmp_path: Path, shared: Path) -> None:
    real = open_book(shared / "data/portfolio/sormland_portfolio.csv").sheets[0].rows[0].cells
    assert written(tmp_path / "p.csv")[0] == real


def test_another_seed_gives_other_rows(tmp_path: Path) -> None:
    assert written(tmp_path / "p.csv", seed=1)[1:] != written(tmp_path / "q.csv", seed=2)[1:]
