"""Change, add, confirm: who may, what is checked, and that nothing that anybody saved is lost."""

from dataclasses import replace
from typing import Any

import pytest

from plan.plan_made import ROAD, SHOP, book, changed, run_of, take_in
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.queries import events_of
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.editing import Conflict, Saved, change, confirm, correct
from samhandling.plan.actions.undoing import undo_import
from samhandling.plan.actions.uniting import merge_into
from samhandling.plan.lists import confirmations
from samhandling.plan.queries import doubts, initiative, records_of
from samhandling.plan.rules.plain import to_plain

CONTRIBUTOR = Viewer(ViewerKind.PERSON, person=7, roles=frozenset({Role.CONTRIBUTOR}), actors=frozenset({"are-kommun"}))
READ_ONLY = replace(CONTRIBUTOR, kind=ViewerKind.TOKEN, read_only=True)
READER = Viewer(ViewerKind.PERSON, person=8, roles=frozenset({Role.READER}))


@pytest.fixture
def road(county: str) -> str:
    take_in(book(ROAD, SHOP))
    return county


def now(road: str, code: str = "A2") -> tuple[dict[str, Any], int]:
    page = initiative(code, of_strategy=road, seen_by=OPERATOR)
    return to_plain(page.record), page.version


def test_a_contributor_changes_its_own_and_nobody_else_s(road: str) -> None:
    values, version = now(road)
    saved = change("A2", {**values, "title": "Öppet i hela byn"}, strategy=road, by=CONTRIBUTOR, version=version)
    assert saved == Saved(version + 1, ("title",), ())
    for viewer, code in ((CONTRIBUTOR, "A1"), (VISITOR, "A2"), (READ_ONLY, "A2"), (READER, "A2")):
        with pytest.raises(NotAllowed):
            change(code, {"title": "Mitt"}, strategy=road, by=viewer, version=1)
    assert now(road, "A1")[0]["title"] == "Bussen som väntar"


def test_the_event_tells_from_what_to_what_and_which_version(road: str) -> None:
    values, version = now(road)
    change("A2", {**values, "note": "Ny"}, strategy=road, by=CONTRIBUTOR, version=version)
    last = events_of("initiative", ["A2"], seen_by=OPERATOR)[-1]
    assert (last.verb, last.person_id, last.changes, last.version) == ("initiative.changed", 7, {"note": ["", "Ny"]}, version + 1)


def test_from_an_older_version_only_what_clashes_is_told_and_the_rest_is_saved(road: str) -> None:
    values, version = now(road)
    correct("A2", "end", "2026-01-31", strategy=road, by=OPERATOR)
    correct("A2", "note", "deras", strategy=road, by=OPERATOR)
    mine = {**values, "end": "2026-03-31", "title": "Mitt namn"}
    with pytest.raises(Conflict) as refused:
        change("A2", mine, strategy=road, by=CONTRIBUTOR, version=version, exact=True)
    assert refused.value.version == version + 2
    assert now(road)[0]["title"] == "Öppet i byn"
    saved = change("A2", mine, strategy=road, by=CONTRIBUTOR, version=version)
    (clash,) = saved.clashes
    assert (clash.before["end"], clash.theirs["end"], clash.mine["end"]) == ("2025-12-31", "2026-01-31", "2026-03-31")
    after, _ = now(road)
    assert (after["title"], after["note"], after["end"]) == ("Mitt namn", "deras", "2026-01-31")


FAULTY: list[tuple[dict[str, Any], set[str]]] = [
    ({"title": "  "}, {"title"}),
    ({"title": "x" * 301, "start": "2026-01-01", "end": "2025-01-01"}, {"title", "end"}),
    ({"shares": [{"focus_area": "Z9", "share": "1", "aspects": [], "source": "person", "confirmed": False}]}, {"shares"}),
    (
        {
            "shares": [
                {"focus_area": area, "share": "2/3", "aspects": [], "source": "person", "confirmed": False} for area in ("A1a", "B2a")
            ]
        },
        {"shares"},
    ),
    ({"grants": [{"financier": "", "kind": "granted", "amount": "-1"}]}, {"grants"}),
    ({"depends_on": ["A2"]}, {"depends_on"}),
    ({"depends_on": ["finns-inte"]}, {"depends_on"}),
    ({"told": {"status": "late", "reason": " ", "day": "2026-01-01", "instead": ""}}, {"told"}),
    ({"steps": [["nonsens", "x"]]}, {"steps"}),
]


@pytest.mark.parametrize(("wanted", "fields"), FAULTY)
def test_every_fault_is_told_at_its_field_and_nothing_is_saved(road: str, wanted: dict[str, Any], fields: set[str]) -> None:
    values, version = now(road)
    with pytest.raises(Refused) as refused:
        change("A2", {**values, **wanted}, strategy=road, by=OPERATOR, version=version)
    assert {fault.location.column for fault in refused.value.faults} == fields
    assert now(road) == (values, version)


def test_an_idea_has_a_number_of_its_focus_area_and_its_actor_as_owner(road: str) -> None:
    share = {"focus_area": "A1a", "share": None, "aspects": [], "source": "person", "confirmed": False}
    first = add_initiative({"title": "En idé", "shares": [share], "basis": "stated"}, strategy=road, by=CONTRIBUTOR)
    second = add_initiative({"title": "En till", "shares": [share], "basis": "stated"}, strategy=road, by=CONTRIBUTOR)
    assert (first, second) == ("A1a-01", "A1a-02")
    record = initiative(first, of_strategy=road, seen_by=CONTRIBUTOR).record
    assert (record.stage.value, record.owners, record.openness.value) == ("idea", ("are-kommun",), "shared")
    with pytest.raises(NotAllowed):
        add_initiative({"title": "Åt någon annan", "owners": ["region-exempel"]}, strategy=road, by=CONTRIBUTOR)
    with pytest.raises(NotAllowed):
        add_initiative({"title": "En besökares"}, strategy=road, by=VISITOR)
    assert len(records_of(road, seen_by=OPERATOR)) == 4


def test_a_confirmation_stands_until_the_contribution_changes(road: str) -> None:
    confirm("A2", ["A1a"], strategy=road, by=replace(OPERATOR, person=3))
    correct("A2", "note", "annat", strategy=road, by=OPERATOR)
    assert confirmations("A2", of_strategy=road, seen_by=OPERATOR)["A1a"].by == 3
    correct("A2", "contributions", "A1a:0.5", strategy=road, by=OPERATOR)
    assert confirmations("A2", of_strategy=road, seen_by=OPERATOR) == {}
    with pytest.raises(Refused):
        confirm("A2", ["B2a"], strategy=road, by=OPERATOR)


def test_a_contributor_s_file_adds_changes_its_own_and_asks_about_others(road: str) -> None:
    told = book(
        changed(ROAD, title="Bussen går"), changed(SHOP, title="Öppet jämt"), changed(SHOP, id="A3", title="Ny butik"), file="lista.csv"
    )
    outcome = take_in(told, by=CONTRIBUTOR)
    found = {record.id: record.title for record in records_of(road, seen_by=OPERATOR)}
    assert found == {"A1": "Bussen som väntar", "A2": "Öppet jämt", "A3": "Ny butik"}
    assert [(doubt.initiative, doubt.field, doubt.kind) for doubt in doubts(seen_by=OPERATOR)] == [("A1", "title", "difference")]
    stranger = replace(CONTRIBUTOR, person=99)
    with pytest.raises(Refused):
        undo_import(run_of(outcome), by=stranger)
    undo_import(run_of(outcome), by=CONTRIBUTOR)
    assert {record.title for record in records_of(road, seen_by=OPERATOR)} == {"Bussen som väntar", "Öppet i byn"}


def test_what_was_wrong_before_hinders_no_other_change(road: str) -> None:
    values, version = now(road)
    change("A2", {**values, "depends_on": ["A1"]}, strategy=road, by=OPERATOR, version=version)
    merge_into("A1", add_initiative({"title": "En annan"}, strategy=road, by=OPERATOR), by=OPERATOR)
    values, version = now(road)
    change("A2", {**values, "title": "Öppet ändå"}, strategy=road, by=CONTRIBUTOR, version=version)
    with pytest.raises(Refused):
        change("A2", {"depends_on": ["A1", "finns-inte"]}, strategy=road, by=CONTRIBUTOR, version=version + 1)
