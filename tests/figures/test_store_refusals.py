"""A release that breaks with the last one is refused, the last good one stays in use, and a person may decide otherwise."""

from pathlib import Path

import pyarrow as pa
import pytest
from figures_made import cells, release, stored

from samhandling.figures.actions import accept_snapshot, store_snapshot
from samhandling.figures.queries import known_rows, one_series, original, snapshots
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.models import Event
from samhandling.office.queries import stamp
from samhandling.people.rules.permission import NotAllowed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures_home")]
JOB = Viewer(ViewerKind.JOB)
STRATEGIST = Viewer(ViewerKind.PERSON, 7, frozenset({Role.STRATEGIST}))
GOOD = cells(("04", "2020", 1.0), ("05", "2020", 2.0), ("06", "2020", 3.0), sex="1")
LISTS = {"place": {"04": "Sörmland", "05": "Östergötland", "06": "Jönköping"}}


def values(series: str = "scb:T1") -> dict[str, float | None]:
    return {row.place: row.value for row in known_rows(series, seen_by=VISITOR)}


BROKEN = {
    "duplicates": (pa.concat_tables([GOOD, GOOD.slice(0, 1)]), LISTS, False),
    "columns": (GOOD.drop_columns(["sex"]), LISTS, True),
    "codes": (GOOD.slice(0, 2), LISTS, True),
    "vanished": (pa.concat_tables([GOOD.set_column(1, "period", pa.array(["2021"] * 3))]), LISTS, True),
    "labels": (GOOD, LISTS | {"place": LISTS["place"] | {"04": "Örebro"}}, True),
    "duplicate_labels": (GOOD, {"place": LISTS["place"] | {"07": "sörmland "}}, True),
    "form": (GOOD.drop_columns(["value"]), LISTS, False),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_it_refuses_what_breaks_with_the_last_release(kind: str) -> None:
    stored("2026-05-01", GOOD, codelists=LISTS)
    table, lists, acceptable = BROKEN[kind]
    outcome = stored("2026-06-01", table, by=JOB, codelists=lists)
    assert not outcome.good
    assert kind in {found.kind for found in outcome.breaks}
    assert all(found.acceptable for found in outcome.breaks) == acceptable
    assert values() == {"04": 1.0, "05": 2.0, "06": 3.0}
    row = one_series("scb:T1", seen_by=VISITOR)
    assert row is not None
    assert row.stale_since is not None
    assert row.stale_since.isoformat() == "2026-06-01"
    assert [one.state for one in snapshots("scb:T1", seen_by=VISITOR)] == ["stale", "refused"]
    assert snapshots("scb:T1", seen_by=VISITOR)[1].breaks == outcome.breaks
    assert original(outcome.snapshot, seen_by=VISITOR) == b"scb:T1 2026-06-01"


def test_it_tells_renumbered_regions_by_their_names() -> None:
    stored("2026-05-01", GOOD, codelists=LISTS)
    moved = GOOD.set_column(0, "place", pa.array(["04", "05", "99"]))
    outcome = stored("2026-06-01", moved, codelists={"place": {"04": "Sörmland", "05": "Östergötland", "99": "Jönköping"}})
    found = {one.kind: one for one in outcome.breaks}
    assert (found["renumbered"].lost, found["renumbered"].gained) == (("06",), ("99",))
    assert (found["codes"].lost, found["codes"].gained) == (("06",), ("99",))
    assert "Jönköping: 06 → 99" in found["renumbered"].fault("scb:T1").read


def test_the_next_good_release_takes_the_mark_away() -> None:
    stored("2026-05-01", GOOD)
    stored("2026-06-01", GOOD.slice(0, 2))
    assert stored("2026-07-01", GOOD).good
    row = one_series("scb:T1", seen_by=VISITOR)
    assert row is not None
    assert row.stale_since is None
    assert [one.state for one in snapshots("scb:T1", seen_by=VISITOR)] == ["good", "refused", "good"]


def test_a_person_accepts_and_what_is_gone_is_gone() -> None:
    stored("2026-05-01", GOOD)
    refused = stored("2026-06-01", GOOD.slice(0, 2))
    accepted = accept_snapshot(refused.snapshot, because="Länet redovisas inte längre.", by=STRATEGIST)
    assert accepted.good
    assert accepted.counts["vanished"] == 1
    assert values() == {"04": 1.0, "05": 2.0, "06": None}
    assert {row.place: row.status for row in known_rows("scb:T1", seen_by=VISITOR)}["06"] == "gone"
    assert snapshots("scb:T1", seen_by=VISITOR)[1].accepted_because == "Länet redovisas inte längre."
    with pytest.raises(Refused):
        accept_snapshot(refused.snapshot, because="igen", by=STRATEGIST)


def test_it_accepts_at_once_where_a_person_says_so() -> None:
    stored("2026-05-01", GOOD)
    assert stored("2026-06-01", GOOD.slice(0, 2), by=STRATEGIST, accept="Sedd och rätt.").good
    with pytest.raises(Refused):
        stored("2026-07-01", GOOD, by=JOB, accept="Sedd och rätt.")


def test_nobody_accepts_what_contradicts_itself() -> None:
    stored("2026-05-01", GOOD)
    twice = pa.concat_tables([GOOD, GOOD])
    refused = stored("2026-06-01", twice, accept="Sedd och rätt.")
    assert not refused.good
    with pytest.raises(Refused):
        accept_snapshot(refused.snapshot, because="Vi tror på den.", by=OPERATOR)


def test_only_the_latest_refused_release_can_be_accepted() -> None:
    stored("2026-05-01", GOOD)
    older = stored("2026-06-01", GOOD.slice(0, 2))
    stored("2026-06-02", GOOD.slice(0, 1))
    with pytest.raises(Refused):
        accept_snapshot(older.snapshot, because="Den förra.", by=OPERATOR)


def test_a_refused_release_whose_figures_are_lost_cannot_be_accepted(figures_home: Path) -> None:
    stored("2026-05-01", GOOD)
    refused = stored("2026-06-01", GOOD.slice(0, 2))
    (figures_home / "waiting" / f"{refused.snapshot}.parquet").unlink()
    with pytest.raises(Refused):
        accept_snapshot(refused.snapshot, because="Sedd och rätt.", by=OPERATOR)
    assert values() == {"04": 1.0, "05": 2.0, "06": 3.0}


def test_the_same_refused_release_is_told_once() -> None:
    stored("2026-05-01", GOOD)
    first, again = (store_snapshot(release("2026-06-01"), GOOD.slice(0, 2), by=JOB) for _ in range(2))
    assert first.snapshot == again.snapshot
    assert len(snapshots("scb:T1", seen_by=VISITOR)) == 2


def test_an_older_release_cannot_come_after_a_newer() -> None:
    stored("2026-05-01", GOOD)
    outcome = stored("2026-04-01", GOOD)
    assert [one.kind for one in outcome.breaks] == ["order"]


def test_a_series_belongs_to_one_table() -> None:
    stored("2026-05-01", GOOD)
    outcome = stored("2026-05-02", GOOD.append_column("series", pa.array(["scb:T1"] * 3)), table="scb:T2")
    assert [one.kind for one in outcome.breaks] == ["series"]


def test_a_part_of_a_table_takes_nothing_away() -> None:
    stored("2026-05-01", GOOD)
    outcome = stored("2026-06-01", cells(("04", "2020", 1.5), sex="1"), whole=False)
    assert outcome.counts["revised"] == 1
    assert values() == {"04": 1.5, "05": 2.0, "06": 3.0}


@pytest.mark.parametrize(
    "viewer",
    [
        VISITOR,
        Viewer(ViewerKind.TOKEN, None, frozenset({Role.STRATEGIST}), read_only=True),
        Viewer(ViewerKind.PERSON, 1, frozenset({Role.READER})),
    ],
)
def test_only_those_who_may_change_the_plan_store_figures(viewer: Viewer) -> None:
    with pytest.raises(NotAllowed):
        stored("2026-05-01", GOOD, by=viewer)


def test_it_tells_what_it_did() -> None:
    before = stamp()
    stored("2026-05-01", GOOD)
    after_first = stamp()
    stored("2026-05-02", GOOD)
    assert before < after_first == stamp()
    stored("2026-05-03", GOOD.slice(0, 2))
    assert stamp() > after_first
    assert list(Event.objects.values_list("verb", flat=True)) == ["snapshot.stored", "snapshot.stored", "snapshot.refused"]


@pytest.mark.parametrize(("told", "column"), [({"table": ""}, "table"), ({"table": "a\nb"}, "table")])
def test_it_refuses_a_release_that_is_not_described(told: dict[str, str], column: str) -> None:
    with pytest.raises(Refused) as refused:
        store_snapshot(release("2026-05-01", **told), GOOD, by=OPERATOR)
    assert [fault.location.column for fault in refused.value.faults] == [column]
