"""A large portfolio, tried out and then read in, by the installed command as a person would run it.

Usage: python bench/portfolio_import.py [ROWS] [--no-import]
Bounds for the trial of 100,000 rows, CSV and XLSX each: 20 seconds and 500 MB, in the largest of the command's processes.
The database is SQLite in a new home, or what DATABASE_URL says, which should be empty.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

MOST_SECONDS, MOST_MB = 20, 500
COMMAND = Path(sys.executable).with_name("samhandling")
# Each measurement is a process of its own, since the peak of all children of a process is told as one number.
WATCH = """
import resource, subprocess, sys, time
begun = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of the processor; MB of the largest process (the command, or the child that reads the file)."""

    seconds: float
    busy: float
    megabytes: float


def cost(home: Path, *words: str | Path) -> Cost:
    """Run a command that has to succeed, and measure it."""
    environment = {**os.environ, "SAMHANDLING_HOME": str(home)}
    watched = [sys.executable, "-c", WATCH, str(COMMAND), *map(str, words)]
    told = subprocess.run(watched, env=environment, capture_output=True, text=True, check=True).stdout.split()
    if told[0] != "0":
        sys.exit(f"{words} ended with {told[0]}")
    return Cost(float(told[1]), float(told[2]), int(told[3]) / 1024)


def report(what: str, found: Cost) -> None:
    print(f"{what:28} {found.seconds:7.1f} s  {found.busy:7.1f} s of processor  {found.megabytes:6.0f} MB")


def measure(rows: int, *, imports: bool) -> bool:
    """Try out both kinds of file and read one in; tells whether the trials kept their bounds."""
    is_within = True
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        cost(home, "strategy", "load", "sormland-naringsliv-2022")
        files = [Path(folder) / f"portfolio.{kind}" for kind in ("csv", "xlsx")]
        for file in files:
            subprocess.run([sys.executable, Path(__file__).with_name("portfolio_file.py"), str(rows), file], check=True)
            found = cost(home, "portfolio", "import", file, "--dry-run")
            report(f"trial of {file.suffix[1:]}, {rows} rows", found)
            is_within = is_within and found.seconds <= MOST_SECONDS and found.megabytes <= MOST_MB
        if imports:
            report(f"import of csv, {rows} rows", cost(home, "portfolio", "import", files[0]))
            report("the same file again", cost(home, "portfolio", "import", files[0]))
            begun = time.perf_counter()
            cost(home, "coverage", "--on", "2018-06-30", "--format", "json")
            print(f"coverage after it            {time.perf_counter() - begun:7.1f} s")
    return is_within


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=100_000)
    parser.add_argument("--no-import", action="store_true")
    asked = parser.parse_args()
    is_within = measure(asked.rows, imports=not asked.no_import)
    print(f"bounds of a trial: {MOST_SECONDS} s, {MOST_MB} MB: {'kept' if is_within else 'broken'}")
    sys.exit(0 if is_within or asked.rows < 100_000 else 1)


if __name__ == "__main__":
    main()
