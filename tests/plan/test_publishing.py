"""Working material, shared, published: who sees what, when."""

from datetime import date
from typing import Any

import pytest

from plan.plan_made import ROAD, SHOP, book, changed, run_of, take_in
from samhandling.coverage.queries import known_records
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Level, Role, Viewer, ViewerKind
from samhandling.people.queries import actors
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.editing import change, correct
from samhandling.plan.actions.publishing import publish, share, withdraw
from samhandling.plan.actions.undoing import undo_import
from samhandling.plan.actions.uniting import merge_into
from samhandling.plan.lists import confirmations, import_runs
from samhandling.plan.queries import existing_codes, initiative, records_of, scopes, search, strategy_key
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.showing import publications, unpublished

BUS = "are-kommun"
CONTRIBUTOR = Viewer(ViewerKind.PERSON, person=7, roles=frozenset({Role.CONTRIBUTOR}), actors=frozenset({BUS}))
ELSEWHERE = Viewer(ViewerKind.LINK, actors=frozenset({"region-exempel"}))
READER = Viewer(ViewerKind.PERSON, person=8, roles=frozenset({Role.READER}))
STRATEGIST = Viewer(ViewerKind.PERSON, person=9, roles=frozenset({Role.STRATEGIST}))


@pytest.fixture
def road(county: str) -> str:
    take_in(book(ROAD, SHOP))
    return county


def titles(road: str, viewer: Viewer, **more: Any) -> set[str]:
    return {record.title for record in records_of(road, seen_by=viewer, **more)}


def test_before_anything_is_published_visitors_see_nothing_and_the_actor_its_own(road: str) -> None:
    assert titles(road, VISITOR) == set()
    assert titles(road, CONTRIBUTOR) == {"Öppet i byn"}
    assert titles(road, READER) == titles(road, OPERATOR) == {"Bussen som väntar", "Öppet i byn"}
    assert (scopes(seen_by=VISITOR), import_runs(seen_by=VISITOR), actors(seen_by=VISITOR)) == ([], [], [])
    assert existing_codes(["A1", "A2"], seen_by=VISITOR) == set()


def test_shared_material_is_for_actors_and_published_for_everyone(road: str) -> None:
    share(road, by=STRATEGIST)
    assert titles(road, VISITOR) == set()
    assert titles(road, ELSEWHERE) == {"Bussen som väntar", "Öppet i byn"}
    publish(road, by=STRATEGIST)
    assert titles(road, VISITOR) == {"Bussen som väntar", "Öppet i byn"}
    assert {actor.code for actor in actors(seen_by=VISITOR)} == {"region-exempel", BUS}
    assert [row.state for row in publications(road, seen_by=VISITOR)] == ["published"]
    assert [row.state for row in publications(road, seen_by=READER)] == ["published", "shared"]


def test_a_change_is_seen_by_others_at_the_next_publication_and_not_before(road: str) -> None:
    publish(road, by=STRATEGIST)
    correct("A2", "title", "Hemligt namn", strategy=road, by=CONTRIBUTOR)
    assert "Öppet i byn" in titles(road, VISITOR)
    assert titles(road, CONTRIBUTOR) == {"Bussen som väntar", "Hemligt namn"}
    assert "Öppet i byn" in titles(road, ELSEWHERE)
    assert initiative("A2", of_strategy=road, seen_by=VISITOR).record.title == "Öppet i byn"
    assert [found.title for found in search("hemligt", seen_by=VISITOR)] == []
    assert [found.title for found in search("hemligt", seen_by=READER)] == ["Hemligt namn"]
    key = strategy_key(road)
    assert unpublished(key, Level.PUBLISHED, seen_by=READER).changed == ("A2",)
    assert unpublished(key, Level.PUBLISHED, seen_by=VISITOR).count == 0
    publish(road, by=STRATEGIST)
    assert "Hemligt namn" in titles(road, VISITOR)
    assert unpublished(key, Level.PUBLISHED, seen_by=READER).count == 0


def test_what_is_kept_in_memory_is_never_somebody_else_s(road: str) -> None:
    publish(road, by=STRATEGIST)
    for viewer in (VISITOR, CONTRIBUTOR, READER):
        known_records(road, seen_by=viewer)
    correct("A2", "title", "Hemligt namn", strategy=road, by=CONTRIBUTOR)
    told = {
        name: {one.title for one in known_records(road, seen_by=who)} for name, who in (("v", VISITOR), ("c", CONTRIBUTOR), ("r", READER))
    }
    assert "Hemligt namn" not in told["v"]
    assert "Hemligt namn" in told["c"] & told["r"]


def test_a_new_import_an_undo_and_a_merge_wait_for_the_next_publication(road: str) -> None:
    publish(road, by=STRATEGIST)
    run = run_of(take_in(book(changed(SHOP, id="A3", title="Ny lanthandel", owner="Bräcke kommun"), file="ny.csv")))
    assert titles(road, VISITOR) == {"Bussen som väntar", "Öppet i byn"}
    assert len(import_runs(seen_by=VISITOR)) == 1
    assert "bracke-kommun" not in {actor.code for actor in actors(seen_by=VISITOR)}
    publish(road, by=STRATEGIST)
    assert "Ny lanthandel" in titles(road, VISITOR)
    undo_import(run, by=OPERATOR)
    merge_into("A2", "A1", by=OPERATOR)
    assert titles(road, VISITOR) == {"Bussen som väntar", "Öppet i byn", "Ny lanthandel"}
    assert initiative("A3", of_strategy=road, seen_by=VISITOR).record.title == "Ny lanthandel"
    publish(road, by=STRATEGIST)
    assert titles(road, VISITOR) == {"Bussen som väntar"}


def test_a_visitor_reads_what_was_known_on_an_earlier_day_of_what_is_published(county: str) -> None:
    take_in(book(ROAD), fetched=date(2025, 1, 1))
    take_in(book(changed(ROAD, title="Bussen kör")), fetched=date(2025, 6, 1))
    publish(county, by=STRATEGIST)
    correct("A1", "title", "Ännu ett namn", strategy=county, by=STRATEGIST)
    assert titles(county, VISITOR) == {"Bussen kör"}
    assert titles(county, VISITOR, known_on=date(2025, 3, 1)) == {"Bussen som väntar"}
    assert titles(county, VISITOR, known_on=date(2024, 12, 31)) == set()


def test_an_idea_is_for_the_actors_until_somebody_opens_it_and_can_be_hidden_at_once(road: str) -> None:
    code = add_initiative({"title": "Vi skulle kunna dela verkstad"}, strategy=road, by=CONTRIBUTOR)
    publish(road, by=STRATEGIST)
    assert "Vi skulle kunna dela verkstad" not in titles(road, VISITOR)
    assert "Vi skulle kunna dela verkstad" in titles(road, ELSEWHERE)
    with pytest.raises(Refused):
        initiative(code, of_strategy=road, seen_by=VISITOR)
    withdraw("A1", by=STRATEGIST, reason="Personuppgifter i namnet.")
    assert titles(road, VISITOR) == {"Öppet i byn"}
    publish(road, by=STRATEGIST)
    assert titles(road, VISITOR) == {"Öppet i byn"}
    assert "Bussen som väntar" in titles(road, READER)


def test_notes_and_cells_stay_with_those_who_work_with_the_plan(county: str) -> None:
    take_in(book(changed(ROAD, note="Ring Kalle först"), SHOP))
    publish(county, by=STRATEGIST)
    page = initiative("A1", of_strategy=county, seen_by=VISITOR)
    assert (page.record.note, [source.raw for source in page.sources], page.is_working) == ("", [()], False)
    assert all(record.note == "" for record in records_of(county, seen_by=VISITOR))
    mine = initiative("A2", of_strategy=county, seen_by=CONTRIBUTOR)
    assert mine.is_working
    assert mine.sources[0].raw
    assert initiative("A1", of_strategy=county, seen_by=READER).record.note == "Ring Kalle först"


def test_a_confirmation_after_the_publication_is_not_told(road: str) -> None:
    from samhandling.plan.actions.editing import confirm

    publish(road, by=STRATEGIST)
    confirm("A2", ["A1a"], strategy=road, by=STRATEGIST)
    assert confirmations("A2", of_strategy=road, seen_by=VISITOR) == {}
    assert set(confirmations("A2", of_strategy=road, seen_by=READER)) == {"A1a"}
    publish(road, by=STRATEGIST)
    assert set(confirmations("A2", of_strategy=road, seen_by=VISITOR)) == {"A1a"}


@pytest.mark.parametrize("viewer", [VISITOR, CONTRIBUTOR, ELSEWHERE, READER])
def test_only_a_strategist_shares_publishes_and_hides(road: str, viewer: Viewer) -> None:
    for act in (lambda: share(road, by=viewer), lambda: publish(road, by=viewer), lambda: withdraw("A1", by=viewer, reason="x")):
        with pytest.raises(NotAllowed):
            act()
    assert publications(road, seen_by=READER) == []


def test_an_actor_of_an_idea_is_known_to_those_who_share_it_and_to_nobody_else(road: str) -> None:
    publish(road, by=STRATEGIST)
    add_initiative({"title": "En idé", "owners": [BUS, "Hemliga bolaget"], "openness": "internal"}, strategy=road, by=STRATEGIST)
    share(road, by=STRATEGIST)
    told = {name: {actor.code for actor in actors(seen_by=who)} for name, who in (("v", VISITOR), ("o", ELSEWHERE), ("c", CONTRIBUTOR))}
    assert "hemliga-bolaget" not in told["v"] | told["o"]
    assert "hemliga-bolaget" in told["c"]


def test_what_is_shown_points_at_nothing_that_is_not(road: str) -> None:
    idea = add_initiative({"title": "En idé"}, strategy=road, by=STRATEGIST)
    values, version = to_plain(initiative("A1", of_strategy=road, seen_by=OPERATOR).record), 1
    told = {"status": "superseded", "reason": "En annan tar över.", "day": "2025-06-01", "instead": idea}
    change("A1", {**values, "depends_on": [idea, "A2"], "told": told}, strategy=road, by=STRATEGIST, version=version)
    publish(road, by=STRATEGIST)
    for record in (
        initiative("A1", of_strategy=road, seen_by=VISITOR).record,
        next(record for record in records_of(road, seen_by=VISITOR) if record.id == "A1"),
    ):
        assert record.depends_on == ("A2",)
        assert record.told is not None
        assert record.told.instead == ""
    assert initiative("A1", of_strategy=road, seen_by=READER).record.depends_on == (idea, "A2")
