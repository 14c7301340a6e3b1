"""What the reading suggests for the plan: nothing counts before a person has said yes."""

from typing import Any

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.office.queries import events_of
from samhandling.plan.actions.editing import change, confirm
from samhandling.plan.actions.publishing import publish
from samhandling.plan.queries import records_of
from samhandling.plan.rules.record import InitiativeRecord
from web.assessment.texts import STRATEGY, source, words
from web.editing.filled import fields_of

pytestmark = pytest.mark.django_db


def held(code: str) -> InitiativeRecord:
    return next(record for record in records_of(STRATEGY, seen_by=OPERATOR) if record.id == code)


def form_in(client: Client, path: str = "/forslag") -> dict[str, list[str]]:
    """The form of a suggestion, its first answer chosen as the page has it."""
    page = source(client.get(path)).replace("data-keys", 'class="editing"')
    return {**fields_of(page.replace('method="post" action="/forslag" class="editing"', 'class="editing" method="post" action="/forslag"'))}


def send(client: Client, form: dict[str, Any], **changes: Any) -> Any:
    return client.post("/forslag", {**form, **changes})


def test_it_suggests_a_distribution_with_the_sentence_that_says_so(contributor: Client, plan: dict[str, str]) -> None:
    page = source(contributor.get("/forslag"))
    assert "En insats saknar bekräftad fördelning eller delområden." in page
    assert "Exportresan" in page
    assert "<mark" in page
    assert held(plan["unplaced"]).shares == ()


def test_it_keeps_who_said_yes_and_that_the_system_proposed(contributor: Client, plan: dict[str, str]) -> None:
    response = send(contributor, form_in(contributor))
    assert response.status_code == 303
    first = held(plan["unplaced"]).shares[0]
    assert (first.focus_area, first.source.value, first.confirmed) == ("2.3", "system", True)
    assert held(plan["unplaced"]).basis.value == "judged"
    verbs = [event.verb for event in events_of("initiative", [plan["unplaced"]], seen_by=OPERATOR)]
    assert verbs[-2:] == ["initiative.changed", "initiative.confirmed"]
    assert "Inga förslag väntar på svar." in words(contributor.get("/forslag"))


def test_what_a_person_changes_is_that_person_s(contributor: Client, plan: dict[str, str]) -> None:
    send(contributor, form_in(contributor), **{"andel-2.3": "55,5"})
    share = next(share for share in held(plan["unplaced"]).shares if share.focus_area == "2.3")
    assert (str(share.share), share.source.value, share.confirmed) == ("111/200", "person", True)


def test_an_initiative_may_be_judged_to_lie_outside(contributor: Client, plan: dict[str, str]) -> None:
    send(contributor, form_in(contributor), svar="utanfor")
    record = held(plan["unplaced"])
    assert (record.shares, record.basis.value) == ((), "judged")


def test_aspects_are_added_and_an_exact_share_stays_exact(strategist: Client, plan: dict[str, str]) -> None:
    form = form_in(strategist, f"/forslag?efter={min(plan.values())}" if plan["without_aspects"] > plan["unplaced"] else "/forslag")
    assert form["insats"] == [plan["without_aspects"]]
    assert send(strategist, form).status_code == 303
    (share,) = held(plan["without_aspects"]).shares
    assert (str(share.share), share.confirmed) == ("1/3", True)
    assert "2.2.innovationsmiljoer-och-testbaddar" in share.aspects


def test_a_contributor_settles_only_its_own(contributor: Client, plan: dict[str, str]) -> None:
    form = {**form_in(contributor), "insats": [plan["without_aspects"]]}
    assert send(contributor, form).status_code == 409
    assert not held(plan["without_aspects"]).shares[0].confirmed


def test_nothing_is_saved_without_an_answer_or_above_the_whole(contributor: Client, plan: dict[str, str]) -> None:
    form = form_in(contributor)
    for changes, said in (
        ({"svar": ""}, "Du har inte valt något svar."),
        ({"andel-2.3": "90", "andel-1.1": "20"}, "tillsammans 110 procent"),
    ):
        response = send(contributor, form, **changes)
        assert response.status_code == 422
        assert said in words(response)
    assert held(plan["unplaced"]).shares == ()


def test_somebody_who_saved_meanwhile_is_not_written_over(contributor: Client, strategist: Client, plan: dict[str, str]) -> None:
    from samhandling.plan.actions.editing import correct

    form = form_in(contributor)
    correct(plan["unplaced"], "title", "Exportresan till Tyskland", strategy=STRATEGY, by=OPERATOR)
    response = send(contributor, form)
    assert response.status_code == 422
    assert "Inget har gått förlorat." in words(response)
    assert held(plan["unplaced"]).shares == ()


def test_it_can_wait(strategist: Client, plan: dict[str, str]) -> None:
    last = max(plan.values())
    page = words(strategist.get(f"/forslag?efter={last}"))
    assert "Inget mer att föreslå just nu." in page
    assert "2 insatser väntar fortfarande" in page


def test_a_visitor_has_no_such_page(client: Client, plan: dict[str, str]) -> None:
    assert client.get("/forslag").status_code == 404
    assert client.post("/bidrar/ide", {"text": "x"}).status_code == 404


def test_a_suggestion_counts_in_the_picture_only_when_somebody_has_confirmed_it(
    strategist: Client, client: Client, plan: dict[str, str]
) -> None:
    code = plan["unplaced"]
    share = {"focus_area": "2.3", "share": "1", "aspects": [], "source": "system", "confirmed": False}
    change(code, {"shares": [share]}, strategy=STRATEGY, by=OPERATOR, version=1)
    day = {"dag": "2026-06-30"}
    before = {area["id"]: area for area in strategist.get("/lagesbild.json", day).json()["focus_areas"]}
    assert (before["2.3"]["active"], before["2.3"]["waiting"]) == (0, 1)
    page = source(strategist.get("/", day))
    assert "En insats väntar på att någon bekräftar fördelningen" in page
    assert 'href="/forslag' in page
    assert code in words(strategist.get("/varfor/totals/waiting", day))
    assert "väntar på att någon bekräftar" not in words(client.get("/", day))
    confirm(code, ["2.3"], strategy=STRATEGY, by=OPERATOR)
    after = {area["id"]: area for area in strategist.get("/lagesbild.json", day).json()["focus_areas"]}
    assert (after["2.3"]["active"], after["2.3"]["waiting"]) == (1, 0)
    assert "väntar på att någon bekräftar" not in words(strategist.get("/", day))


def test_visitors_see_how_many_wait_but_no_way_to_answer(client: Client, plan: dict[str, str]) -> None:
    share = {"focus_area": "2.3", "share": "1", "aspects": [], "source": "system", "confirmed": False}
    change(plan["unplaced"], {"shares": [share]}, strategy=STRATEGY, by=OPERATOR, version=1)
    publish(STRATEGY, by=OPERATOR)
    page = source(client.get("/", {"dag": "2026-06-30"}))
    assert "En insats väntar på att någon bekräftar fördelningen" in page
    assert "/varfor/totals/waiting" in page
    assert "/forslag" not in page
