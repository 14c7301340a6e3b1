"""Two actors that are one: what goes over, who sees what, and that it can be taken back."""

from typing import Any

import pytest

from plan.plan_made import ROAD, SHOP, book, changed, held, take_in
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.queries import events_of
from samhandling.people.actions import NewActor, add_person, ensure_actors, load_actors
from samhandling.people.merging import kept_actor
from samhandling.people.queries import actor_names, actors, viewer_of_person
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions.actor_merging import merge_actors, merge_preview, part_actors
from samhandling.plan.actions.editing import change, correct
from samhandling.plan.actions.publishing import publish
from samhandling.plan.actions.undoing import undo_import
from samhandling.plan.queries import initiative, records_of, strategy_key
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.showing import Level, unpublished

STRATEGIST = Viewer(ViewerKind.PERSON, person=9, roles=frozenset({Role.STRATEGIST}))
CONTRIBUTOR = Viewer(ViewerKind.PERSON, person=7, roles=frozenset({Role.CONTRIBUTOR}), actors=frozenset({"are-kommun"}))
OTHER = changed(SHOP, id="A3", title="Bygdens butik", owner="Åre kn")
WITH_BOTH = changed(ROAD, id="A4", title="Gemensamt", owner="Åre kommun|Åre kn")
ACTIVITY = {"id": "1", "title": "Träff", "kind": "activity", "start": None, "end": None, "end_precision": "day", "done": None}


@pytest.fixture
def road(county: str) -> str:
    load_actors(
        [NewActor("are-kommun", "Åre kommun", aliases=("Åre",)), NewActor("are-kn", "Åre kn", aliases=("Kommunen i Åre",))], by=OPERATOR
    )
    take_in(book(ROAD, SHOP, OTHER, WITH_BOTH))
    publish(county, by=STRATEGIST)
    return county


def plain(code: str) -> dict[str, Any]:
    return to_plain(held(code))


def test_every_part_in_an_initiative_goes_over_and_comes_back_as_it_was(road: str) -> None:
    version = initiative("A1", of_strategy=road, seen_by=OPERATOR).version
    wanted = {
        "partners": ["are-kn", "are-kommun"],
        "roles": [["driver", "are-kn"]],
        "activities": [{**ACTIVITY, "responsible": "are-kn"}],
        "grants": [{"financier": "are-kn", "kind": "granted", "amount": "5"}],
    }
    change("A1", wanted, strategy=road, by=STRATEGIST, version=version)
    before = {code: plain(code) for code in ("A1", "A2", "A3", "A4")}
    assert set(merge_actors("are-kn", "are-kommun", by=STRATEGIST).initiatives) == {"A1", "A3", "A4"}
    after = plain("A1")
    assert after["partners"] == ["are-kommun"]
    assert after["roles"] == [["driver", "are-kommun"]]
    assert after["activities"][0]["responsible"] == after["grants"][0]["financier"] == "are-kommun"
    assert (plain("A3")["owners"], plain("A4")["owners"]) == (["are-kommun"], ["are-kommun"])
    assert plain("A2") == before["A2"]
    last = events_of("initiative", ["A3"], seen_by=OPERATOR)[-1]
    assert (last.verb, last.changes, last.person_id) == ("initiative.actor_merged", {"owners": [["are-kn"], ["are-kommun"]]}, 9)
    parted = part_actors("are-kn", by=STRATEGIST)
    assert (set(parted.restored), parted.left) == ({"A1", "A3", "A4"}, ())
    assert {code: plain(code) for code in before} == before


def test_names_memberships_and_the_old_address_lead_to_the_kept_one(road: str) -> None:
    alone = add_person("a@example.se", "fyra ord utan samband", role=Role.CONTRIBUTOR, actors=["are-kn"], by=OPERATOR)
    both = add_person("b@example.se", "fyra ord utan samband", role=Role.CONTRIBUTOR, actors=["are-kn", "are-kommun"], by=OPERATOR)
    shown = merge_preview("are-kn", "are-kommun", by=STRATEGIST)
    assert (len(shown.initiatives), shown.names, shown.persons) == (2, ("Åre kn", "Kommunen i Åre"), 2)
    merge_actors("are-kn", "are-kommun", by=STRATEGIST)
    kept = {actor.code: actor for actor in actors(seen_by=VISITOR)}
    assert "are-kn" not in kept
    assert kept["are-kommun"].aliases == ("Åre", "Åre kn", "Kommunen i Åre")
    assert kept_actor("are-kn", seen_by=VISITOR) == "are-kommun"
    for person in (alone, both):
        found = viewer_of_person(person)
        assert found
        assert found.actors == {"are-kommun"}
    assert ensure_actors(["are-kn", "Åre kn", "kommunen i åre"], by=OPERATOR) == dict.fromkeys(
        ["are-kn", "Åre kn", "kommunen i åre"], "are-kommun"
    )
    take_in(book(changed(OTHER, id="A9", title="En ny"), file="sedan.csv"))
    assert plain("A9")["owners"] == ["are-kommun"]
    part_actors("are-kn", by=STRATEGIST)
    back = {actor.code: actor for actor in actors(seen_by=OPERATOR)}
    assert (back["are-kommun"].aliases, back["are-kn"].aliases) == (("Åre",), ("Kommunen i Åre",))
    told = {person: found.actors for person in (alone, both) if (found := viewer_of_person(person))}
    assert told == {alone: {"are-kn"}, both: {"are-kn", "are-kommun"}}
    assert kept_actor("are-kn", seen_by=OPERATOR) is None


def test_what_visitors_see_names_the_kept_actor_at_once_and_nothing_waits_to_be_published(road: str) -> None:
    correct("A4", "title", "Hemligt namn", strategy=road, by=STRATEGIST)
    merge_actors("are-kn", "are-kommun", by=STRATEGIST)
    seen = {record.id: record for record in records_of(road, seen_by=VISITOR)}
    assert seen["A3"].owners == seen["A4"].owners == ("are-kommun",)
    assert seen["A4"].title == "Gemensamt"
    assert unpublished(strategy_key(road), Level.PUBLISHED, seen_by=OPERATOR).changed == ("A4",)
    part_actors("are-kn", by=STRATEGIST)
    seen = {record.id: record for record in records_of(road, seen_by=VISITOR)}
    assert (seen["A3"].owners, set(seen["A4"].owners)) == (("are-kn",), {"are-kommun", "are-kn"})
    assert unpublished(strategy_key(road), Level.PUBLISHED, seen_by=OPERATOR).changed == ("A4",)
    assert "are-kn" in actor_names(seen_by=VISITOR)


def test_a_parting_leaves_what_somebody_has_changed_since_and_tells_of_it(road: str) -> None:
    merge_actors("are-kn", "are-kommun", by=STRATEGIST)
    correct("A3", "owner", "Region Exempel", strategy=road, by=STRATEGIST)
    correct("A4", "title", "Nytt namn", strategy=road, by=STRATEGIST)
    parted = part_actors("are-kn", by=STRATEGIST)
    assert parted.restored == ("A4",)
    assert [code for code, _ in parted.left] == ["A3"]
    assert (plain("A3")["owners"], plain("A4")["title"]) == (["region-exempel"], "Nytt namn")
    with pytest.raises(Refused):
        part_actors("are-kn", by=STRATEGIST)


def test_a_chain_of_merges_is_taken_back_from_its_end(road: str) -> None:
    merge_actors("are-kn", "are-kommun", by=STRATEGIST)
    merge_actors("are-kommun", "region-exempel", by=STRATEGIST)
    assert kept_actor("are-kn", seen_by=OPERATOR) == "region-exempel"
    with pytest.raises(Refused, match="i sin tur"):
        part_actors("are-kn", by=STRATEGIST)
    part_actors("are-kommun", by=STRATEGIST)
    assert kept_actor("are-kn", seen_by=OPERATOR) == "are-kommun"
    part_actors("are-kn", by=STRATEGIST)
    assert plain("A3")["owners"] == ["are-kn"]


def test_an_import_can_be_undone_after_the_actor_that_it_brought_was_merged(county: str) -> None:
    first = take_in(book(ROAD))
    second = take_in(book(changed(SHOP, owner="Ny Aktör AB"), file="andra.csv"))
    assert first.run
    assert second.run
    merge_actors("ny-aktor-ab", "region-exempel", by=STRATEGIST)
    undone = undo_import(second.run, by=OPERATOR)
    assert [kept.code for kept in undone.kept] == ["A2"]
    assert kept_actor("ny-aktor-ab", seen_by=OPERATOR) == "region-exempel"


@pytest.mark.parametrize(("code", "into"), [("are-kn", "are-kn"), ("are-kn", "finns-inte"), ("finns-inte", "are-kn")])
def test_it_merges_only_two_that_are_there(road: str, code: str, into: str) -> None:
    with pytest.raises(Refused):
        merge_actors(code, into, by=STRATEGIST)
    merge_actors("are-kn", "are-kommun", by=STRATEGIST)
    with pytest.raises(Refused, match="redan sammanslagen"):
        merge_actors("are-kn", "region-exempel", by=STRATEGIST)


@pytest.mark.parametrize("viewer", [VISITOR, CONTRIBUTOR, Viewer(ViewerKind.PERSON, person=8, roles=frozenset({Role.READER}))])
def test_only_a_strategist_merges_parts_and_looks(road: str, viewer: Viewer) -> None:
    for act in (merge_actors, merge_preview):
        with pytest.raises(NotAllowed):
            act("are-kn", "are-kommun", by=viewer)
    with pytest.raises(NotAllowed):
        part_actors("are-kn", by=viewer)


@pytest.fixture
def hidden(road: str) -> str:
    """An actor that only those who work with the plan know of."""
    ensure_actors(["Hemliga bolaget"], by=OPERATOR)
    return "hemliga-bolaget"


def names_told(viewer: Viewer) -> set[str]:
    return {name for actor in actors(seen_by=viewer) for name in actor.names}


def test_it_is_told_before_that_a_name_nobody_outside_knows_would_be_read_by_all(hidden: str) -> None:
    found = merge_preview(hidden, "are-kommun", by=STRATEGIST).opening
    assert (found.today, found.names, found.kept) == (Level.WORKING, Level.PUBLISHED, None)
    turned = merge_preview("are-kommun", hidden, by=STRATEGIST).opening
    assert (turned.today, turned.names, turned.kept) == (Level.PUBLISHED, None, Level.PUBLISHED)
    both_known = merge_preview("are-kn", "are-kommun", by=STRATEGIST).opening
    assert (both_known.names, both_known.kept) == (None, None)


@pytest.mark.parametrize("with_names", [True, False])
def test_the_preview_says_what_everyone_then_reads(hidden: str, with_names: bool) -> None:
    assert "Hemliga bolaget" not in names_told(VISITOR)
    merge_actors(hidden, "are-kommun", by=STRATEGIST, with_names=with_names)
    assert ("Hemliga bolaget" in names_told(VISITOR)) is with_names
    assert kept_actor(hidden, seen_by=VISITOR) == ("are-kommun" if with_names else None)
    assert kept_actor(hidden, seen_by=OPERATOR) == kept_actor(hidden, seen_by=CONTRIBUTOR) == "are-kommun"


def test_a_name_that_was_left_out_still_leads_to_the_kept_one_and_comes_back(hidden: str) -> None:
    merge_actors(hidden, "are-kommun", by=STRATEGIST, with_names=False)
    take_in(book(changed(SHOP, id="A9", title="En ny", owner="Hemliga bolaget"), file="sedan.csv"))
    assert plain("A9")["owners"] == ["are-kommun"]
    part_actors(hidden, by=STRATEGIST)
    assert actor_names(seen_by=OPERATOR)[hidden] == "Hemliga bolaget"
    assert "Hemliga bolaget" not in names_told(VISITOR)
