"""One piece of work on an invented cube, in a process of its own: prints CPU seconds, peak memory and what each part took, as JSON.

Usage: python bench/economy_work.py {all,streamed,page,first_page,ecomplexity,econcomplex} REGIONS INDUSTRIES YEARS [--runs 3]
Imports and making the cube are not counted. Peers are run only where they are installed.
"""

import os

os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import argparse
import json
import resource
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "src")]
from economy_cube import codes, invented  # noqa: E402

Laps = dict[str, float]


def _lap(laps: Laps, name: str, work: Callable[[], Any]) -> Any:
    began = time.process_time()
    made = work()
    laps[name] = laps.get(name, 0.0) + time.process_time() - began
    return made


def _structure(cube: Any, laps: Laps) -> None:
    from samhandling import economy as e

    _lap(laps, "location quotients with intervals", lambda: e.location_quotients(cube))
    for of in e.Of:
        for measure in (e.krugman, e.hoover, e.gini, e.herfindahl, e.normalised_herfindahl, e.equivalent_number, e.entropy, e.hachman):
            _lap(laps, "specialisation and concentration", lambda measure=measure, of=of: measure(cube, of))
        for measure in (e.theil_t, e.theil_l):
            _lap(laps, "Theil T and L", lambda measure=measure, of=of: measure(cube, of))
    regions, industries, _ = cube.shape
    h = np.full(industries, 0.1)
    groups: dict[str, list[str]] = {}
    for code in cube.industries:
        groups.setdefault(code[:2], []).append(code)
    _lap(laps, "Ellison-Glaeser", lambda: e.ellison_glaeser(cube, h))
    _lap(laps, "co-agglomeration of groups", lambda: e.co_agglomeration(cube, groups, h))
    area, plants = np.linspace(1, 9, regions), np.ceil(cube.values[:, :, 0] / 7)
    _lap(laps, "cluster index", lambda: e.cluster_index(cube, area, cube.region_totals[0] * 2 + 1, plants))
    _lap(laps, "related variety", lambda: e.variety(cube, e.first_digits(2)))


def _growth(cube: Any, laps: Laps) -> None:
    from samhandling import economy as e

    first, last = cube.years[0], cube.years[-1]
    for method in e.Method:
        _lap(laps, "shift-share", lambda method=method: e.shift_share(cube, first, last, method))
    _lap(laps, "shift-share, dynamic", lambda: e.dynamic_shift_share(cube, first, last))
    _lap(laps, "Gerfin, contributions", lambda: (e.gerfin(cube, first, last), e.contribution_to_growth(cube, first, last)))
    turns = e.turning_points(cube)
    if turns:
        _lap(laps, "resilience", lambda: (e.resilience(cube, *turns), e.resilience(cube, *turns, e.Expected.INDUSTRIES)))


def _network(cube: Any, laps: Laps) -> None:
    from samhandling import economy as e

    for year in cube.years:
        net = _lap(laps, "network", lambda year=year: e.network(cube, year))
        for nearness in (e.Nearness.PROBABILITY, e.Nearness.ASSOCIATION, e.Nearness.COSINE, e.Nearness.JACCARD):
            related = _lap(laps, "relatedness, four measures", lambda nearness=nearness, net=net: e.relatedness(net, nearness))
            _lap(laps, "density, four measures", lambda net=net, related=related: e.density(net, related))
            del related
        _lap(laps, "ECI and PCI", lambda net=net: e.complexity(net, disconnected=e.Disconnected.LARGEST_PART))
        _lap(laps, "fitness", lambda net=net: e.fitness(net))
        _lap(laps, "pairwise co-agglomeration", lambda year=year: e.pairwise_co_agglomeration(cube, year))


def whole(cells: Any, laps: Laps) -> None:
    """Every measure, all years in one cube."""
    from samhandling import economy as e

    cube = _lap(laps, "cube made and checked", lambda: e.cube_from_array(cells, industries=codes(cells.shape[1])))
    _structure(cube, laps)
    _growth(cube, laps)
    _network(cube, laps)


def streamed(shape: tuple[int, int, int], laps: Laps) -> None:
    """Every measure of a year, then the next year's; growth against the year before."""
    from samhandling import economy as e

    before = None
    for year, cells in enumerate(_years(shape)):
        pair = [cells] if before is None else [before, cells]
        cube = _lap(laps, "cube made and checked", lambda pair=pair: e.cube_from_array(np.stack(pair, -1), industries=codes(shape[1])))
        now = cube.only(cube.years[-1])
        _structure(now, laps)
        _network(now, laps)
        if year:
            _growth(cube, laps)
        before = cells


def _years(shape: tuple[int, int, int]) -> Any:
    """One year of an invented cube at a time, each drawn with a seed of its own, so that no more than one is in memory."""
    for year in range(shape[2]):
        yield invented(shape[0], shape[1], 1, seed=100 + year)[:, :, 0]


def page(cells: Any, laps: Laps, *, first: bool) -> Callable[[], None]:
    """One region's page from a cube that is already there: the first that is asked for, or one after it."""
    from samhandling import economy as e

    cube = e.cube_from_array(cells, industries=codes(cells.shape[1]))
    if not first:
        e.region_profile(cube, cube.regions[0], groups=e.first_digits(2))
    region = cube.regions[len(cube.regions) // 2]
    return lambda: _lap(laps, "one region's page", lambda: e.region_profile(cube, region, groups=e.first_digits(2)))


def peer_ecomplexity(cells: Any) -> Callable[[], None]:
    """ecomplexity: ECI, PCI, density, proximity, all years."""
    import pandas as pd
    from ecomplexity import ecomplexity

    r, i, y = (axis.ravel() for axis in np.indices(cells.shape))
    table = pd.DataFrame({"time": y, "loc": r, "prod": i, "val": cells.ravel()})
    names = {"time": "time", "loc": "loc", "prod": "prod", "val": "val"}
    return lambda: ecomplexity(table, names, verbose=False)


def peer_econcomplex(cells: Any) -> Callable[[], None]:
    """econcomplex: what it has of the same, year by year."""
    import econcomplex as peer

    def one_year(year: Any) -> None:
        for measure in (
            peer.location_quotient,
            peer.krugman_index,
            peer.hoover_index,
            peer.herfindahl,
            peer.shannon_entropy,
            peer.hachman_index,
        ):
            measure(year)
        present = peer.rca(year, binary=True)
        for nearness in ("probability", "association", "cosine", "jaccard"):
            peer.relatedness_index(present, nearness)
        peer.relatedness_density(year)
        peer.eci_pci(year)
        peer.fitness_complexity(year)

    return lambda: [one_year(cells[:, :, year]) for year in range(cells.shape[2])]


def _runs(job: str, shape: tuple[int, int, int], runs: int) -> dict[str, Any]:
    times: list[float] = []
    parts: list[Laps] = []
    cells = None if job == "streamed" else invented(*shape)
    prepared: dict[str, Callable[[], Callable[[], None]]] = {
        "page": lambda: page(cells, parts[-1], first=False),
        "first_page": lambda: page(cells, parts[-1], first=True),
        "ecomplexity": lambda: peer_ecomplexity(cells),
        "econcomplex": lambda: peer_econcomplex(cells),
    }
    for _ in range(runs):
        parts.append({})
        work = prepared[job]() if job in prepared else None
        began = time.process_time()
        if work is not None:
            work()
        elif job == "streamed":
            streamed(shape, parts[-1])
        else:
            whole(cells, parts[-1])
        spent = time.process_time() - began
        # Drawing the years of a stream is the bench's own work, not the library's.
        times.append(sum(parts[-1].values()) if job == "streamed" else spent)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    laps = {name: median(part.get(name, 0.0) for part in parts) for name in parts[0]}
    return {"cpu_s": median(times), "peak_mb": peak, "laps": laps}


def main() -> None:
    """Run one job and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("job", choices=("all", "streamed", "page", "first_page", "ecomplexity", "econcomplex"))
    for name in ("regions", "industries", "years"):
        parser.add_argument(name, type=int)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    print(json.dumps(_runs(given.job, (given.regions, given.industries, given.years), given.runs)))


if __name__ == "__main__":
    main()
