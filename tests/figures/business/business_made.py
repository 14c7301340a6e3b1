"""Generated files of employment for the tests: always the same for the same seed, true of nobody."""

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from samhandling.figures.business.classifications import DIVISION, classification
from samhandling.ground.places import counties

YEARS = (2018, 2019, 2020, 2021)
Cell = tuple[str, str, int, object]


def cells(regions: Sequence[str], industries: Sequence[str], years: Sequence[int] = YEARS, seed: int = 3) -> list[Cell]:
    """Whole numbers of jobs around region × industry × fit; the second year is a downturn."""
    chance = np.random.default_rng(seed)
    size = chance.lognormal(8, 1, len(regions))
    weight = chance.lognormal(0, 1, len(industries))
    fit = np.exp(chance.normal(0, 0.7, (len(regions), 4)) @ chance.normal(0, 0.7, (4, len(industries))))
    level = size[:, None] * (weight / weight.sum()) * fit / fit.mean() + 3
    found: list[Cell] = []
    for at, year in enumerate(years):
        jobs = np.rint(level * (0.93 if at == 1 else 1 + 0.01 * at) * np.exp(chance.normal(0, 0.04, level.shape)))
        found += [(region, one, year, int(jobs[r, i])) for r, region in enumerate(regions) for i, one in enumerate(industries)]
    return found


def divisions() -> list[str]:
    """The 88 divisions of SNI 2007."""
    return [one.code for one in classification("sni", "2007").level(DIVISION)]


def write(path: Path, rows: Iterable[Sequence[object]], heading: Sequence[str] = ("region", "industry", "year", "value")) -> Path:
    """A CSV file as Swedish offices write it."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(heading)
        out.writerows(rows)
    return path


def counties_file(folder: Path, change: Callable[[list[Cell]], list[Cell]] = lambda rows: rows) -> Path:
    """All 21 counties by division, four years."""
    return write(folder / "lan.csv", change(cells(list(counties()), divisions())))
