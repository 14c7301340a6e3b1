"""The engine that asks the parts: one DuckDB connection a process, opened by the first question, shut in to the store's folder."""

import os
from pathlib import Path
from threading import Lock
from typing import Any

import pyarrow as pa

from samhandling.figures.rules.asking import Asked, Question
from samhandling.figures.store import folders, parts

_lock = Lock()
_open: dict[tuple[int, Path], Any] = {}


class PartGone(Exception):  # noqa: N818 (what has happened to it)
    """A part that was named is not there any more."""


def answer(question: Question, of: Asked, names: list[str]) -> pa.Table:
    """Ask the parts with these names. Raises PartGone: merged and swept since they were named."""
    # Loading the engine takes half a second: the first question pays, not every command.
    import duckdb

    from samhandling.figures.rules.expressions import columns, sql

    schema = columns(question)
    if not names:
        return schema.empty_table()
    cursor = _connection().cursor()
    try:
        asked = f"WITH observations AS NOT MATERIALIZED ({_source(names)}) {_after_with(sql(question, of))}"
        return cursor.sql(asked).to_arrow_table().cast(schema)
    except duckdb.IOException as error:
        raise PartGone(str(error)) from error
    finally:
        cursor.close()


def close() -> None:
    """Let go of the connection of this process, if it has one."""
    with _lock:
        for key in [key for key in _open if key[0] == os.getpid()]:
            _open.pop(key).close()


def _after_with(query: str) -> str:
    # A query that names its own parts continues the list of names.
    return f", {query[5:]}" if query[:5].upper() == "WITH " else query


def _source(names: list[str]) -> str:
    # Names of parts have one form only, which path_of checks; the folder is the operator's, and quoted.
    paths = ", ".join("'" + str(parts.path_of(name)).replace("'", "''") + "'" for name in names)
    return f"SELECT * FROM read_parquet([{paths}])"  # noqa: S608


def _connection() -> Any:
    """A child of a fork opens its own: the engine's threads do not live on in it."""
    key = (os.getpid(), folders.home())
    with _lock:
        if key not in _open:
            _open[key] = _opened()
        return _open[key]


def _opened() -> Any:
    import duckdb

    connection = duckdb.connect(":memory:")
    memory = os.environ.get("SAMHANDLING_FIGURES_MEMORY", "1GB")
    threads = int(os.environ.get("SAMHANDLING_FIGURES_THREADS") or min(4, os.cpu_count() or 1))
    folder = str(folders.home())
    settings: list[tuple[str, object]] = [
        ("memory_limit", memory),
        ("threads", threads),
        ("temp_directory", str(folders.scratch())),
        ("preserve_insertion_order", False),
        ("parquet_metadata_cache", True),
        ("autoinstall_known_extensions", False),
        ("autoload_known_extensions", False),
        ("allowed_directories", [folder + "/"]),
        ("enable_external_access", False),
        ("lock_configuration", True),
    ]
    for name, value in settings:
        connection.execute(f"SET {name} = {_literal(value)}")
    return connection


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_literal(part) for part in value) + "]"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
