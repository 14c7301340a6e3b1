"""One field of many initiatives: previewed, done together, taken back together; nobody's change is lost."""

from typing import Any

import pytest

from plan.plan_made import ROAD, SHOP, book, changed, held, take_in
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.queries import events_of, stamp
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions.bulk import bulk_change, undo_bulk
from samhandling.plan.actions.editing import confirm, correct
from samhandling.plan.bulk import batch, batches_of, bulk_preview
from samhandling.plan.queries import initiative
from samhandling.plan.rules.bulk_wish import ADD, MOST, REMOVE, Wish, part_of
from samhandling.plan.rules.plain import to_plain

STRATEGIST = Viewer(ViewerKind.PERSON, person=9, roles=frozenset({Role.STRATEGIST}))
CONTRIBUTOR = Viewer(ViewerKind.PERSON, person=7, roles=frozenset({Role.CONTRIBUTOR}), actors=frozenset({"are-kommun"}))
READER = Viewer(ViewerKind.PERSON, person=8, roles=frozenset({Role.READER}))
THIRD = changed(SHOP, id="A3", title="Bygdens verkstad", contributions="A1a:0.7|B2a:0.3")
ALL = ("A1", "A2", "A3")


@pytest.fixture
def road(county: str) -> str:
    take_in(book(ROAD, SHOP, THIRD))
    return county


def plain(code: str) -> dict[str, Any]:
    return to_plain(held(code))


def versions(road: str, *codes: str) -> dict[str, int]:
    return {code: initiative(code, of_strategy=road, seen_by=OPERATOR).version for code in codes or ALL}


@pytest.mark.parametrize(
    ("wish", "field", "expected"),
    [
        (Wish("stage", "samtal"), "stage", {"A1": "samtal", "A2": "samtal", "A3": "samtal"}),
        (Wish("kind", "pre_study"), "kind", {"A1": "pre_study", "A2": "pre_study", "A3": "pre_study"}),
        (Wish("openness", "internal"), "openness", {"A1": "internal", "A2": "internal", "A3": "internal"}),
        (Wish("end", "2027-06-30"), "end", {"A1": "2027-06-30", "A2": "2027-06-30", "A3": "2027-06-30"}),
        (Wish("end", ""), "end", {"A1": None, "A2": None, "A3": None}),
        (Wish("owner", "are-kommun", ADD), "owners", {"A1": ["region-exempel", "are-kommun"], "A2": ["are-kommun"], "A3": ["are-kommun"]}),
        (Wish("owner", "are-kommun", REMOVE), "owners", {"A1": ["region-exempel"], "A2": [], "A3": []}),
        (Wish("owner", "region-exempel"), "owners", {"A1": ["region-exempel"], "A2": ["region-exempel"], "A3": ["region-exempel"]}),
        (Wish("target_group", "unga", ADD), "target_groups", {"A1": ["unga"], "A2": ["unga"], "A3": ["unga"]}),
    ],
)
def test_each_field_is_changed_on_all_and_comes_back_on_all(road: str, wish: Wish, field: str, expected: dict[str, Any]) -> None:
    before = {code: plain(code) for code in ALL}
    done = bulk_change(versions(road), wish, strategy=road, by=STRATEGIST)
    assert {code: plain(code)[field] for code in ALL} == expected
    assert set(done.changed) == {code for code in ALL if before[code][field] != expected[code]}
    assert done.number is not None
    last = events_of("initiative", [done.changed[-1]], seen_by=OPERATOR)[-1]
    assert (last.verb, list(last.changes), last.person_id) == ("initiative.bulk_changed", [field], 9)
    undone = undo_bulk(done.number, by=STRATEGIST)
    assert (set(undone.changed), undone.left) == (set(done.changed), ())
    assert {code: plain(code) for code in ALL} == before


def test_a_told_status_is_told_on_all_with_its_reason_and_only_once(road: str) -> None:
    wish = Wish("told", "postponed", reason="Väntar på beslut")
    assert bulk_change(versions(road), wish, strategy=road, by=STRATEGIST).changed == ALL
    assert {plain(code)["told"]["reason"] for code in ALL} == {"Väntar på beslut"}
    again = bulk_change(versions(road), wish, strategy=road, by=STRATEGIST)
    assert (again.number, again.changed) == (None, ())
    with pytest.raises(Refused, match="skäl"):
        bulk_preview(ALL, Wish("told", "late"), strategy=road, by=STRATEGIST)


def test_a_share_goes_in_where_there_is_room_and_the_rest_is_told(road: str) -> None:
    confirm("A3", ["A1a"], strategy=road, by=STRATEGIST)
    wish = Wish("share", "B2a", share="30")
    lines = {line.code: line for line in bulk_preview(ALL, wish, strategy=road, by=STRATEGIST)}
    assert lines["A1"].changes
    assert lines["A2"].reason is not None
    assert not lines["A3"].changes
    assert lines["A3"].reason is None
    done = bulk_change(versions(road), wish, strategy=road, by=STRATEGIST)
    assert (done.changed, [code for code, _ in done.left]) == (("A1",), ["A2"])
    shares = {share["focus_area"]: share for share in plain("A1")["shares"]}
    assert (shares["B2a"]["share"], shares["B2a"]["source"], shares["A1a"]["share"]) == ("3/10", "person", "1/2")
    taken = bulk_change(versions(road), Wish("share", "B2a"), strategy=road, by=STRATEGIST)
    assert set(taken.changed) == {"A1", "A3"}
    assert [(share["focus_area"], share["confirmed"]) for share in plain("A3")["shares"]] == [("A1a", True)]
    assert taken.number is not None
    undo_bulk(taken.number, by=STRATEGIST)
    assert [(share["focus_area"], share["confirmed"]) for share in plain("A3")["shares"]] == [("A1a", True), ("B2a", False)]


def test_what_would_become_impossible_is_told_and_left(road: str) -> None:
    lines = {line.code: line for line in bulk_preview(ALL, Wish("end", "2025-02-15"), strategy=road, by=STRATEGIST)}
    assert lines["A1"].changes
    assert lines["A2"].reason is not None
    assert "före starten" in lines["A2"].reason.sv
    over = {line.code: line for line in bulk_preview(ALL, Wish("share", "B2a", share="80"), strategy=road, by=STRATEGIST)}
    assert {code for code, line in over.items() if line.reason} == set(ALL)
    done = bulk_change(versions(road), Wish("end", "2025-02-15"), strategy=road, by=STRATEGIST)
    assert done.changed == ("A1",)


def test_what_somebody_has_saved_since_the_preview_is_left_and_told(road: str) -> None:
    read = versions(road)
    correct("A2", "note", "Någon annans", strategy=road, by=CONTRIBUTOR)
    done = bulk_change(read, Wish("stage", "samsyn"), strategy=road, by=STRATEGIST)
    assert (done.changed, [code for code, _ in done.left]) == (("A1", "A3"), ["A2"])
    assert (plain("A2")["stage"], plain("A2")["note"]) == ("samhandling", "Någon annans")


def test_an_undo_leaves_what_has_been_changed_since_and_happens_once(road: str) -> None:
    done = bulk_change(versions(road), Wish("stage", "samsyn"), strategy=road, by=STRATEGIST)
    assert done.number is not None
    correct("A1", "note", "En annan sak", strategy=road, by=STRATEGIST)
    bulk_change(versions(road, "A3"), Wish("stage", "samtal"), strategy=road, by=STRATEGIST)
    undone = undo_bulk(done.number, by=STRATEGIST)
    assert (set(undone.changed), [code for code, _ in undone.left]) == ({"A1", "A2"}, ["A3"])
    assert (plain("A1")["stage"], plain("A1")["note"], plain("A3")["stage"]) == ("samhandling", "En annan sak", "samtal")
    shown = batch(done.number, of_strategy=road, seen_by=STRATEGIST)
    assert shown is not None
    assert [code for code, _ in shown.undone_left] == ["A3"]
    with pytest.raises(Refused):
        undo_bulk(done.number, by=STRATEGIST)


def test_a_contributor_changes_its_own_and_sees_nothing_of_what_is_others(road: str) -> None:
    lines = {line.code: line for line in bulk_preview(ALL, Wish("stage", "samsyn"), strategy=road, by=CONTRIBUTOR)}
    assert (lines["A1"].title, lines["A1"].reason is not None) == ("A1", True)
    done = bulk_change(versions(road), Wish("stage", "samsyn"), strategy=road, by=CONTRIBUTOR)
    assert set(done.changed) == {"A2", "A3"}
    others = Viewer(ViewerKind.PERSON, person=5, roles=frozenset({Role.CONTRIBUTOR}), actors=frozenset({"region-exempel"}))
    assert done.number is not None
    assert batch(done.number, of_strategy=road, seen_by=others) is None
    assert (batches_of(road, seen_by=others), len(batches_of(road, seen_by=CONTRIBUTOR))) == ([], 1)
    with pytest.raises(Refused):
        undo_bulk(done.number, by=others)
    undo_bulk(done.number, by=CONTRIBUTOR)
    assert plain("A2")["stage"] == "samhandling"


@pytest.mark.parametrize("viewer", [VISITOR, READER])
def test_those_who_may_change_nothing_change_nothing(road: str, viewer: Viewer) -> None:
    before = stamp()
    for act in (lambda: bulk_preview(ALL, Wish("stage", "idea"), strategy=road, by=viewer), lambda: undo_bulk(1, by=viewer)):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotAllowed):
        bulk_change(dict.fromkeys(ALL, 1), Wish("stage", "idea"), strategy=road, by=viewer)
    assert stamp() == before


@pytest.mark.parametrize(
    "wish",
    [Wish("version", "3"), Wish("stage", "klar"), Wish("owner", "ingen"), Wish("end", "31 juni"), Wish("share", "Z9", share="10"),
     Wish("share", "A1a", share="130"), Wish("target_group", "  "), Wish("told", "superseded", reason="Ny")],
)  # fmt: skip
def test_a_wish_that_is_not_sound_is_refused_before_anything_is_read(road: str, wish: Wish) -> None:
    with pytest.raises(Refused):
        bulk_change(versions(road), wish, strategy=road, by=STRATEGIST)


def test_it_takes_a_limited_number_at_a_time(road: str) -> None:
    with pytest.raises(Refused, match="Högst 500"):
        bulk_preview([f"B{number}" for number in range(MOST + 1)], Wish("stage", "idea"), strategy=road, by=STRATEGIST)
    with pytest.raises(Refused, match="Minst en"):
        bulk_preview([], Wish("stage", "idea"), strategy=road, by=STRATEGIST)


@pytest.mark.parametrize(
    ("text", "part"), [("40", "2/5"), ("40 %", "2/5"), ("33,5", "67/200"), ("100", "1"), ("0", None), ("101", None), ("x", None)]
)
def test_a_share_is_read_in_per_cent(text: str, part: str | None) -> None:
    found = part_of(text)
    assert (None if found is None else str(found)) == part
