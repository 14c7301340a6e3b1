"""A plan for some years: drafted, commented on, adopted, frozen, compared, and one thing brought back."""

from datetime import date
from typing import Any

import pytest

from plan.plan_made import ROAD, SHOP, book, changed, held, take_in
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.queries import events_of, stamp
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions.actor_merging import merge_actors
from samhandling.plan.actions.editing import Conflict, change, confirm, correct
from samhandling.plan.actions.editions import change_area, change_edition, drop_edition, new_edition, open_edition
from samhandling.plan.actions.editions_adopting import adopt_edition
from samhandling.plan.actions.editions_comments import answer_comment, comment_on
from samhandling.plan.actions.editions_restoring import restore_item, restoring
from samhandling.plan.actions.publishing import publish, withdraw
from samhandling.plan.editions import EditionPage, edition, editions, hidden_since
from samhandling.plan.models import PlanEdition
from samhandling.plan.queries import initiative
from samhandling.plan.rules.edition_comparing import compare_editions
from samhandling.plan.rules.edition_document import checksum, from_stored, priorities, to_stored
from samhandling.plan.rules.plain import to_plain

STRATEGIST = Viewer(ViewerKind.PERSON, person=9, roles=frozenset({Role.STRATEGIST}))
READER = Viewer(ViewerKind.PERSON, person=8, roles=frozenset({Role.READER}))
CONTRIBUTOR = Viewer(ViewerKind.PERSON, person=7, roles=frozenset({Role.CONTRIBUTOR}), actors=frozenset({"are-kommun"}))
OTHER = Viewer(ViewerKind.LINK, actors=frozenset({"region-exempel"}))
READ_ONLY = Viewer(ViewerKind.LINK, actors=frozenset({"are-kommun"}), read_only=True)
DECIDED: dict[str, Any] = {"adopted_on": date(2026, 6, 1), "decided_by": "Regionstyrelsen", "reference": "§ 45"}
FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)


@pytest.fixture
def road(county: str) -> str:
    take_in(book(changed(ROAD, note="Ring Kalle först"), SHOP))
    publish(county, by=STRATEGIST)
    return county


@pytest.fixture
def draft(road: str) -> int:
    return new_edition("Handlingsplan 2026-2028", FIRST, LAST, strategy=road, by=STRATEGIST, proposed={"A1a": ["A1", "A2"], "B2a": ["A1"]})


def page(road: str, number: int, viewer: Viewer = STRATEGIST) -> EditionPage:
    found = edition(number, of_strategy=road, seen_by=viewer)
    assert found is not None
    return found


def put(number: int, area: str, *codes: str, version: int = 1, **values: str) -> int:
    told = {"priority": "1", "decision": "", "reason": "", **values}
    return change_area(number, area, initiatives=codes, by=STRATEGIST, version=version, **told)


def areas(found: EditionPage) -> dict[str, list[str]]:
    return {area.focus_area: [item.code for item in area.items] for area in found.document.areas if area.items}


def test_a_draft_begins_with_what_is_proposed_and_the_rest_are_open_questions(road: str, draft: int) -> None:
    found = page(road, draft)
    assert areas(found) == {"A1a": ["A1", "A2"], "B2a": ["A1"]}
    assert {area.focus_area for area in found.document.areas if area.is_open_question} == {
        area.focus_area for area in found.document.areas
    } - {"A1a", "B2a"}
    put(draft, "A1a", "A2", decision="Vi börjar här", reason="Störst behov")
    part = next(area for area in page(road, draft).document.areas if area.focus_area == "A1a")
    assert (part.priority, part.decision, part.reason, [item.code for item in part.items]) == ("1", "Vi börjar här", "Störst behov", ["A2"])
    told = events_of("plan_edition", [str(draft)], seen_by=OPERATOR)
    assert [event.verb for event in told] == ["edition.begun", "edition.area_changed"]
    assert told[-1].changes["A1a.initiatives"] == [["A1", "A2"], ["A2"]]


@pytest.mark.parametrize(
    ("viewer", "closed", "is_open"), [(VISITOR, False, False), (CONTRIBUTOR, False, True), (OTHER, False, True), (READER, True, True)]
)
def test_a_draft_is_for_those_inside_and_for_the_actors_once_it_is_open(
    road: str, draft: int, viewer: Viewer, closed: bool, is_open: bool
) -> None:
    assert (edition(draft, of_strategy=road, seen_by=viewer) is not None, bool(editions(road, seen_by=viewer))) == (closed, closed)
    open_edition(draft, True, by=STRATEGIST)
    assert (edition(draft, of_strategy=road, seen_by=viewer) is not None, bool(editions(road, seen_by=viewer))) == (is_open, is_open)
    open_edition(draft, False, by=STRATEGIST)
    assert (edition(draft, of_strategy=road, seen_by=viewer) is not None) is closed


def test_an_open_draft_shows_an_actor_no_more_of_an_initiative_than_it_may_see(road: str, draft: int) -> None:
    correct("A1", "title", "Hemligt namn", strategy=road, by=STRATEGIST)
    version = initiative("A2", of_strategy=road, seen_by=OPERATOR).version
    change("A2", {"openness": "internal"}, strategy=road, by=STRATEGIST, version=version)
    publish(road, by=STRATEGIST)
    correct("A1", "title", "Ännu hemligare", strategy=road, by=STRATEGIST)
    open_edition(draft, True, by=STRATEGIST)
    shown = page(road, draft, Viewer(ViewerKind.LINK, actors=frozenset({"bracke-kommun"})))
    assert areas(shown) == {"A1a": ["A1"], "B2a": ["A1"]}
    values = shown.document.items()["A1"].values
    assert (values["title"], values["note"], shown.gone) == ("Hemligt namn", "", ())


def test_every_comment_is_answered_before_adoption_or_the_plan_says_that_it_is_not(road: str, draft: int) -> None:
    open_edition(draft, True, by=STRATEGIST)
    one = comment_on(draft, "Var är bredbandet?", of_strategy=road, focus_area="A1a", by=CONTRIBUTOR)
    comment_on(draft, "Bra", of_strategy=road, by=READER)
    assert [(row.text, row.actor) for row in page(road, draft).comments] == [("Var är bredbandet?", "are-kommun"), ("Bra", "")]
    assert [row.text for row in page(road, draft, CONTRIBUTOR).comments] == ["Var är bredbandet?"]
    assert page(road, draft, OTHER).comments == ()
    answer_comment(one, "Det hör till 1.1", by=STRATEGIST)
    assert (page(road, draft).unanswered, page(road, draft, CONTRIBUTOR).comments[0].answer) == (1, "Det hör till 1.1")
    with pytest.raises(Refused, match="1 saknar svar"):
        adopt_edition(draft, by=STRATEGIST, **DECIDED)
    adopt_edition(draft, by=STRATEGIST, anyway=True, **DECIDED)
    assert page(road, draft, VISITOR).document.unanswered == 1
    assert page(road, draft, VISITOR).comments == ()
    with pytest.raises(Refused):
        answer_comment(one, "För sent", by=STRATEGIST)


@pytest.mark.parametrize("viewer", [VISITOR, READ_ONLY])
def test_a_comment_needs_somebody_who_may_speak(road: str, draft: int, viewer: Viewer) -> None:
    open_edition(draft, True, by=STRATEGIST)
    with pytest.raises(NotAllowed):
        comment_on(draft, "Hej", of_strategy=road, by=viewer)
    with pytest.raises(NotAllowed):
        comment_on(draft, "Hej", of_strategy=road, by=CONTRIBUTOR, actor="region-exempel")
    with pytest.raises(Refused, match="Här ska det stå något"):
        comment_on(draft, "  ", of_strategy=road, by=CONTRIBUTOR)
    assert page(road, draft).comments == ()


def test_an_adopted_edition_stands_as_it_was_whatever_happens_after(road: str, draft: int) -> None:
    put(draft, "A1a", "A1", "A2", decision="Buss och butik")
    before = stamp()
    sha = adopt_edition(draft, by=STRATEGIST, **DECIDED)
    assert stamp() > before
    then = page(road, draft, VISITOR)
    correct("A1", "title", "Bussen är inställd", strategy=road, by=STRATEGIST)
    merge_actors("are-kommun", "region-exempel", by=STRATEGIST)
    assert page(road, draft, VISITOR) == then
    found = page(road, draft)
    assert (found.sha256, found.is_whole, found.row.is_adopted, found.document.reference) == (sha, True, True, "§ 45")
    assert found.document.items()["A1"].values["title"] == "Bussen som väntar"
    assert found.document.actors["are-kommun"] == "Åre kommun"
    assert found.document.items()["A1"].values["note"] == "Ring Kalle först"
    assert then.document.items()["A1"].values["note"] == ""
    acts = (
        lambda: put(draft, "A1a"), lambda: drop_edition(draft, by=STRATEGIST), lambda: adopt_edition(draft, by=STRATEGIST, **DECIDED),
        lambda: comment_on(draft, "Hej", of_strategy=road, by=READER),
    )  # fmt: skip
    for act in acts:
        with pytest.raises(Refused):
            act()
    assert page(road, draft, VISITOR) == then


def test_it_tells_when_the_stored_values_are_not_those_that_were_adopted(road: str, draft: int) -> None:
    adopt_edition(draft, by=STRATEGIST, **DECIDED)
    row = PlanEdition.objects.get(pk=draft)
    row.frozen["decided_by"] = "Någon annan"
    row.save()
    assert not page(road, draft).is_whole


def test_what_is_hidden_afterwards_is_hidden_in_the_adopted_plan_too(road: str, draft: int) -> None:
    adopt_edition(draft, by=STRATEGIST, **DECIDED)
    withdraw("A1", by=STRATEGIST, reason="Personuppgifter i namnet.")
    assert areas(page(road, draft, VISITOR)) == {"A1a": ["A2"]}
    assert (areas(page(road, draft)), hidden_since(draft, seen_by=VISITOR)) == ({"A1a": ["A1", "A2"], "B2a": ["A1"]}, 1)
    assert page(road, draft).is_whole


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"decided_by": " "}, "Vem som har beslutat"),
        ({"reference": ""}, "Var beslutet står"),
        ({"adopted_on": date(2999, 1, 1)}, "En dag som har varit"),
    ],
)
def test_a_decision_is_told_whole(road: str, draft: int, told: dict[str, Any], expected: str) -> None:
    with pytest.raises(Refused, match=expected):
        adopt_edition(draft, by=STRATEGIST, **{**DECIDED, **told})
    assert not page(road, draft).row.is_adopted


def test_what_may_not_be_shown_to_everyone_is_not_adopted(road: str, draft: int) -> None:
    version = initiative("A2", of_strategy=road, seen_by=OPERATOR).version
    change("A2", {"openness": "shared"}, strategy=road, by=STRATEGIST, version=version)
    with pytest.raises(Refused, match="A2 Öppet i byn"):
        adopt_edition(draft, by=STRATEGIST, **DECIDED)
    put(draft, "A1a", "A1")
    adopt_edition(draft, by=STRATEGIST, **DECIDED)
    assert "A2" not in page(road, draft, VISITOR).document.items()


def test_two_editions_are_compared_in_words(road: str, draft: int) -> None:
    adopt_edition(draft, by=STRATEGIST, **DECIDED)
    correct("A1", "end", "2027-06-30", strategy=road, by=STRATEGIST)
    correct("A1", "owner", "Åre kommun", strategy=road, by=STRATEGIST)
    second = new_edition(
        "Handlingsplan 2027-2029", date(2027, 1, 1), date(2029, 12, 31), strategy=road, by=STRATEGIST, proposed={"B2a": ["A1"]}
    )
    put(second, "B2a", "A1", decision="Mer buss")
    found = compare_editions(page(road, draft).document, page(road, second).document)
    told = {area.focus_area: area for area in found.areas}
    assert [code for code, _ in told["A1a"].removed] == ["A1", "A2"]
    assert [(one.what.sv, one.before.sv, one.after.sv) for one in told["B2a"].changes] == [
        ("Prioritet", "inte prioriterat", "högst"), ("Beslut", "inget skrivet", "Mer buss"),
    ]  # fmt: skip
    assert (found.added, found.removed) == (0, 1)
    (item,) = found.items
    assert [(one.what.sv, one.before.sv, one.after.sv) for one in item.changes] == [
        ("ägaren", '"Region Exempel"', '"Åre kommun"'), ("slutdatum", "2026-12-31", "2027-06-30"),
    ]  # fmt: skip
    assert compare_editions(page(road, draft).document, page(road, draft).document).is_empty


def test_one_initiative_is_brought_back_through_an_ordinary_change(road: str, draft: int) -> None:
    confirm("A1", ["A1a"], strategy=road, by=STRATEGIST)
    adopt_edition(draft, by=STRATEGIST, **DECIDED)
    before = to_plain(held("A1"))
    correct("A1", "title", "Bussen är inställd", strategy=road, by=STRATEGIST)
    correct("A1", "contributions", "B2a", strategy=road, by=STRATEGIST)
    shown = restoring(draft, "A1", strategy=road, by=STRATEGIST)
    assert [one.what.sv for one in shown.changes] == ["namnet", "fördelningen på insatsområden"]
    with pytest.raises(Conflict):
        restore_item(draft, "A1", strategy=road, by=STRATEGIST, version=shown.version - 1)
    restore_item(draft, "A1", strategy=road, by=STRATEGIST, version=shown.version)
    after = to_plain(held("A1"))
    assert {**after, "shares": []} == {**before, "shares": []}
    assert [(share["focus_area"], share["confirmed"]) for share in after["shares"]] == [("A1a", False), ("B2a", False)]
    last = events_of("initiative", ["A1"], seen_by=OPERATOR)[-1]
    assert (last.verb, last.changes["title"]) == ("initiative.restored", ["Bussen är inställd", "Bussen som väntar"])
    assert restoring(draft, "A1", strategy=road, by=STRATEGIST).changes == ()


def test_two_write_of_different_areas_and_nobody_of_the_same_unknowing(road: str, draft: int) -> None:
    put(draft, "A1a", "A1")
    put(draft, "B2a", "A1")
    with pytest.raises(Conflict):
        put(draft, "A1a", "A2", version=1)
    assert areas(page(road, draft)) == {"A1a": ["A1"], "B2a": ["A1"]}
    with pytest.raises(Conflict):
        change_edition(draft, title="Ny", first=FIRST, last=LAST, about="", by=STRATEGIST, version=7)


@pytest.mark.parametrize("told", [{"title": " "}, {"first": date(2030, 1, 1)}, {"title": "x" * 201}, {"last": date(2999, 1, 1)}])
def test_a_frame_that_is_not_sound_is_refused(road: str, told: dict[str, Any]) -> None:
    wanted = {"title": "Plan", "first": FIRST, "last": LAST, **told}
    with pytest.raises(Refused):
        new_edition(wanted["title"], wanted["first"], wanted["last"], strategy=road, by=STRATEGIST)
    assert editions(road, seen_by=STRATEGIST) == []


@pytest.mark.parametrize("told", [{"priority": "9"}, {"decision": "x" * 8001}])
def test_a_stand_that_is_not_sound_is_refused(road: str, draft: int, told: dict[str, str]) -> None:
    with pytest.raises(Refused):
        put(draft, "A1a", "A1", **told)
    with pytest.raises(Refused, match="Insatser som finns"):
        put(draft, "A1a", "Z9")
    with pytest.raises(Refused):
        put(draft, "Z9", "A1")


@pytest.mark.parametrize("viewer", [VISITOR, CONTRIBUTOR, OTHER, READER])
def test_only_a_strategist_writes_opens_answers_adopts_and_restores(road: str, draft: int, viewer: Viewer) -> None:
    open_edition(draft, True, by=STRATEGIST)
    one = comment_on(draft, "Hej", of_strategy=road, by=CONTRIBUTOR)
    acts = (
        lambda: new_edition("Plan", FIRST, LAST, strategy=road, by=viewer),
        lambda: change_area(draft, "A1a", priority="1", decision="", reason="", initiatives=[], by=viewer, version=1),
        lambda: open_edition(draft, False, by=viewer),
        lambda: drop_edition(draft, by=viewer),
        lambda: answer_comment(one, "Nej", by=viewer),
        lambda: adopt_edition(draft, by=viewer, anyway=True, **DECIDED),
        lambda: restoring(draft, "A1", strategy=road, by=viewer),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_a_dropped_draft_is_for_nobody(road: str, draft: int) -> None:
    drop_edition(draft, by=STRATEGIST)
    assert (editions(road, seen_by=STRATEGIST), edition(draft, of_strategy=road, seen_by=STRATEGIST)) == ([], None)
    assert edition(draft, of_strategy="en-annan", seen_by=STRATEGIST) is None


def test_a_document_is_stored_and_read_back_the_same(road: str, draft: int) -> None:
    document = page(road, draft).document
    assert from_stored(to_stored(document)) == document
    assert checksum(to_stored(document)) == checksum(dict(reversed(to_stored(document).items())))
    assert [one.id for one in priorities()] == ["1", "2", "3"]


def test_a_person_with_both_roles_speaks_for_the_actor_that_is_told(road: str, draft: int) -> None:
    both = Viewer(ViewerKind.PERSON, person=4, roles=frozenset({Role.READER}), actors=frozenset({"are-kommun", "region-exempel"}))
    comment_on(draft, "Som läsare", of_strategy=road, by=both)
    comment_on(draft, "Som kommun", of_strategy=road, by=both, actor="are-kommun")
    assert [row.actor for row in page(road, draft).comments] == ["", "are-kommun"]
