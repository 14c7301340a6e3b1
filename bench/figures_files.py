"""What it costs to read a cube of figures: PX and JSON-stat, beside pyaxis, pyjstat and pxwebpy, in one run.

Usage: python bench/figures_files.py [--cells 5.1] [--times 3] [--seed 1] [--folder DIR]
Each reading is a process of its own; the table gives the median CPU seconds (user and system, all threads) and the highest resident memory.
Without --folder the made files are thrown away. `make_px` and `make_json_stat` also make the small cubes of the tests.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SIZES = (290, 88, 2, 5, 1, 20)
NAMES = ("region", "industry", "sex", "size class", "contents", "year")
SYMBOLS = ("..", ".", "-", "...")

OURS_PX = "from samhandling.files.px.whole import read_px; cube = read_px(open(PATH, 'rb').read(), 'x.px'); cells = len(cube.values)"
OURS_TABLE = OURS_PX + "; cells = cube.as_arrow().num_rows"
OURS_JSON = "from samhandling.files.json_stat.data_sets import read_json_stat; (cube,) = read_json_stat(open(PATH, 'rb').read(), 'x.json'); cells = len(cube.values)"
OURS_JSON_TABLE = OURS_JSON + "; cells = cube.as_arrow().num_rows"
OURS_GUARDED = "from pathlib import Path; from samhandling.files.cube.opening import read_cube; (cube,) = read_cube(Path(PATH)); cells = len(cube.values)"
PYAXIS = "from pyaxis import pyaxis; cells = len(pyaxis.parse(PATH, encoding='iso-8859-1')['DATA'])"
PYJSTAT = "from pyjstat import pyjstat; cells = len(pyjstat.Dataset.read(open(PATH).read()).write('dataframe'))"
# pxwebpy fetches over the network and has no reader of files; this is the part of it that turns an answer into rows.
PXWEBPY = "import json; from pxweb._internal.functions import unpack_table_data; cells = len(unpack_table_data(json.load(open(PATH))))"

READINGS = (
    ("PX", "samhandling", OURS_PX),
    ("PX", "samhandling, long table", OURS_TABLE),
    ("PX", "samhandling, guarded child", OURS_GUARDED),
    ("PX", "pyaxis", PYAXIS),
    ("JSON-stat", "samhandling", OURS_JSON),
    ("JSON-stat", "samhandling, long table", OURS_JSON_TABLE),
    ("JSON-stat", "samhandling, guarded child", OURS_GUARDED),
    ("JSON-stat by cell", "samhandling", OURS_JSON),
    ("JSON-stat by cell", "samhandling, guarded child", OURS_GUARDED),
    ("JSON-stat", "pyjstat", PYJSTAT),
    ("JSON-stat", "pxwebpy", PXWEBPY),
)
MEASURE = """
import resource, sys
PATH = sys.argv[1]
exec(sys.argv[2])
own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
print(cells, own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime, max(own.ru_maxrss, child.ru_maxrss) / 1024)
"""


def labels(sizes: tuple[int, ...]) -> list[list[str]]:
    """The codes of each dimension."""
    return [[f"{'RISKCT'[at % 6]}{number:03d}" for number in range(size)] for at, size in enumerate(sizes)]


def figures(sizes: tuple[int, ...], seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(tenths, as whole numbers; which symbol stands instead, or -1): nine in a hundred cells have one, and half of all have a decimal."""
    chance = np.random.default_rng(seed)
    count = int(np.prod(sizes))
    tenths = np.where(chance.random(count) < 0.5, chance.integers(-5_000, 5_000_000, count), chance.integers(0, 500_000, count) * 10)
    symbols = np.where(chance.random(count) < 0.09, chance.integers(0, len(SYMBOLS), count), -1)
    return tenths, symbols


def make_px(sizes: tuple[int, ...], seed: int) -> bytes:
    """The cube as PX in two languages."""
    names, codes = NAMES[: len(sizes)], labels(sizes)
    stub, heading = names[:-1], names[-1:]
    lines = [
        'CHARSET="ANSI";',
        'CODEPAGE="iso-8859-1";',
        'LANGUAGE="en";',
        'LANGUAGES="en","sv";',
        "DECIMALS=1;",
        'TITLE="Invented figures";',
    ]
    lines += [
        'TITLE[sv]="Påhittade siffror";',
        'CONTENTS="Figures";',
        'UNITS="amount";',
        'MATRIX="made";',
        'SUBJECT-AREA="none";',
        'SUBJECT-CODE="NO";',
    ]
    for tag in ("", "[sv]"):
        lines += [f"STUB{tag}={quoted(stub)};", f"HEADING{tag}={quoted(heading)};"]
        for name, listed in zip(names, codes, strict=True):
            lines += [f'VALUES{tag}("{name}")={quoted([f"Name of {code}" for code in listed])};', f'CODES{tag}("{name}")={quoted(listed)};']
    tenths, symbols = figures(sizes, seed)
    cells = [
        f'"{SYMBOLS[symbol]}"' if symbol >= 0 else written(tenth) for tenth, symbol in zip(tenths.tolist(), symbols.tolist(), strict=True)
    ]
    width = sizes[-1]
    rows = [" ".join(cells[at : at + width]) + " " for at in range(0, len(cells), width)]
    return "\n".join([*lines, "DATA=", *rows, ";", ""]).encode("iso-8859-1")


def make_json_stat(sizes: tuple[int, ...], seed: int) -> bytes:
    """The cube as JSON-stat 2.0, as PxWeb writes it: values in a list, status as an object."""
    names, codes = NAMES[: len(sizes)], labels(sizes)
    tenths, symbols = figures(sizes, seed)
    cells = ["null" if symbol >= 0 else written(tenth) for tenth, symbol in zip(tenths.tolist(), symbols.tolist(), strict=True)]
    some = np.flatnonzero((symbols >= 0) & (np.arange(len(cells)) % 10 == 0))
    status = {str(at): SYMBOLS[symbols[at]] for at in some.tolist()}
    head = {
        "version": "2.0",
        "class": "dataset",
        "label": "Invented figures",
        "source": "bench",
        "updated": "2026-01-01T00:00:00Z",
        "role": {"time": [names[-1]]},
        "id": list(names),
        "size": list(sizes),
        "dimension": {
            name: {
                "label": name,
                "category": {"index": {code: at for at, code in enumerate(listed)}, "label": {code: f"Name of {code}" for code in listed}},
            }
            for name, listed in zip(names, codes, strict=True)
        },
        "status": status,
    }
    return (json.dumps(head)[:-1] + ',"value":[' + ",".join(cells) + "]}").encode()


def make_by_cell(sizes: tuple[int, ...], seed: int) -> bytes:
    """The same as JSON-stat with objects: of the cells that have a value, and of the symbols of all that have none."""
    content = json.loads(make_json_stat(sizes, seed))
    _, symbols = figures(sizes, seed)
    content["value"] = {str(at): value for at, value in enumerate(content["value"]) if value is not None}
    content["status"] = {str(at): SYMBOLS[symbols[at]] for at in np.flatnonzero(symbols >= 0).tolist()}
    return json.dumps(content, separators=(",", ":")).encode()


def quoted(words: tuple[str, ...] | list[str]) -> str:
    """A list of texts as PX writes it."""
    return ",".join(f'"{word}"' for word in words)


def written(tenths: int) -> str:
    """A number of tenths with a decimal only where it has one."""
    whole, tenth = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}{f'.{tenth}' if tenth else ''}"


def measured(path: Path, code: str, times: int) -> tuple[int, float, float] | str:
    """(cells, median CPU seconds, highest MB) of a reading, or why it could not be done."""
    found = []
    for _ in range(times):
        done = subprocess.run([sys.executable, "-c", MEASURE, str(path), code], capture_output=True, text=True, check=False)
        if done.returncode:
            return (done.stderr.strip().rpartition("\n")[2] or f"ended with {done.returncode}")[:90]
        cells, seconds, most = done.stdout.split()[-3:]
        found.append((int(cells), float(seconds), float(most)))
    return found[0][0], statistics.median(each[1] for each in found), max(each[2] for each in found)


def write(path: Path, make: Callable[[tuple[int, ...], int], bytes], sizes: tuple[int, ...], seed: int) -> None:
    """Put a made file where it is to lie."""
    path.write_bytes(make(sizes, seed))


def main() -> None:
    """Make the files, read each in every way, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=float, default=5.1, help="millions of cells, about")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    sizes = (*SIZES[:3], max(1, round(asked.cells * 1e6 / (290 * 88 * 2 * 20))), *SIZES[4:])
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        files = {"PX": folder / "made.px", "JSON-stat": folder / "made.json", "JSON-stat by cell": folder / "made_by_cell.json"}
        # Made in a process of its own: a child begins with its parent's highest memory.
        with ProcessPoolExecutor(1, get_context("spawn")) as maker:
            for kind, make in (("PX", make_px), ("JSON-stat", make_json_stat), ("JSON-stat by cell", make_by_cell)):
                maker.submit(write, files[kind], make, sizes, asked.seed).result()
        print(
            "cells:", "x".join(map(str, sizes)), "; file MB:", {kind: round(path.stat().st_size / 1e6, 1) for kind, path in files.items()}
        )
        print("versions:", {name: version(name) for name in ("numpy", "pyarrow", "pyaxis", "pyjstat", "pxwebpy")}, sys.version.split()[0])
        print("\n| file | reader | cells | CPU s | MB |\n|---|---|---:|---:|---:|")
        for kind, reader, code in READINGS:
            found = measured(files[kind], code, asked.times)
            row = found if isinstance(found, str) else "{:,} | {:.2f} | {:.0f}".format(*found)
            print(f"| {kind} | {reader} | {row} |", flush=True)


if __name__ == "__main__":
    main()
