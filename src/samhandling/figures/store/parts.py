"""Immutable Parquet parts of the change log, sorted by series, place, period and day; what no catalogue names is swept."""

import os
import re
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from samhandling.figures.store import durable, folders

NAME = re.compile(r"[0-9a-f]{32}\.parquet")
ROWS_IN_GROUP = 131_072
_WORD = pa.dictionary(pa.int32(), pa.string())
STORED = pa.schema(
    [
        pa.field("series", _WORD, nullable=False),
        pa.field("place", _WORD, nullable=False),
        pa.field("period", _WORD, nullable=False),
        pa.field("dims", _WORD, nullable=False),
        pa.field("value", pa.float64()),
        pa.field("status", _WORD, nullable=False),
        pa.field("known_from", pa.date32(), nullable=False),
        pa.field("snapshot", pa.int32(), nullable=False),
        pa.field("row", pa.int64(), nullable=False),
        pa.field("replaces", pa.int64()),
        pa.field("change", _WORD, nullable=False),
    ]
)


def dated(rows: pa.Table, known_from: date, snapshot: int) -> pa.Table:
    """Rows of a comparison, with the day from which they are known and the number of their snapshot."""
    days = pa.repeat(pa.scalar(known_from, pa.date32()), rows.num_rows)
    numbers = pa.repeat(pa.scalar(snapshot, pa.int32()), rows.num_rows)
    return rows.append_column("known_from", days).append_column("snapshot", numbers).select(STORED.names)


def write(rows: pa.Table) -> tuple[str, int]:
    """Write a part that no catalogue names yet. Gives its name and size in bytes."""
    name = f"{uuid4().hex}.parquet"
    return name, _write(folders.parts() / name, rows)


def merged(names: Iterable[str]) -> pa.Table:
    """The rows of several parts in the order of one."""
    words = [field.name for field in STORED if pa.types.is_dictionary(field.type)]
    tables = [pq.read_table(path_of(name), read_dictionary=words, partitioning=None).cast(STORED) for name in names]
    together = pa.concat_tables(tables).unify_dictionaries()
    plain = pa.table({name: together[name].cast(pa.string()) if name in words else together[name] for name in STORED.names})
    return plain.sort_by([(name, "ascending") for name in ("series", "place", "period", "known_from", "row")])


def path_of(name: str) -> Path:
    """Where a part lies. Raises ValueError: no name of a part."""
    if not NAME.fullmatch(name):
        raise ValueError(name)
    return folders.parts() / name


def retire(names: Iterable[str]) -> None:
    """Parts that the catalogue no longer names stay readable for those who are reading them; the sweep counts from now."""
    for name in names:
        if path_of(name).exists():
            os.utime(path_of(name))


def remove(names: Iterable[str]) -> None:
    """Take away parts that were never named."""
    for name in names:
        path_of(name).unlink(missing_ok=True)


def put_aside(key: str, observations: pa.Table) -> None:
    """Keep the observations of a refused release, for a person to accept."""
    durable.write(_aside(key), lambda file: pq.write_table(observations, file, compression="zstd"))


def from_aside(key: str) -> pa.Table | None:
    """The observations of a refused release; None where they were not kept, or a later one was good."""
    path = _aside(key)
    return pq.read_table(path, partitioning=None) if path.exists() else None


def sweep(named: Collection[str], waiting: Collection[str], *, older_than: timedelta, now: datetime | None = None) -> list[str]:
    """Remove what no catalogue names and nobody has touched for `older_than`; gives the names.

    The margin is for a writer that has not committed yet, and for a reader that holds a part which was merged meanwhile.
    """
    limit = ((now or datetime.now(UTC)) - older_than).timestamp()
    kept = {*named, *(_aside(key).name for key in waiting)}
    folders_swept = (
        folders.parts(),
        folders.waiting(),
        folders.snapshots(),
        *(path for path in folders.snapshots().iterdir() if path.is_dir()),
    )
    swept = []
    for folder in folders_swept:
        originals = folder == folders.snapshots() or folder.parent == folders.snapshots()
        for path in sorted(folder.iterdir()):
            if not path.is_file() or path.name in kept or (originals and not path.name.startswith(durable.TEMPORARY)):
                continue
            if path.stat().st_mtime <= limit:
                path.unlink(missing_ok=True)
                swept.append(path.name)
    return swept


def _aside(key: str) -> Path:
    if not re.fullmatch(r"[0-9]{1,18}", key):
        raise ValueError(key)
    return folders.waiting() / f"{key}.parquet"


def _write(path: Path, rows: pa.Table) -> int:
    # The engine filters faster on plain columns than it unpacks them: compression would halve the size and cost a third more time.
    table = rows.cast(STORED) if rows.schema != STORED else rows
    words = [field.name for field in STORED if pa.types.is_dictionary(field.type)]
    words += ["known_from", "snapshot"]

    def fill(file: object) -> None:
        pq.write_table(table, file, row_group_size=ROWS_IN_GROUP, compression="none", use_dictionary=words, store_schema=False)

    return durable.write(path, fill)
