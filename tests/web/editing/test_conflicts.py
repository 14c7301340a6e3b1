"""Two have changed the same thing: nothing is lost, both values are shown in words, and each field is chosen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from plan.plan_made import held
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.editing import correct
from web.editing.conftest import CONTRIBUTOR, STRATEGIST
from web.editing.filled import fields_of, open_form, send

NAR = "/insatser/A2/andra/nar"


def text(response: Any) -> str:
    found: str = response.content.decode()
    return found


def clash(first: Client, second: Client, **second_changes: str) -> Any:
    """Both open the form; the first saves an end, the second another."""
    theirs, mine = open_form(first, NAR), open_form(second, NAR)
    assert send(first, NAR, theirs, act="save", end="2026-01-31").status_code == 303
    return send(second, NAR, mine, act="save", end="2026-03-31", **second_changes)


def test_what_does_not_clash_is_saved_and_both_values_are_shown(strategist: Client, contributor: Client) -> None:
    response = clash(strategist, contributor, start="mars 2024")
    page = text(response)
    assert response.status_code == 409
    assert "Inget har gått förlorat." in page
    assert "31 januari 2026" in page
    assert "31 mars 2026" in page
    assert "En kollega sparade" in page
    assert "Eva Strateg" not in page
    record = held("A2")
    assert (str(record.period.start), str(record.period.end)) == ("2024-03-01", "2026-01-31")


def test_whoever_may_see_the_name_is_told_it_and_others_the_actor(
    browser: Callable[[str], Client], strategist: Client, contributor: Client
) -> None:
    assert "Flora Are sparade" in text(clash(contributor, strategist))
    from samhandling.ground.viewer import Role
    from samhandling.people.actions import add_person
    from web.people.made import PASSWORD

    add_person("annan@example.se", PASSWORD, role=Role.CONTRIBUTOR, name="Bo", actors=["are-kommun"], by=OPERATOR)
    form = open_form(contributor, NAR)
    other = browser("annan@example.se")
    send(other, NAR, open_form(other, NAR), act="save", end="2027")
    page = text(send(contributor, NAR, form, act="save", end="2028"))
    assert "En kollega (Åre kommun) sparade" in page
    assert "Bo sparade" not in page


@pytest.mark.parametrize(
    ("chosen", "other", "end"), [("deras", "", "2026-01-31"), ("mitt", "", "2026-03-31"), ("annat", "Q2 2026", "2026-06-30")]
)
def test_each_field_becomes_what_was_chosen(strategist: Client, contributor: Client, chosen: str, other: str, end: str) -> None:
    form = fields_of(text(clash(strategist, contributor)))
    response = contributor.post("/insatser/A2/andra/val", {**form, "val-end": chosen, **({"end": other} if other else {})})
    assert response.status_code == 303
    assert str(held("A2").period.end) == end
    assert contributor.get(response.url).status_code == 200


def test_without_a_choice_or_with_one_that_cannot_be_read_the_page_asks_again(strategist: Client, contributor: Client) -> None:
    form = fields_of(text(clash(strategist, contributor)))
    response = contributor.post("/insatser/A2/andra/val", form)
    assert response.status_code == 400
    assert '<a href="#val-end">' in text(response)
    response = contributor.post("/insatser/A2/andra/val", {**form, "val-end": "annat", "end": "snart"})
    assert response.status_code == 400
    assert 'value="snart"' in text(response)
    assert "31 mars 2026" in text(response)
    response = contributor.post("/insatser/A2/andra/val", {**form, "val-end": "annat", "end": "1999"})
    assert response.status_code == 400
    assert str(held("A2").period.end) == "2026-01-31"


def test_somebody_who_saves_while_one_chooses_is_asked_about_too(strategist: Client, contributor: Client, road: str) -> None:
    form = fields_of(text(clash(strategist, contributor)))
    correct("A2", "end", "2030-01-01", strategy=road, by=OPERATOR)
    response = contributor.post("/insatser/A2/andra/val", {**form, "val-end": "mitt"})
    assert response.status_code == 409
    assert "1 januari 2030" in text(response)
    assert str(held("A2").period.end) == "2030-01-01"


def test_choices_that_are_not_ours_save_nothing(strategist: Client, contributor: Client) -> None:
    form = fields_of(text(clash(strategist, contributor)))
    for token in ("", form["token"][0][:-3] + "aaa"):
        assert contributor.post("/insatser/A2/andra/val", {**form, "token": token, "val-end": "mitt"}).status_code == 303
    path = "/insatser/A1/andra/val"
    assert strategist.post(path, {**form, "val-end": "mitt"}).status_code == 303
    assert (str(held("A2").period.end), str(held("A1").period.end)) == ("2026-01-31", "2026-12-31")


def test_two_windows_of_one_person_are_told_as_such(contributor: Client) -> None:
    assert "Du sparade själv" in text(clash(contributor, contributor))


def test_money_and_shares_clash_whole_and_in_words(strategist: Client) -> None:
    for word, field, first, second, shown in (
        ("pengar", "grant-0-amount", "410 000", "420 000", "420 000 kr från Regionala medel"),
        ("bidrar", "share-A1a", "40", "30", "30 %"),
    ):
        path = f"/insatser/A1/andra/{word}"
        form = open_form(strategist, path)
        send(strategist, path, form, act="save", **{field: first})
        response = send(strategist, path, form, act="save", **{field: second})
        assert response.status_code == 409
        assert shown in text(response).replace("\xa0", " ")


def test_activities_of_two_people_are_put_together(strategist: Client, contributor: Client) -> None:
    path = "/insatser/A2/andra/aktiviteter"
    one, two = open_form(strategist, path), open_form(contributor, path)
    (a,), (b,) = one["activity"], two["activity"]
    assert send(strategist, path, one, act="save", **{f"activity-{a}-title": "Bjud in"}).status_code == 303
    assert send(contributor, path, two, act="save", **{f"activity-{b}-title": "Träffas"}).status_code == 303
    assert {activity.title for activity in held("A2").activities} == {"Bjud in", "Träffas"}


def test_a_sign_in_that_has_ended_loses_nothing_of_what_was_written(browser: Callable[[str], Client], strategist: Client) -> None:
    client = browser(CONTRIBUTOR)
    path = "/insatser/A2/andra/vad"
    form = {**open_form(client, path), "title": ["Öppet i hela byn"], "act": ["save"]}
    client.post("/logga-ut")
    held_page = client.post(path, form)
    assert held_page.status_code == 403
    assert "Öppet i hela byn" in text(held_page)
    kept = fields_of(text(held_page))
    wrong = client.post(path, {**kept, "signin-email": CONTRIBUTOR, "signin-password": "fel"})
    assert wrong.status_code == 403
    assert "Öppet i hela byn" in text(wrong)
    from web.people.made import PASSWORD

    assert (
        client.post(path, {**kept, "signin-email": STRATEGIST.replace("strateg", "reader"), "signin-password": PASSWORD}).status_code == 404
    )
    client.post("/logga-ut")
    saved = client.post(path, {**kept, "signin-email": CONTRIBUTOR, "signin-password": PASSWORD})
    assert saved.status_code == 303
    assert held("A2").title == "Öppet i hela byn"
    assert client.get(saved.url).status_code == 200


def test_a_mark_of_another_form_holds_nothing(client: Client, contributor: Client) -> None:
    form = open_form(contributor, "/insatser/A2/andra/vad")
    assert client.post("/insatser/A2/andra/nar", form).status_code == 404
