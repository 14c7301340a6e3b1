"""Two editions are compared by stable id, and every kind of difference is told as what it is."""

import pytest

from samhandling.strategy.rules.diff import Difference, diff
from samhandling.strategy.rules.shipped import read_shipped, shipped_ids
from strategy.strategy_texts import COUNTY, WITH_ASPECTS, changed, document

NODE = '\n[[nodes]]\nid = "B2b"\nlevel = "prioritering"\nparent = "B2"\nname.sv = "Mer"\n'


def kinds(difference: Difference) -> list[str]:
    return [name for name in Difference.__slots__ if getattr(difference, name)]


@pytest.mark.parametrize("code", shipped_ids())
def test_a_document_does_not_differ_from_itself(code: str) -> None:
    assert not diff(read_shipped(code), read_shipped(code))


def test_order_spaces_and_comments_are_no_difference() -> None:
    reordered = WITH_ASPECTS.replace('aliases = ["En", "Uno"]', 'aliases = [ "Uno",\n "En" ] # bara ordningen')
    assert not diff(document(WITH_ASPECTS), document(reordered))


@pytest.mark.parametrize(
    ("change", "kind", "id_"),
    [
        (('name.sv = "Läsa vidare på hemorten"', 'name.sv = "Plugga hemma"'), "reworded", "B2a"),
        (('summary.en = "Every', 'summary.en = "Each'), "reworded", "A1a"),
        (('goal.sv = "Ingen ska', 'goal.sv = "Alla ska'), "reworded", "A"),
        (('short.sv = "Butik och mack"\n', ""), "reworded", "A1a"),
        (('aliases = ["Kommersiell', 'aliases = ["Nära", "Kommersiell'), "reworded", "A1a"),
        (('parent = "B2"', 'parent = "A1"'), "moved", "B2a"),
        (('node = "11"', 'node = "12"'), "relinked", "A1a"),
        (("weight = 0.25", "weight = 0.75"), "relinked", "B1a"),
        (
            ('name.sv = "Fiber ända fram"', 'name.sv = "Fiber ända fram"\nlinks = [{ framework = "agenda-2030", node = "9" }]'),
            "relinked",
            "A1b",
        ),
        (('links = [{ framework = "agenda-2030", node = "11", kind = "contributes", weight = 1 }]\n', ""), "relinked", "A1a"),
    ],
)
def test_it_tells_what_happened_to_which_node(change: tuple[str, str], kind: str, id_: str) -> None:
    found = diff(document(COUNTY), document(COUNTY, change))
    assert kinds(found) == [kind]
    assert {item.id for item in getattr(found, kind)} == {id_}


def test_a_new_node_is_added_and_the_other_way_round_removed() -> None:
    more = changed(COUNTY + NODE)
    assert [(node.id, node.parent) for node in diff(document(COUNTY), document(more)).added] == [("B2b", "B2")]
    found = diff(document(more), document(COUNTY))
    assert kinds(found) == ["removed"]
    assert [node.id for node in found.removed] == ["B2b"]


def test_aspects_are_nodes_too() -> None:
    found = diff(document(WITH_ASPECTS), document(WITH_ASPECTS, ('id = "1.b", sv = "b"', 'id = "1.c", sv = "c"')))
    assert kinds(found) == ["added", "removed"]
    assert (found.added[0].id, found.removed[0].id) == ("1.c", "1.b")


def test_a_changed_weight_is_told_with_both_weights() -> None:
    (link,) = diff(document(COUNTY), document(COUNTY, ("weight = 0.25", "weight = 0.75"))).relinked
    assert link.before
    assert link.after
    assert (str(link.before.weight), str(link.after.weight)) == ("0.25", "0.75")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (('edition = "2025-01"', 'edition = "2025-02"'), "edition"),
        (("valid.to = 2029-12-31", "valid.to = 2030-12-31"), "valid"),
        (('guided = [{ sv = "Kommunerna"', 'guided = [{ sv = "Alla kommuner"'), "guided"),
        (('name.sv = "Fiber ända fram"', 'name.sv = "Fiber ända fram"\nindicators = ["kolada:N07918"]'), "A1b.indicators"),
    ],
)
def test_what_is_no_node_is_told_by_its_key(change: tuple[str, str], field: str) -> None:
    found = diff(document(COUNTY), document(COUNTY, change))
    assert kinds(found) == ["changed"]
    assert [item.field for item in found.changed] == [field]


def test_there_and_back_are_each_others_mirror() -> None:
    one, other = document(COUNTY), document(COUNTY + NODE, ('parent = "B2"', 'parent = "A1"'), ("weight = 0.25", "weight = 0.5"))
    there, back = diff(one, other), diff(other, one)
    assert [node.id for node in there.added] == [node.id for node in back.removed]
    assert [(move.before, move.after) for move in there.moved] == [(move.after, move.before) for move in back.moved]
    assert [(link.before, link.after) for link in there.relinked] == [(link.after, link.before) for link in back.relinked]
