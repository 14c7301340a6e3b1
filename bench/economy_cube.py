"""An invented cube of any size, always the same for the same seed: skewed regions, skewed industries, likeness between neighbours.

Usage: python bench/economy_cube.py REGIONS INDUSTRIES YEARS OUT.npz [--seed 1]
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def invented(regions: int, industries: int, years: int, seed: int = 1) -> NDArray[np.float64]:
    """Whole jobs by (regions, industries, years). A fifth to a third of the cells are above 0, as in small municipalities.

    Each region has a size and a place in a space of eight abilities, each industry asks for some of them; jobs are drawn (Poisson)
    around size × weight × fit, and drift from year to year.
    """
    chance = np.random.default_rng(seed)
    size = np.sort(chance.lognormal(8.8, 1.1, regions))[::-1]
    weight = chance.lognormal(0, 1.6, industries)
    weight /= weight.sum()
    fit = np.exp(
        chance.normal(0, 0.7, (regions, 8)) @ chance.normal(0, 0.7, (8, industries)) + chance.normal(0, 0.8, (regions, industries))
    )
    cells = np.empty((years, regions, industries))
    drift = chance.normal(0.005, 0.02, (years, industries)).cumsum(axis=0)
    for year in range(years):
        fit *= np.exp(chance.normal(0, 0.08, fit.shape))
        level = size[:, None] * weight * np.exp(drift[year])
        cells[year] = chance.poisson(level * fit / fit.mean())
    return np.moveaxis(cells, 0, -1)


def codes(industries: int) -> list[str]:
    """Five digits, ten industries to a two-digit group at the most."""
    return [f"{10 + place // 10:02d}{place % 10}10" for place in range(industries)]


def main() -> None:
    """Write a cube to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("regions", "industries", "years"):
        parser.add_argument(name, type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    cells = invented(given.regions, given.industries, given.years, given.seed)
    np.savez_compressed(given.out, cells=cells, industries=np.array(codes(given.industries)))
    print(f"{given.out}: {cells.shape}, {np.mean(cells > 0):.0%} of the cells above 0")


if __name__ == "__main__":
    main()
