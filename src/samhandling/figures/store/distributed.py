"""The same questions on a distributed engine that speaks Spark Connect (Sail, Spark): an optional extra, for a log that one machine cannot hold."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pyarrow as pa

from samhandling.figures.rules.asking import Asked, Question
from samhandling.figures.rules.expressions import columns, sql


@contextmanager
def session(address: str) -> Iterator[Any]:
    """A session with the engine at `address` (sc://host:port). Raises ImportError: the extra `distributed` is not installed."""
    from pyspark.sql import SparkSession  # type: ignore[import-not-found, unused-ignore]

    # Each asker a session of its own: views are a session's.
    spark = SparkSession.builder.remote(address).create()
    try:
        yield spark
    finally:
        spark.stop()


def answer(spark: Any, question: Question, of: Asked, paths: Sequence[str]) -> pa.Table:
    """Ask the parts at these addresses (paths or object store URLs that the engine's workers can read). Same answer as `engine.answer`."""
    schema = columns(question)
    if not paths:
        return schema.empty_table()
    view = f"observations_{uuid4().hex}"
    spark.read.parquet(*paths).createOrReplaceTempView(view)
    try:
        found = spark.sql(sql(question, of, "pyspark").replace("`observations`", f"`{view}`")).toArrow()
    finally:
        spark.catalog.dropTempView(view)
    return found.cast(schema)
