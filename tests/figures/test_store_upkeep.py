"""Merging parts and sweeping change files, never the picture; what a history tells is what a plain memory of it tells."""

import random
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from figures_made import cells, stored

from samhandling.figures import actions
from samhandling.figures.actions import compact, sweep
from samhandling.figures.models import Part
from samhandling.figures.queries import known_rows, original, parts_of, revisions, snapshots, vintages
from samhandling.figures.rules.asking import asked
from samhandling.figures.rules.changes import Change
from samhandling.figures.store import engine, originals, parts
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.people.rules.permission import NotAllowed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures_home")]
FIRST = date(2026, 1, 1)
Picture = dict[tuple[str, str], tuple[float | None, str]]


def picture(on: date | None = None) -> Picture:
    return {(row.place, row.period): (row.value, row.status) for row in known_rows("scb:T1", seen_by=VISITOR, on=on)}


def history(days: int) -> dict[date, Picture]:
    """A made history: cells come, change, are suppressed, vanish and come again. Gives what was known each day, remembered plainly."""
    chance = random.Random(20260528)
    known: Picture = {}
    remembered: dict[date, Picture] = {}
    for number in range(days):
        given: Picture = {}
        for place in ("00", "04", "0480"):
            for period in ("2020", "2021", "2022"):
                if (place, period) != ("00", "2020") and chance.random() < 0.1:
                    continue
                value = chance.choice([None, 0.0, 1.0, 2.0])
                given[place, period] = (value, ".." if value is None else chance.choice(["", "p"]))
        given.setdefault(("04", "2021"), (3.0, ""))
        given.setdefault(("0480", "2022"), (3.0, ""))
        day = FIRST + timedelta(days=number)
        outcome = stored(day.isoformat(), cells(*((*cell, *held) for cell, held in given.items())))
        assert outcome.good, outcome.breaks
        known = dict.fromkeys(known, (None, "gone")) | given
        remembered[day] = known
    return remembered


def test_the_picture_of_any_day_is_what_was_known_then_before_and_after_merging() -> None:
    remembered = history(26)
    for day, known in remembered.items():
        assert picture(day) == known
    assert picture(FIRST - timedelta(days=1)) == {}
    told = [(one.now, one.value_before, one.status_before) for one in revisions("scb:T1", seen_by=VISITOR)]
    assert Part.objects.count() < 26  # many parts were merged on the way
    assert compact("scb:T1", by=OPERATOR) > 1
    assert Part.objects.count() == 1
    for day, known in remembered.items():
        assert picture(day) == known
    assert [(one.now, one.value_before, one.status_before) for one in revisions("scb:T1", seen_by=VISITOR)] == told


def test_revisions_tell_each_step_of_a_cell() -> None:
    steps: list[tuple[float | None, str]] = [(1.0, "p"), (2.0, "p"), (2.0, ""), (None, ".."), (4.0, "")]
    for number, (value, status) in enumerate(steps):
        stored((FIRST + timedelta(days=number)).isoformat(), cells(("04", "2020", value, status), ("05", "2020", 1.0)))
    stored("2026-02-01", cells(("05", "2020", 1.0), ("04", "2021", 1.0)))
    found = revisions("scb:T1", seen_by=VISITOR)
    assert [one.change for one in found] == [Change.REVISED, Change.MARKED, Change.SUPPRESSED, Change.FILLED, Change.VANISHED]
    assert [(one.value_before, one.status_before) for one in found] == steps
    assert [one.known_before for one in found] == [FIRST + timedelta(days=number) for number in range(5)]
    day = FIRST + timedelta(days=2)
    assert revisions("scb:T1", seen_by=VISITOR, since=day, on=day) == found[1:2]
    assert revisions("scb:T1", seen_by=VISITOR, places=["05"]) == []


def test_every_release_stands_among_the_vintages_even_one_that_changes_nothing() -> None:
    for day, value in (("2026-01-01", 1.0), ("2026-01-02", 1.0), ("2026-01-03", 2.0)):
        stored(day, cells(("04", "2020", value)))
    assert [dict(one.counts) for one in vintages("scb:T1", seen_by=VISITOR)] == [{Change.ADDED: 1}, {}, {Change.REVISED: 1}]
    assert Part.objects.count() == 2


def test_a_part_is_sorted_and_holds_only_what_changed() -> None:
    stored("2026-01-01", cells(("05", "2021", 1.0), ("04", "2021", 1.0), ("04", "2020", 1.0)))
    stored("2026-01-02", cells(("05", "2021", 1.0), ("04", "2021", 9.0), ("04", "2020", 1.0)))
    first, second = (pq.read_table(parts.path_of(name)).to_pylist() for name in parts_of(["scb:T1"], seen_by=VISITOR))
    assert [(row["place"], row["period"]) for row in first] == [("04", "2020"), ("04", "2021"), ("05", "2021")]
    assert [(row["place"], row["value"], row["replaces"]) for row in second] == [("04", 9.0, first[1]["row"])]


def test_rows_of_different_tables_are_never_taken_for_each_other() -> None:
    found: dict[str, list[float | None]] = defaultdict(list)
    for table, value in (("scb:T1", 1.0), ("scb:T2", 10.0)):
        for step in range(3):
            stored(f"2026-01-0{step + 1}", cells(("04", "2020", value + step)), table=table)
    for row in known_rows(["scb:T1", "scb:T2"], seen_by=VISITOR):
        found[row.series].append(row.value)
    assert found == {"scb:T1": [3.0], "scb:T2": [12.0]}


def test_a_reader_that_comes_late_to_merged_parts_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    for day, value in (("2026-01-01", 1.0), ("2026-01-02", 2.0)):
        stored(day, cells(("04", "2020", value)))
    given: list[list[str]] = []
    answer = engine.answer

    def late(question: object, of: object, names: list[str]) -> object:
        given.append(names)
        if len(given) == 1:
            compact("scb:T1", by=OPERATOR)
            sweep(by=OPERATOR, older_than=timedelta(0))
        return answer(question, of, names)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "answer", late)
    assert picture() == {("04", "2020"): (2.0, "")}
    assert [len(names) for names in given] == [2, 1]


def test_a_release_that_was_overtaken_is_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stored("2026-01-01", cells(("04", "2020", 1.0)))
    write, others = parts.write, [cells(("04", "2020", 2.0))]

    def slowly(rows: object) -> object:
        written = write(rows)
        if others:
            stored("2026-01-02", others.pop())
        return written

    monkeypatch.setattr(actions.parts, "write", slowly)
    outcome = stored("2026-01-03", cells(("04", "2020", 3.0)))
    assert outcome.number == 3
    assert [(one.value_before, one.now.value) for one in revisions("scb:T1", seen_by=VISITOR)] == [(1.0, 2.0), (2.0, 3.0)]
    assert {path.name for path in parts.folders.parts().iterdir()} == set(Part.objects.values_list("name", flat=True))


def test_the_sweep_leaves_what_is_named_and_what_is_young() -> None:
    refused_later = stored("2026-01-01", cells(("04", "2020", 1.0), ("05", "2020", 1.0)))
    waiting = stored("2026-01-02", cells(("04", "2020", 1.0)))
    assert refused_later.good
    assert not waiting.good
    (parts.folders.parts() / f"{'0' * 32}.parquet").write_bytes(b"left by a killed writer")
    assert sweep(by=OPERATOR) == []
    assert sweep(by=OPERATOR, older_than=timedelta(0)) == [f"{'0' * 32}.parquet"]
    kept = parts.from_aside(str(waiting.snapshot))
    assert kept is not None
    assert kept.num_rows == 1
    stored("2026-01-03", cells(("04", "2020", 1.0), ("05", "2020", 1.0)))
    assert sweep(by=OPERATOR, older_than=timedelta(0)) == [f"{waiting.snapshot}.parquet"]
    assert parts.from_aside(str(waiting.snapshot)) is None


@pytest.mark.parametrize("act", [lambda by: compact("scb:T1", by=by), lambda by: sweep(by=by)])
def test_only_those_who_may_change_the_plan_tidy(act: object) -> None:
    with pytest.raises(NotAllowed):
        act(Viewer(ViewerKind.PERSON, 1, frozenset({Role.READER})))  # type: ignore[operator]


def test_the_bytes_are_kept_once_and_checked_when_read(figures_home: Path) -> None:
    for day in ("2026-01-01", "2026-01-02"):
        stored(day, cells(("04", "2020", 1.0)))
    first, _ = snapshots("scb:T1", seen_by=VISITOR)
    assert original(first.id, seen_by=VISITOR) == b"scb:T1 2026-01-01"
    assert originals.keep(b"scb:T1 2026-01-01") == first.sha256
    assert len(list((figures_home / "snapshots").rglob("*.zst"))) == 2
    path = originals.path_of(first.sha256)
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(originals.Damaged):
        original(first.id, seen_by=VISITOR)


def test_the_engine_reads_nothing_but_the_store(tmp_path: Path) -> None:
    stored("2026-01-01", cells(("04", "2020", 1.0)))
    picture()
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", "utf-8")
    cursor = engine._connection().cursor()
    with pytest.raises(duckdb.PermissionException):
        cursor.sql(f"SELECT * FROM read_csv('{secret}')").fetchall()
    with pytest.raises(duckdb.Error):
        cursor.execute("SET enable_external_access = true")
    with pytest.raises(duckdb.Error):
        cursor.execute("INSTALL httpfs")
    cursor.close()


def test_many_threads_ask_one_engine() -> None:
    stored("2026-01-01", cells(*((f"{place:04d}", "2020", float(place)) for place in range(100, 400))))
    names = parts_of(["scb:T1"], seen_by=VISITOR)
    places = [f"{place:04d}" for place in range(100, 140)]

    def ask(place: str) -> list[float | None]:
        found: list[float | None] = engine.answer("known", asked("scb:T1", places=[place]), names)["value"].to_pylist()
        return found

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, places)) == [[float(place)] for place in places]
