"""The guarded child that reads figures: one PX or JSON-stat file from its standard input, lines to its standard output."""

import json
import sys
from collections.abc import Iterator

import pyarrow as pa

from samhandling.files.child import answer
from samhandling.files.cube import stopping as cube_stopping
from samhandling.files.cube.cubes import Cube
from samhandling.files.cube.faults import CubeLimits
from samhandling.files.cube.kinds import kind_of_figures
from samhandling.files.cube.wire import cube_lines
from samhandling.files.limits import Limits


def main() -> None:
    """Read the figures on standard input as argv says: the file's name, the limits of the child and those of a cube as JSON."""
    name, limits, of_cube = sys.argv[-3], Limits(**json.loads(sys.argv[-2])), CubeLimits(**json.loads(sys.argv[-1]))
    # Arrow's own pools set aside more address space than the child may have.
    pa.set_memory_pool(pa.system_memory_pool())
    pa.set_cpu_count(1)
    answer(lambda: cube_lines(_read(name, of_cube)), limits, cube_stopping)


def _read(name: str, limits: CubeLimits) -> Iterator[Cube]:
    data = sys.stdin.buffer.read()
    # Imported when needed: the child starts anew for every file and pays for each import.
    if kind_of_figures(data) == "px":
        from samhandling.files.px.whole import read_px

        yield read_px(data, name, limits)
        return
    from samhandling.files.json_stat.data_sets import read_json_stat

    yield from read_json_stat(data, name, limits)
