"""A writer of figures that is killed: run by the test of crashes as a process of its own."""

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import django

PLACES, PERIODS = (
    [f"{number:04d}" for number in range(100, 150)],
    [f"{year}M{month:02d}" for year in (2020, 2021) for month in range(1, 13)],
)


def release(value: int) -> Any:
    """The whole table with one value in every cell."""
    import pyarrow as pa

    from samhandling.figures.actions import store_snapshot
    from samhandling.figures.rules.observation import NewSnapshot
    from samhandling.ground.viewer import OPERATOR

    cells = [(place, period) for place in PLACES for period in PERIODS]
    table = pa.table(
        {"place": [place for place, _ in cells], "period": [period for _, period in cells], "value": pa.array([float(value)] * len(cells))}
    )
    accessed = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=value)
    return store_snapshot(NewSnapshot("scb:T", str(value).encode(), accessed), table, by=OPERATOR)


def show() -> str:
    """The value that all cells have, and how many different ones there are."""
    from samhandling.figures.queries import known
    from samhandling.ground.viewer import OPERATOR

    table = known("scb:T", seen_by=OPERATOR)
    values = set(table["value"].to_pylist())
    assert table.num_rows == len(PLACES) * len(PERIODS)
    return f"{int(max(values))} {len(values)}"


def die(*_: object, **__: object) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def after(call: Callable[..., Any]) -> Callable[..., Any]:
    def done(*given: Any, **named: Any) -> Any:
        call(*given, **named)
        die()

    return done


def arm(point: str) -> None:
    """From now on this process dies where `point` says."""
    from django.db import connection

    from samhandling.figures import actions
    from samhandling.figures.models import Part
    from samhandling.figures.store import durable, parts

    real_write = parts.pq.write_table

    def half(table: Any, file: Any, **named: Any) -> None:
        real_write(table.slice(0, table.num_rows // 2), file, **named)
        file.flush()
        die()

    def in_parts(call: Callable[..., Any]) -> Callable[..., Any]:
        written = actions.parts.write

        def write(rows: Any) -> Any:
            call()
            return written(rows)

        return write

    match point:
        case "original.fsync":
            durable.os.fsync = die
        case "part.opened":
            parts.pq.write_table = half
        case "part.fsync":
            actions.parts.write = in_parts(lambda: setattr(durable.os, "fsync", die))
        case "part.rename":
            actions.parts.write = in_parts(lambda: setattr(Path, "replace", die))
        case "part.renamed":
            actions.parts.write = after(actions.parts.write)
        case "catalogue.part":
            Part.objects.create = after(Part.objects.create)
        case "catalogue.commit":
            connection.commit = connection._commit = die


def in_child(act: Callable[[], object]) -> int:
    """Do something in a forked child and give how it ended; this process opens neither database nor engine, as a server before its workers."""
    child = os.fork()
    if not child:
        act()
        os._exit(0)
    return os.waitpid(child, 0)[1]


def load() -> None:
    """What each child would otherwise load for itself."""
    from samhandling.figures.rules.asking import Asked, asked
    from samhandling.figures.rules.expressions import sql

    for room in ("actions", "queries"):
        import_module(f"samhandling.figures.{room}")
    sql("state", Asked())
    sql("known", asked("scb:T"))


def leftovers() -> None:
    """How many parts lie there that the catalogue does not name: before a sweep with a margin, after it, and after one without."""
    from samhandling.figures.actions import sweep
    from samhandling.figures.models import Part
    from samhandling.figures.store import folders
    from samhandling.ground.viewer import OPERATOR

    def left() -> int:
        return len({path.name for path in folders.parts().iterdir()} - set(Part.objects.values_list("name", flat=True)))

    before = left()
    sweep(by=OPERATOR)
    margin = left()
    sweep(by=OPERATOR, older_than=timedelta(0))
    print("left", before, margin, left(), flush=True)


def kill_at(points: list[str]) -> None:
    """Each child tells what its killed forerunner left to be seen, goes to work, and is killed at its own point."""
    said = ""
    for value, point in enumerate(points, start=2):

        def write(value: int = value, point: str = point, said: str = said) -> None:
            if said:
                print(said, show(), flush=True)
            arm(point)
            release(value)

        status = in_child(write)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        said = f"{point} killed" if killed else f"{point} went on {status}"
    in_child(lambda: (print(said, show(), flush=True), leftovers(), release(99), print(show(), flush=True)))


def begin() -> None:
    """A site with one release, 1 in every cell."""
    from django.core.management import call_command

    for room in ("office", "figures"):
        call_command("migrate", room, verbosity=0)
    release(1)
    print("begun", show(), flush=True)


def kill_at_random(after_seconds: float) -> None:
    """A writer that stores release after release is killed at whatever it is doing."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        release(100)
        os.write(writer, b"!")
        for value in count(101):
            release(value)
    os.read(reader, 1)
    time.sleep(after_seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    in_child(lambda: print("random", show(), flush=True))


def main(points: list[str]) -> None:
    """The whole tale, told line by line."""
    django.setup()
    load()
    in_child(begin)
    kill_at(points)
    kill_at_random(0.17)


if __name__ == "__main__":
    main(sys.argv[1:])
