"""Loading: once is enough, ids hold, nothing that is pointed at goes away, nothing is written half."""

from datetime import date

import pytest

from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Viewer, ViewerKind
from samhandling.office.models import Event, PlanStamp
from samhandling.plan.models import Contribution, Initiative
from samhandling.strategy import queries
from samhandling.strategy.actions import Loaded, load
from samhandling.strategy.models import Node, NodeLink, Strategy
from samhandling.strategy.rules.shipped import read_shipped, shipped_ids
from strategy.strategy_texts import COUNTY, WITH_ASPECTS, document

pytestmark = pytest.mark.django_db

REMOVED = '\n[[nodes]]\nid = "B2a"\nlevel = "prioritering"\nparent = "B2"\nname.sv = "Läsa vidare på hemorten"\nname.en = "Studying on without moving"\n'
TARGET = """\
id = "mal"
kind = "framework"
edition = "1"
title.sv = "Mål"
owner.sv = "Någon"
levels = [{ id = "mal", name = { sv = "mål" }, focus = true }]
nodes = [
  { id = "7", level = "mal", name = { sv = "Sju" } },
  { id = "8", level = "mal", name = { sv = "Åtta" } },
]
"""


def stamp() -> int:
    found = PlanStamp.objects.first()
    return found.number if found else 0


def test_it_stores_every_node_under_its_code_and_its_parent() -> None:
    outcome = load(document(COUNTY), by=OPERATOR)
    assert (outcome.state, outcome.version) == (Loaded.NEW, 1)
    rows = Node.objects.values_list("code", "parent__code", "is_focus", "is_aspect")
    assert list(rows) == [
        ("A", None, False, False),
        ("A1", "A", False, False),
        ("A1a", "A1", True, False),
        ("A1b", "A1", True, False),
        ("B", None, False, False),
        ("B1", "B", False, False),
        ("B1a", "B1", True, False),
        ("B1b", "B1", True, False),
        ("B2", "B", False, False),
        ("B2a", "B2", True, False),
    ]


def test_it_stores_aspects_under_their_focus_area() -> None:
    load(document(WITH_ASPECTS), by=OPERATOR)
    assert list(Node.objects.filter(is_aspect=True).values_list("code", "parent__code")) == [("1.a", "1"), ("1.b", "1")]


def test_the_same_content_again_changes_nothing() -> None:
    load(document(COUNTY), by=OPERATOR)
    before = (stamp(), Event.objects.count(), list(Strategy.objects.values()), list(Node.objects.values()), list(NodeLink.objects.values()))
    outcome = load(document("# en kommentar\n" + COUNTY), by=OPERATOR)
    assert (outcome.state, outcome.version) == (Loaded.UNCHANGED, 1)
    assert before == (
        stamp(),
        Event.objects.count(),
        list(Strategy.objects.values()),
        list(Node.objects.values()),
        list(NodeLink.objects.values()),
    )


def test_a_new_edition_keeps_the_nodes_that_it_keeps() -> None:
    load(document(COUNTY), by=OPERATOR)
    keys = queries.node_keys("exempellanet-2025", OPERATOR)
    edition = document(COUNTY, ('name.sv = "Fiber ända fram"', 'name.sv = "Fiber till alla"'), ('parent = "B2"', 'parent = "A1"'))
    outcome = load(edition, by=OPERATOR)
    assert (outcome.state, outcome.version) == (Loaded.CHANGED, 2)
    assert queries.node_keys("exempellanet-2025", OPERATOR) == keys
    assert Node.objects.get(code="A1b").name_sv == "Fiber till alla"
    assert Node.objects.get(code="B2a").parent == Node.objects.get(code="A1")
    assert outcome.difference
    assert [move.id for move in outcome.difference.moved] == ["B2a"]


def test_each_load_that_changes_something_is_an_event_and_raises_the_stamp() -> None:
    load(document(COUNTY), by=OPERATOR)
    load(
        document(COUNTY, ('name.sv = "Fiber ända fram"', 'name.sv = "Fiber till alla"')),
        by=Viewer(ViewerKind.PERSON, 7, frozenset({"strategist"})),
    )
    first, second = Event.objects.all()
    assert (first.verb, first.subject_id, first.changes["version"]) == ("strategy.loaded", "exempellanet-2025", [None, 1])
    assert (second.verb, second.person_id, second.changes["version"]) == ("strategy.changed", 7, [1, 2])
    assert second.changes["reworded"] == [None, [["A1b", "name.sv"]]]
    assert stamp() == 2


def test_a_node_that_nothing_points_at_can_go() -> None:
    load(document(COUNTY), by=OPERATOR)
    load(document(COUNTY, (REMOVED, "")), by=OPERATOR)
    assert not Node.objects.filter(code="B2a").exists()


def test_an_area_may_go_when_what_hung_on_it_has_moved() -> None:
    load(document(COUNTY), by=OPERATOR)
    key = Node.objects.get(code="B2a").pk
    gone = '[[nodes]]\nid = "B2"\nlevel = "delstrategi"\nparent = "B"\nname.sv = "Kunnigt folk"\nname.en = "Skilled people"\n'
    load(document(COUNTY, (gone, ""), ('parent = "B2"', 'parent = "B1"')), by=OPERATOR)
    assert Node.objects.get(code="B2a").pk == key
    assert not Node.objects.filter(code="B2").exists()


def test_a_node_that_something_points_at_stays_and_all_that_points_is_listed() -> None:
    load(document(TARGET), by=OPERATOR)
    load(document(WITH_ASPECTS, ('name.sv = "Två"', 'name.sv = "Två"\nlinks = [{ framework = "mal", node = "7" }]')), by=OPERATOR)
    before = (stamp(), Event.objects.count(), list(Strategy.objects.order_by("pk").values()), list(Node.objects.order_by("pk").values()))
    with pytest.raises(Refused) as refused:
        load(document(TARGET, ('  { id = "7", level = "mal", name = { sv = "Sju" } },\n', "")), by=OPERATOR)
    (fault,) = refused.value.faults
    assert fault.read == "7 Sju"
    assert "2 saker pekar på den: liten 1; liten 2." in fault.expected.sv
    assert before == (
        stamp(),
        Event.objects.count(),
        list(Strategy.objects.order_by("pk").values()),
        list(Node.objects.order_by("pk").values()),
    )


def contributing(code: str, focus_area: str, *aspects: str) -> None:
    """An initiative that contributes to a focus area and to some of its aspects."""
    initiative = Initiative.objects.create(code=code, title="Insats", kind="implementation", reach="county", known_since=date(2025, 1, 1))
    part = Contribution.objects.create(initiative=initiative, focus_area=Node.objects.get(code=focus_area), source="person")
    part.aspects.set(Node.objects.filter(code__in=aspects))


def test_a_focus_area_and_an_aspect_that_initiatives_point_at_are_kept_with_the_list_of_them() -> None:
    load(document(WITH_ASPECTS), by=OPERATOR)
    contributing("I-1", "1", "1.b")
    contributing("I-2", "1")
    contributing("I-3", "2")
    aspect = '  { id = "1.b", sv = "b" },\n'
    two = '[[nodes]]\nid = "2"\nlevel = "omrade"\nname.sv = "Två"\n'
    with pytest.raises(Refused) as refused:
        load(document(WITH_ASPECTS, (aspect, ""), (two, "")), by=OPERATOR)
    told = {fault.read: fault.expected.sv for fault in refused.value.faults}
    assert told == {
        "1.b b": "Noden finns inte i den nya utgåvan, men en sak pekar på den: I-1 Insats.",
        "2 Två": "Noden finns inte i den nya utgåvan, men en sak pekar på den: I-3 Insats.",
    }
    assert Node.objects.filter(code__in=["1.b", "2"]).count() == 2
    assert Strategy.objects.get().version == 1


def test_links_find_their_target_whichever_is_loaded_first() -> None:
    outcome = load(document(WITH_ASPECTS), by=OPERATOR)
    assert outcome.waiting == ("liten 1 → mal 7",)
    outcome = load(document(TARGET), by=OPERATOR)
    assert outcome.waiting == ()
    assert NodeLink.objects.get().target == Node.objects.get(strategy__code="mal", code="7")
    load(document(WITH_ASPECTS, ("weight = 0.5", "weight = 0.6")), by=OPERATOR)
    assert NodeLink.objects.get().target == Node.objects.get(strategy__code="mal", code="7")


def test_a_link_to_a_node_that_its_loaded_document_lacks_is_refused() -> None:
    load(document(TARGET), by=OPERATOR)
    with pytest.raises(Refused) as refused:
        load(document(WITH_ASPECTS, ('node = "7"', 'node = "70"')), by=OPERATOR)
    assert refused.value.faults[0].read == "1 → mal 70"
    assert not Strategy.objects.filter(code="liten").exists()


def test_only_who_may_change_all_loads() -> None:
    with pytest.raises(Refused):
        load(document(COUNTY), by=VISITOR)
    assert not Strategy.objects.exists()


def test_everything_that_is_shipped_loads_and_no_link_is_left_waiting() -> None:
    outcomes = [load(read_shipped(code), by=OPERATOR) for code in shipped_ids()]
    assert outcomes[-1].waiting == ()
    assert not NodeLink.objects.filter(target=None).exists()
    assert all(load(read_shipped(code), by=OPERATOR).state is Loaded.UNCHANGED for code in shipped_ids())


def test_what_is_read_back_is_what_was_loaded() -> None:
    for code in shipped_ids():
        load(read_shipped(code), by=OPERATOR)
        assert queries.document(code, VISITOR) == read_shipped(code)
        assert [area.code for area in queries.focus_areas(code, VISITOR)] == [node.id for node in read_shipped(code).focus_areas]


def test_a_focus_area_is_read_with_its_aspects_and_its_area() -> None:
    load(document(WITH_ASPECTS), by=OPERATOR)
    one, two = queries.focus_areas("liten", VISITOR)
    assert [aspect.name.sv for aspect in one.aspects] == ["a", "b"]
    assert (one.aliases, one.area, two.short.sv) == (("En", "Uno"), "", "Två")
    load(document(COUNTY), by=OPERATOR)
    assert [area.area for area in queries.focus_areas("exempellanet-2025", VISITOR)] == ["A1", "A1", "B1", "B1", "B2"]


def test_an_unknown_strategy_is_refused_with_what_there_is_to_choose() -> None:
    load(document(COUNTY), by=OPERATOR)
    with pytest.raises(Refused) as refused:
        queries.strategy("nope", VISITOR)
    assert "exempellanet-2025" in refused.value.faults[0].way_out.sv
    assert "agenda-2030" in refused.value.faults[0].way_out.sv
    with pytest.raises(Refused) as refused:
        queries.strategy("agenda-2030", VISITOR)
    assert "samhandling strategy load agenda-2030" in refused.value.faults[0].way_out.sv
