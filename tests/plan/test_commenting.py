"""Comments beside initiatives: who may leave one, who sees it, who answers."""

import pytest

from plan.plan_made import ROAD, SHOP, book, held, take_in
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.queries import events_of, stamp
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions import commenting
from samhandling.plan.actions.commenting import LONGEST, answer_comment, comment
from samhandling.plan.actions.editing import correct
from samhandling.plan.actions.publishing import publish
from samhandling.plan.actions.uniting import merge_into
from samhandling.plan.comments import actors_of, comments_beside, count_unanswered, numbers_beside, unanswered, versions_of


def person(*roles: Role, actors: tuple[str, ...] = (), read_only: bool = False, number: int = 7) -> Viewer:
    return Viewer(ViewerKind.PERSON, number, frozenset(roles), frozenset(actors), read_only)


def link(*actors: str, may_answer: bool = True) -> Viewer:
    return Viewer(ViewerKind.LINK, actors=frozenset(actors), read_only=not may_answer)


ARE = person(actors=("are-kommun",))
READER = person(Role.READER)
STRATEGIST = person(Role.STRATEGIST)


@pytest.fixture
def two(county: str) -> str:
    take_in(book(ROAD, SHOP))
    publish(county, by=OPERATOR)
    return county


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (ARE, True),
        (link("are-kommun"), True),
        (READER, True),
        (person(Role.ASSESSOR), True),
        (STRATEGIST, True),
        (OPERATOR, True),
        (VISITOR, False),
        (person(), False),
        (person(actors=("region-exempel",)), False),
        (link("region-exempel"), False),
        (link("are-kommun", may_answer=False), False),
        (person(Role.READER, read_only=True), False),
    ],
)
def test_whoever_answers_for_it_or_works_with_the_plan_may_comment(two: str, who: Viewer, may: bool) -> None:
    assert actors_of("A2") == ["are-kommun"]
    if may:
        assert comment("A2", "confirmed", strategy=two, by=who)
    else:
        with pytest.raises(NotAllowed):
            comment("A2", "confirmed", strategy=two, by=who)
    assert len(comments_beside(["A2"], seen_by=OPERATOR)) == may


@pytest.mark.parametrize("who", [OPERATOR, ARE])
def test_what_is_not_there_cannot_be_commented(two: str, who: Viewer) -> None:
    with pytest.raises(NotAllowed):
        comment("A9", "confirmed", strategy=two, by=who)
    merge_into("A2", "A1", by=OPERATOR)
    with pytest.raises(NotAllowed):
        comment("A2", "confirmed", strategy=two, by=who)


@pytest.mark.parametrize(
    ("kind", "text", "column"),
    [
        ("wrong", " ", "text"),
        ("comment", "", "text"),
        ("praise", "Bra", "kind"),
        ("comment", "x" * (LONGEST + 1), "text"),
        ("wrong", "a\0", "text"),
    ],
)
def test_what_is_missing_is_told_at_its_field(two: str, kind: str, text: str, column: str) -> None:
    with pytest.raises(Refused) as refused:
        comment("A2", kind, text, strategy=two, by=ARE)
    assert [fault.location.column for fault in refused.value.faults] == [column]
    assert comments_beside(["A2"], seen_by=OPERATOR) == []


def test_a_comment_tells_who_said_it_for_whom_and_of_which_version(two: str) -> None:
    before, now = stamp(), versions_of(["A2"], seen_by=ARE)["A2"]
    number = comment("A2", "wrong", " Slutar i juni. ", strategy=two, by=ARE)
    (row,) = comments_beside(["A2"], seen_by=ARE)
    assert (row.id, row.actor, row.kind, row.text, row.about_version, row.person_id) == (
        number,
        "are-kommun",
        "wrong",
        "Slutar i juni.",
        now,
        7,
    )
    assert row.waits
    (event,) = events_of("comment", [str(number)], seen_by=OPERATOR)
    assert (event.verb, event.person_id, event.changes) == ("comment.left", 7, {"initiative": [None, "A2"], "kind": [None, "wrong"]})
    assert stamp() == before, "a comment stands beside the plan, and changes nothing of it"


def test_a_comment_is_about_the_version_that_was_read(two: str) -> None:
    read = versions_of(["A2"], seen_by=ARE)["A2"]
    correct("A2", "end", "2026-06-30", strategy=two, by=OPERATOR)
    comment("A2", "confirmed", strategy=two, by=ARE, version=read)
    comment("A2", "confirmed", strategy=two, by=ARE, version=9999)
    assert [(one.about_version, one.version) for one in comments_beside(["A2"], seen_by=ARE)] == [(read, read + 1), (read + 1, read + 1)]


def test_the_words_stay_out_of_the_event(two: str) -> None:
    number = comment("A2", "comment", "Fråga Anna i hallen.", strategy=two, by=ARE)
    answer_comment(number, "Det gör vi, hälsar Eva.", by=STRATEGIST)
    assert all("Anna" not in str(event) and "Eva" not in str(event) for event in events_of("comment", seen_by=OPERATOR))


def test_comments_are_never_published(two: str) -> None:
    comment("A2", "comment", "Inte för alla.", strategy=two, by=ARE)
    publish(two, by=OPERATOR)
    for other in (VISITOR, person(actors=("region-exempel",)), link("region-exempel")):
        assert comments_beside(["A1", "A2"], seen_by=other) == []
        assert numbers_beside("A2", seen_by=other) == []
        assert unanswered(seen_by=other) == []
        assert count_unanswered(seen_by=other) == 0
    assert len(comments_beside(["A1", "A2"], seen_by=link("are-kommun", may_answer=False))) == 1


def test_a_confirmation_asks_for_no_answer_and_the_oldest_waits_first(two: str) -> None:
    comment("A2", "confirmed", strategy=two, by=ARE)
    first = comment("A2", "wrong", "Ett", strategy=two, by=ARE)
    second = comment("A1", "comment", "Två", strategy=two, by=READER)
    assert [row.id for row in unanswered(seen_by=STRATEGIST)] == [first, second]
    assert count_unanswered(seen_by=STRATEGIST) == 2


def test_only_a_strategist_answers_and_only_once(two: str) -> None:
    number = comment("A2", "wrong", "Slutar i juni.", strategy=two, by=ARE)
    for other in (ARE, READER, VISITOR):
        with pytest.raises(NotAllowed):
            answer_comment(number, "Ja.", by=other)
    with pytest.raises(Refused) as refused:
        answer_comment(number, " ", by=STRATEGIST)
    assert [fault.location.column for fault in refused.value.faults] == ["answer"]
    answer_comment(number, " Rättat. ", by=STRATEGIST)
    (row,) = comments_beside(["A2"], seen_by=ARE)
    assert (row.answer, row.answered_by, row.waits) == ("Rättat.", 7, False)
    with pytest.raises(Refused):
        answer_comment(number, "En gång till.", by=STRATEGIST)
    assert [event.verb for event in events_of("comment", [str(number)], seen_by=OPERATOR)] == ["comment.left", "comment.answered"]


def test_the_actor_with_the_larger_part_speaks(county: str) -> None:
    take_in(book((*ROAD[:2], "Åre kommun", *ROAD[3:])))
    correct("A1", "partners", "Region Exempel", strategy=county, by=OPERATOR)
    assert held("A1").partners == ("region-exempel",)
    comment("A1", "confirmed", strategy=county, by=person(actors=("region-exempel", "are-kommun")))
    comment("A1", "confirmed", strategy=county, by=person(actors=("region-exempel",)))
    comment("A1", "confirmed", strategy=county, by=OPERATOR)
    assert [row.actor for row in comments_beside(["A1"], seen_by=OPERATOR)] == ["are-kommun", "region-exempel", ""]


def test_nobody_floods_it(two: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commenting, "MOST", 2)
    for who in (link("are-kommun"), ARE):
        comment("A2", "comment", "Ett", strategy=two, by=who)
        comment("A2", "comment", "Två", strategy=two, by=who)
        with pytest.raises(Refused):
            comment("A2", "comment", "Tre", strategy=two, by=who)
    assert comment("A2", "comment", "Jag också", strategy=two, by=READER.__class__(ViewerKind.PERSON, 8, READER.roles))
