"""The same expressions on DuckDB and on Sail over Spark Connect give the same rows."""

import importlib
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from figures_made import cells, stored

from samhandling.figures.queries import parts_of
from samhandling.figures.rules.asking import Asked, Question, asked
from samhandling.figures.store import distributed, engine, parts
from samhandling.ground.viewer import OPERATOR

pytestmark = pytest.mark.django_db
SAIL = "pysail is not installed: pip install 'samhandling[distributed]' (an optional extra) to try the distributed engine"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    if "distributed" in os.environ.get("SAMHANDLING_REQUIRE", ""):
        sail = importlib.import_module("pysail.spark")
    else:
        sail = pytest.importorskip("pysail.spark", reason=SAIL)
        pytest.importorskip("pyspark.sql.connect", reason=SAIL)
    server = sail.SparkConnectServer()
    server.start(background=True)
    host, port = server.listening_address
    with distributed.session(f"sc://{host}:{port}") as session:
        yield session
    server.stop()


ODD = "it's \"a\\b\" '); --"
QUESTIONS: list[tuple[Question, Asked]] = [
    ("known", asked("scb:T1")),
    ("known", asked("scb:T1", on=date(2026, 1, 2))),
    ("known", asked(["scb:T1", "scb:T2"], places=["04", "05"], periods=["2020"], dims={"kön": ["1", "2"], "ålder": "20-64"})),
    ("known", asked("scb:T1", on=date(2025, 1, 1))),
    ("state", Asked()),
    ("revisions", asked("scb:T1", since=date(2026, 1, 3))),
    ("vintages", asked(["scb:T1", "scb:T2"])),
    ("known", asked("scb:T3", dims={"kön": ODD})),
]


@pytest.mark.filterwarnings("ignore")
def test_it_gives_the_same_rows_on_both_engines(spark: Any, figures_home: Path) -> None:
    for table in ("scb:T1", "scb:T2"):
        for step, value in enumerate((1.5, 2.0, None, 0.0)):
            changing = cells(("04", "2020", value, ".." if value is None else ""), ("05", "2020", 7.0), kön="1", ålder="20-64")
            day = f"2026-01-0{step + 1}"
            stored(day, changing if step else cells(("04", "2020", 1.5), ("05", "2020", 7.0), ("06", "2020", 1.0), kön="1", ålder="20-64"),
                   table=table, by=OPERATOR, accept="Sedd och rätt.")  # fmt: skip
    stored("2026-01-01", cells(("04", "2020", 1.0), kön=ODD), table="scb:T3")
    for question, of in QUESTIONS:
        names = parts_of(of.series, seen_by=OPERATOR) if of.series else [path.name for path in parts.folders.parts().iterdir()]
        here = engine.answer(question, of, names)
        there = distributed.answer(spark, question, of, [str(parts.path_of(name)) for name in names])
        assert there.schema.names == here.schema.names
        order = [(name, "ascending") for name in here.schema.names]
        assert there.sort_by(order).to_pylist() == here.sort_by(order).to_pylist()
        assert here.num_rows or of.on == date(2025, 1, 1)
