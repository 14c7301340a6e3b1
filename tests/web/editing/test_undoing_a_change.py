"""What was saved can be taken back, as long as nobody has changed the same thing since; then one is asked."""

from typing import Any

import pytest
from django.test import Client

from plan.plan_made import held
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, Role, Viewer, ViewerKind
from samhandling.office.queries import events_of
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.editing import correct
from samhandling.plan.actions.reverting import undo
from samhandling.plan.rules.plain import to_plain
from web.editing.filled import fields_of, open_form, send

ARE = Viewer(ViewerKind.PERSON, person=7, roles=frozenset({Role.CONTRIBUTOR}), actors=frozenset({"are-kommun"}))


def last(code: str = "A2") -> int:
    return events_of("initiative", [code], seen_by=OPERATOR)[-1].id


def text(response: Any) -> str:
    found: str = response.content.decode()
    return found


def test_undo_puts_back_what_stood_before_and_can_itself_be_undone(contributor: Client) -> None:
    before = to_plain(held("A2"))
    path = "/insatser/A2/andra/nar"
    saved = send(contributor, path, open_form(contributor, path), act="save", start="2024", end="Q1 2026")
    page = text(contributor.get(saved.url))
    form = fields_of(page, "")
    undone = contributor.post("/insatser/A2/andra/angra", {"handelse": form["handelse"]})
    assert to_plain(held("A2")) == before
    page = text(contributor.get(undone.url))
    assert "Ändringen är ångrad." in page
    contributor.post("/insatser/A2/andra/angra", {"handelse": fields_of(page, "")["handelse"]})
    assert str(held("A2").period.end) == "2026-03-31"
    assert events_of("initiative", ["A2"], seen_by=OPERATOR)[-1].verb == "initiative.reverted"


def test_an_older_act_is_undone_under_what_came_after(road: str) -> None:
    correct("A2", "end", "2026-01-31", strategy=road, by=OPERATOR)
    first = last()
    correct("A2", "title", "Nytt", strategy=road, by=OPERATOR)
    saved = undo(first, strategy=road, by=ARE)
    assert (saved.groups, saved.clashes) == (("end",), ())
    assert (held("A2").title, str(held("A2").period.end)) == ("Nytt", "2025-12-31")


def test_what_has_been_changed_since_is_asked_about(contributor: Client, road: str) -> None:
    correct("A2", "end", "2026-01-31", strategy=road, by=OPERATOR)
    first = last()
    correct("A2", "end", "2026-06-30", strategy=road, by=OPERATOR)
    response = contributor.post("/insatser/A2/andra/angra", {"handelse": first})
    page = text(response)
    assert response.status_code == 409
    assert "31 december 2025" in page
    assert "30 juni 2026" in page
    assert str(held("A2").period.end) == "2026-06-30"
    chosen = contributor.post("/insatser/A2/andra/val", {**fields_of(page), "val-end": "mitt"})
    assert chosen.status_code == 303
    assert str(held("A2").period.end) == "2025-12-31"


def test_an_arrival_and_what_does_not_exist_cannot_be_undone(road: str) -> None:
    code = add_initiative({"title": "Ny", "owners": ["are-kommun"]}, strategy=road, by=OPERATOR)
    for number in (last(code), 10**9, 0, -5):
        with pytest.raises(Refused) as refused:
            undo(number, strategy=road, by=OPERATOR)
        assert not isinstance(refused.value, NotAllowed)


def test_nobody_undoes_what_they_may_not_change(contributor: Client, road: str) -> None:
    correct("A1", "title", "Ny buss", strategy=road, by=OPERATOR)
    with pytest.raises(NotAllowed):
        undo(last("A1"), strategy=road, by=ARE)
    assert contributor.post("/insatser/A1/andra/angra", {"handelse": last("A1")}).status_code == 404
    assert contributor.post("/insatser/A2/andra/angra", {"handelse": last("A1")}).status_code == 400
    assert held("A1").title == "Ny buss"


def test_an_act_of_another_initiative_is_not_undone_from_here(strategist: Client, road: str) -> None:
    correct("A1", "title", "Ny buss", strategy=road, by=OPERATOR)
    assert strategist.post("/insatser/A2/andra/angra", {"handelse": last("A1")}).status_code == 400
    assert held("A1").title == "Ny buss"
