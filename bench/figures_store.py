"""How long the store takes: taking over releases, and asking what was known on a day of a log of a million rows. Medians, warm, with the machine's load.

Usage: python bench/figures_store.py [--rows 1000000] [--runs 15] [--releases 6]
A seeded table of municipalities × months × 40 combinations is stored release by release through the product's own door, in a home and a
database of its own; questions go through the product's own queries, the catalogue's part included. Beside them the same picture as it is
usually asked for, by a window over each cell. Prints Markdown.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

DIMENSIONS = [(str(age), sex) for age in range(20) for sex in ("1", "2")]
PLACES = [f"{number:04d}" for number in range(100, 412)]
REVISED = 0.25
FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)
SERIES = "bench:table"


def shape_of(rows: int) -> list[str]:
    """Months, so many that cells and revisions together give about `rows` rows of the log."""
    months = round(rows / (1 + REVISED) / len(PLACES) / len(DIMENSIONS))
    return [f"{1990 + month // 12}M{month % 12 + 1:02d}" for month in range(max(2, months))]


def releases(periods: list[str], count: int) -> list[pa.Table]:
    """Whole tables, seeded. Together the later ones revise a quarter of all cells."""
    chance = np.random.default_rng(20260528)
    cells = len(PLACES) * len(periods) * len(DIMENSIONS)
    at = np.arange(cells)
    inner = len(DIMENSIONS)
    words = {
        "place": (at // (len(periods) * inner), PLACES),
        "period": (at // inner % len(periods), periods),
        "age": (at % inner, [age for age, _ in DIMENSIONS]),
        "sex": (at % inner, [sex for _, sex in DIMENSIONS]),
    }
    columns = {
        name: pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(texts)) for name, (codes, texts) in words.items()
    }
    value = chance.integers(0, 100_000, cells) / 10
    found = []
    for number in range(count):
        if number:
            changed = chance.choice(cells, int(cells * REVISED / (count - 1)), replace=False)
            value = value.copy()
            value[changed] += chance.integers(1, 9, len(changed)) / 10
        found.append(pa.table({**columns, "value": value}))
    return found


def median_ms(act: Callable[[], Any], runs: int) -> tuple[float, float, Any]:
    """Medians of `runs` after one that does not count, by the clock and in CPU of all threads, and what came of the last."""
    clock, cpu, given = [], [], act()
    for _ in range(runs):
        start, busy = time.perf_counter(), time.process_time()
        given = act()
        clock.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - busy) * 1000)
    return statistics.median(clock), statistics.median(cpu), given


def store_all(tables: list[pa.Table]) -> None:
    """Store the releases and print what each took."""
    from samhandling.figures.actions import store_snapshot
    from samhandling.figures.rules.observation import NewSnapshot
    from samhandling.ground.viewer import OPERATOR

    print("| release | cells | changed | seconds |\n|---|---:|---:|---:|")
    for number, table in enumerate(tables):
        release = NewSnapshot(SERIES, f"release {number}".encode(), FIRST + timedelta(days=number))
        start = time.perf_counter()
        outcome = store_snapshot(release, table, by=OPERATOR)
        took = time.perf_counter() - start
        assert outcome.good, outcome.breaks
        print(f"| {number + 1} | {table.num_rows:,} | {outcome.changed:,} | {took:.2f} |", flush=True)


def ask_all(title: str, days: list[date], runs: int) -> None:
    """Ask what was known on days, narrow and wide."""
    from samhandling.figures.queries import known, parts_of, revisions
    from samhandling.figures.store import engine, parts
    from samhandling.ground.viewer import VISITOR

    names = parts_of([SERIES], seen_by=VISITOR)
    listed = ", ".join(f"'{parts.path_of(name)}'" for name in names)

    def counted(day: date) -> pa.Table:
        from samhandling.figures.rules.asking import asked
        from samhandling.figures.rules.expressions import sql

        text = sql("known", asked(SERIES, on=day))
        return _run(engine, f"WITH observations AS NOT MATERIALIZED (SELECT * FROM read_parquet([{listed}])) "
                            f"SELECT period, count(*) AS cells, sum(value) AS total FROM ({text}) GROUP BY period")  # fmt: skip

    def window(day: date) -> pa.Table:
        return _run(engine, f"SELECT period, count(*) AS cells, sum(value) AS total FROM (SELECT * FROM read_parquet([{listed}]) "
                            f"WHERE known_from <= DATE '{day}' QUALIFY row_number() OVER (PARTITION BY series, place, period, dims "
                            f"ORDER BY known_from DESC, snapshot DESC) = 1) GROUP BY period")  # fmt: skip

    def asked_one(day: date) -> pa.Table:
        return known(SERIES, seen_by=VISITOR, on=day, dims={"age": "3", "sex": "1"})

    print(f"\n| {title}, {len(names)} part{'s' if len(names) > 1 else ''} | rows of the answer | ms | CPU ms |\n|---|---:|---:|---:|")
    for day in days:
        line(f"one combination, all places and months, known on {day}", *median_ms(lambda day=day: asked_one(day), runs))
    day = days[-1]
    line(f"one place, all of it, known on {day}", *median_ms(lambda: known(SERIES, seen_by=VISITOR, on=day, places=["0180"]), runs))
    line(f"a chart's line: one place, one combination, known on {day}",
         *median_ms(lambda: known(SERIES, seen_by=VISITOR, on=day, places=["0180"], dims={"age": "3", "sex": "1"}), runs))  # fmt: skip
    line(f"every cell summed by month, known on {day}", *median_ms(lambda: counted(day), runs))
    line(f"every cell as an Arrow table, known on {day}", *median_ms(lambda: known(SERIES, seen_by=VISITOR, on=day), runs))
    line("revisions of one place", *median_ms(lambda: revisions(SERIES, seen_by=VISITOR, places=["0180"]), runs))
    line(f"(a window over each cell, summed by month, known on {day})", *median_ms(lambda: window(day), max(3, runs // 3)))
    same = [sorted(made.to_pylist(), key=lambda row: row["period"]) for made in (counted(day), window(day))]
    assert [(row["period"], row["cells"], round(row["total"], 3)) for row in same[0]] == [
        (row["period"], row["cells"], round(row["total"], 3)) for row in same[1]
    ]


def _run(engine: Any, text: str) -> pa.Table:
    cursor = engine._connection().cursor()
    try:
        return cursor.sql(text).to_arrow_table()
    finally:
        cursor.close()


def line(what: str, took: float, cpu: float, table: Any) -> None:
    """One line of the table."""
    rows = table.num_rows if isinstance(table, pa.Table) else len(table)
    print(f"| {what} | {rows:,} | {took:.1f} | {cpu:.1f} |", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--releases", type=int, default=6)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["SAMHANDLING_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "samhandling.web.settings"
        import django

        django.setup()
        from django.core.management import call_command

        from samhandling.figures.actions import compact
        from samhandling.figures.models import Part
        from samhandling.ground.viewer import OPERATOR

        call_command("migrate", verbosity=0)
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start.\n")
        store_all(releases(shape_of(given.rows), given.releases))
        rows = sum(Part.objects.values_list("rows", flat=True))
        days = [FIRST.date(), (FIRST + timedelta(days=given.releases)).date()]
        ask_all(f"log of {rows:,} rows", days, given.runs)
        start = time.perf_counter()
        compact(SERIES, by=OPERATOR)
        print(f"\nMerging took {time.perf_counter() - start:.1f} s.")
        ask_all(f"log of {rows:,} rows", days, given.runs)


if __name__ == "__main__":
    main()
