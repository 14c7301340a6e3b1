"""How fast industry structure is worked out, beside its peers, in one run: CPU seconds on one BLAS thread, medians, peak memory.

Usage: python bench/economy_speed.py [--peers PYTHON] [--runs 3] [--short]
PYTHON is an interpreter where the peers are installed, away from the product's own: python -m venv /tmp/peers, then
/tmp/peers/bin/pip install ecomplexity econcomplex. A peer that is not there is printed as not installed.
Every line is a process of its own; imports and making the cube are not counted. Prints Markdown.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

WORK = Path(__file__).parent / "economy_work.py"
SHAPES = ((290, 800, 15), (1166, 615, 15))
GROWTH = ((300, 615, 15), (1000, 615, 15), (2000, 615, 15), (3000, 615, 15))


def measure(python: str, job: str, shape: tuple[int, int, int], runs: int) -> dict[str, Any] | None:
    """What one job took; `None` where it cannot be run there."""
    done = subprocess.run([python, str(WORK), job, *map(str, shape), "--runs", str(runs)], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"<!-- {job} {shape}: {done.stderr.strip().splitlines()[-1] if done.stderr else 'no output'} -->")
        return None
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _line(what: str, shape: tuple[int, int, int], found: dict[str, Any] | None) -> None:
    size = " × ".join(f"{number:,}" for number in shape)
    told = "peer not installed |" if found is None else f"{found['cpu_s']:.3f} s | {found['peak_mb']:.0f} MB"
    print(f"| {what} | {size} | {told} |", flush=True)


def main() -> None:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", default=sys.executable)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--short", action="store_true", help="the smaller cube only, no growth")
    given = parser.parse_args()
    shapes = SHAPES[:1] if given.short else SHAPES
    print("| what | regions × industries × years | CPU, median | peak memory |\n|---|---|---|---|")
    laps: dict[str, dict[str, float]] = {}
    for shape in shapes:
        found = measure(sys.executable, "all", shape, given.runs)
        laps[str(shape)] = found["laps"] if found else {}
        _line("samhandling, every measure", shape, found)
        _line("samhandling, streamed year by year", shape, measure(sys.executable, "streamed", shape, 1))
        _line("samhandling, one region's first page", shape, measure(sys.executable, "first_page", shape, given.runs))
        _line("samhandling, one region's next page", shape, measure(sys.executable, "page", shape, given.runs))
        _line("ecomplexity (ECI, PCI, proximity, density)", shape, measure(given.peers, "ecomplexity", shape, 1))
        _line("econcomplex (what it has of the same)", shape, measure(given.peers, "econcomplex", shape, 1))
    if not given.short:
        for shape in GROWTH:
            _line("samhandling, every measure", shape, measure(sys.executable, "all", shape, 1))
    print("\n| part | " + " | ".join(laps) + " |\n|---" * 1 + "|---" * len(laps) + "|")
    for name in next(iter(laps.values())):
        print(f"| {name} | " + " | ".join(f"{lap[name]:.3f} s" for lap in laps.values()) + " |")


if __name__ == "__main__":
    main()
