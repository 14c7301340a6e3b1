"""A suggestion that is taken up becomes an idea, with what was told of it and without whoever told it."""

import pytest

from plan.plan_made import held
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.inbox import Told, answer_suggestion, suggest
from samhandling.office.models import Event
from samhandling.office.queries import events_of, suggestions
from samhandling.people.actions import NewActor, load_actors
from samhandling.plan.actions.taking_up import ideas_made, take_up
from samhandling.plan.models import Initiative
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.rules.record import Openness, Reach, Stage

STRATEGIST = Viewer(ViewerKind.PERSON, 7, frozenset({Role.STRATEGIST}))
TOLD = {"title": "Solceller på  badhuset", "who": "Åre kommun", "when": "hösten 2026", "where": "Järpen"}


def left(strategy: str, kind: str = "effort", area: str = "A1a", place: str = "2321", **told: str) -> int:
    texts = {**TOLD, **told} if kind == "effort" else {"reason": "Prata."}
    return suggest(Told(kind, strategy, area, place, texts, "Anna Eklund", "anna@example.se"), sender="s" * 64, by=VISITOR)


def test_what_was_told_becomes_an_idea_linked_from_the_answer(county: str) -> None:
    load_actors([NewActor("are", "Åre kommun")], by=OPERATOR)
    number = left(county)
    code = take_up(number, answer="Bra.", by=STRATEGIST, version=1)
    record = held(code)
    assert (record.title, record.owners, record.stage, record.openness) == ("Solceller på badhuset", ("are",), Stage.IDEA, Openness.SHARED)
    assert [(share.focus_area, share.share, share.confirmed) for share in record.shares] == [("A1a", None, False)]
    assert (record.reach, record.municipalities, record.counties) == (Reach.NAMED, ("2321",), ("23",))
    assert (record.source, record.note) == ("inkorgen", "När: hösten 2026\nVar: Järpen")
    (row,) = suggestions(seen_by=OPERATOR, answered=True)
    assert (row.state, row.answer) == ("taken_up", "Bra.")
    assert ideas_made(seen_by=STRATEGIST) == {number: code}
    assert ideas_made(seen_by=VISITOR) == {}


def test_whoever_told_it_stays_in_the_inbox(county: str) -> None:
    code = take_up(left(county), answer="Bra.", by=STRATEGIST, version=1)
    for held_text in (str(to_plain(held(code))), str([event.changes for event in events_of("initiative", seen_by=OPERATOR)])):
        assert "Anna" not in held_text
        assert "example.se" not in held_text


@pytest.mark.parametrize(
    ("place", "reach", "counties"),
    [("00", Reach.NATION, ()), ("23", Reach.COUNTY, ("23",)), ("2321", Reach.NAMED, ("23",))],
)
def test_it_works_where_it_was_told_to(county: str, place: str, reach: Reach, counties: tuple[str, ...]) -> None:
    record = held(take_up(left(county, place=place), answer="Bra.", by=STRATEGIST, version=1))
    assert (record.reach, record.counties) == (reach, counties)


def test_an_actor_that_nobody_knows_stays_words(county: str) -> None:
    record = held(take_up(left(county, who="Anders på Åre, kanske"), answer="Bra.", by=STRATEGIST, version=1))
    assert record.owners == ()
    assert record.note.startswith("Vem gör den: Anders på Åre, kanske")


def test_a_long_telling_keeps_every_word(county: str) -> None:
    record = held(take_up(left(county, title="Vi vill " + "bygga " * 200), answer="Bra.", by=STRATEGIST, version=1))
    assert len(record.title) <= 300
    assert record.title.endswith("…")
    assert record.purpose_sv.count("bygga") == 200


def test_without_a_focus_area_nothing_is_placed(county: str) -> None:
    assert held(take_up(left(county, area=""), answer="Bra.", by=STRATEGIST, version=1)).shares == ()


@pytest.mark.parametrize(
    ("by", "answer", "version", "kind", "area"),
    [
        (VISITOR, "Bra.", 1, "effort", "A1a"),
        (Viewer(ViewerKind.PERSON, 8, frozenset({Role.READER})), "Bra.", 1, "effort", "A1a"),
        (STRATEGIST, " ", 1, "effort", "A1a"),
        (STRATEGIST, "Bra.", 2, "effort", "A1a"),
        (STRATEGIST, "Bra.", 1, "conversation", "A1a"),
        (STRATEGIST, "Bra.", 1, "effort", "Z9"),
    ],
)
def test_both_or_neither(county: str, by: Viewer, answer: str, version: int, kind: str, area: str) -> None:
    number, events = left(county, kind, area=area), Event.objects.count()
    with pytest.raises(Refused):
        take_up(number, answer=answer, by=by, version=version)
    assert not Initiative.objects.exists()
    assert [row.id for row in suggestions(seen_by=OPERATOR)] == [number]
    assert Event.objects.count() == events


def test_it_is_taken_up_once(county: str) -> None:
    number = left(county)
    take_up(number, answer="Bra.", by=STRATEGIST, version=1)
    with pytest.raises(Refused):
        take_up(number, answer="Bra.", by=STRATEGIST, version=2)
    answer_suggestion(left(county), take_up=False, answer="Finns redan.", by=STRATEGIST, version=1)
    assert Initiative.objects.count() == 1
