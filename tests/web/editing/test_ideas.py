"""An idea becomes an initiative through the strategy's steps, each with its question answered."""

from typing import Any

from django.test import Client

from plan.plan_made import held
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.queries import records_of
from samhandling.strategy.actions import load
from strategy.strategy_texts import COUNTY as COUNTY_TEXT
from strategy.strategy_texts import document
from web.editing.filled import open_form, send


def text(response: Any) -> str:
    found: str = response.content.decode()
    return found


def made(client: Client, **changes: Any) -> str:
    form = {**open_form(client, "/insatser/ny"), "title": "Nattbuss", "why": "Unga kommer inte hem.", "area": ["A1a"], **changes}
    response = client.post("/insatser/ny", form)
    assert response.status_code == 303, text(response)
    return str(response.url.split("/")[2])


def go(client: Client, code: str, act: str, **answers: str) -> Any:
    path = f"/insatser/{code}/steg"
    return send(client, path, open_form(client, path), act=act, **{f"step__{step}": answer for step, answer in answers.items()})


def test_a_contributor_s_own_actor_stands_as_owner_of_a_new_idea(contributor: Client) -> None:
    record = held(made(contributor))
    assert (record.owners, record.stage.value, record.purpose_sv) == (("are-kommun",), "idea", "Unga kommer inte hem.")
    assert [(share.focus_area, str(share.share), share.source.value) for share in record.shares] == [("A1a", "1", "person")]
    assert record.openness.value == "shared"


def test_an_idea_is_refused_with_every_reason_and_what_was_typed_is_kept(contributor: Client, strategist: Client) -> None:
    response = contributor.post("/insatser/ny", {"title": "", "why": " ", "area": ["A1a", "Z9"], "owners": "Region Exempel"})
    page = text(response)
    assert response.status_code == 400
    for field in ("title", "why", "owners"):
        assert f'<a href="#{field}">' in page
        assert f'id="{field}"' in page
    assert 'value="Region Exempel"' in page
    assert 'value="A1a" checked' in page
    assert strategist.post("/insatser/ny", {"title": "x", "why": "y"}).status_code == 400
    assert len(records_of("exempellanet-2025", seen_by=OPERATOR)) == 2


def test_an_idea_passes_the_four_steps(contributor: Client) -> None:
    code = made(contributor)
    assert "Det här är en idé" in text(contributor.get(f"/insatser/{code}/steg"))
    assert go(contributor, code, "on").status_code == 303
    assert held(code).stage.value == "samtal"

    page = text(go(contributor, code, "on"))
    assert '<a href="#step-samtal">' in page
    assert held(code).stage.value == "samtal"
    assert go(contributor, code, "save", samtal="Vi, för att unga ska komma hem.").status_code == 303
    assert (held(code).stage.value, held(code).steps) == ("samtal", (("samtal", "Vi, för att unga ska komma hem."),))
    moved = go(contributor, code, "on")
    assert "Insatsen står nu i steget Samsyn." in text(contributor.get(moved.url))
    go(contributor, code, "on", samsyn="En buss på natten")

    response = go(contributor, code, "on", samarbete="Kommunen och regionen")
    page = text(response)
    assert response.status_code == 400
    assert '<a href="#step-samhandling">' in page
    assert '<a href="#need-nar">' in page
    assert "Kommunen och regionen" in page
    assert "Svaret är sparat." in page
    assert (held(code).stage.value, dict(held(code).steps)["samarbete"]) == ("samarbete", "Kommunen och regionen")

    when = f"/insatser/{code}/andra/nar"
    send(contributor, when, open_form(contributor, when), act="save", start="2026")
    assert go(contributor, code, "on", samhandling="Upphandling").status_code == 303
    record = held(code)
    assert (record.stage.value, [step for step, _ in record.steps]) == ("samhandling", ["samtal", "samsyn", "samarbete", "samhandling"])
    shown = text(contributor.get(f"/insatser/{code}"))
    assert "Vi, för att unga ska komma hem." in shown
    assert go(contributor, code, "back").status_code == 303
    assert held(code).stage.value == "samarbete"


def test_two_who_answer_different_questions_lose_nothing(contributor: Client, strategist: Client) -> None:
    code = made(contributor)
    go(contributor, code, "on")
    path = f"/insatser/{code}/steg"
    older = open_form(strategist, path)
    go(contributor, code, "on", samtal="Vi")
    assert send(strategist, path, older, act="save", step__samtal="Alla").status_code == 409
    assert dict(held(code).steps) == {"samtal": "Vi"}
    newer = open_form(strategist, path)
    go(contributor, code, "save", samsyn="En buss")
    assert send(strategist, path, {**newer, "step-samsyn": [""]}, act="save", step__samarbete="Trafikbolaget").status_code == 303
    assert dict(held(code).steps) == {"samtal": "Vi", "samsyn": "En buss", "samarbete": "Trafikbolaget"}


def test_where_the_strategy_has_no_steps_the_page_says_so_and_asks_for_what_the_work_needs(contributor: Client) -> None:
    code = made(contributor)
    load(document(COUNTY_TEXT), by=OPERATOR)
    page = text(contributor.get(f"/insatser/{code}/steg"))
    assert "Strategin beskriver inga steg" in page
    assert '<a href="#need-nar">' in text(go(contributor, code, "on"))
    when = f"/insatser/{code}/andra/nar"
    send(contributor, when, open_form(contributor, when), act="save", start="2026")
    assert go(contributor, code, "on").status_code == 303
    assert held(code).stage.value == "samhandling"


def test_the_pages_are_there_in_english(contributor: Client) -> None:
    code = made(contributor)
    for path, words in (
        ("/en/insatser/ny", "New idea"),
        (f"/en/insatser/{code}/steg", "This is an idea."),
        (f"/en/insatser/{code}/andra", "Change the initiative"),
    ):
        assert words in text(contributor.get(path))
    form = {**open_form(contributor, "/en/insatser/ny"), "title": "Night bus", "why": "The young cannot get home.", "area": []}
    response = contributor.post("/en/insatser/ny", form)
    assert response.url.startswith("/en/insatser/")
    assert held(response.url.split("/")[3]).purpose_en == "The young cannot get home."
