"""An initiative is changed part by part: what is asked comes filled in, what is wrong is told at its field, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from plan.plan_made import held
from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.office.queries import events_of
from samhandling.people.actions import ensure_actors
from samhandling.plan.actions.editing import change
from samhandling.plan.lists import confirmations
from samhandling.plan.rules.form.parts import PARTS
from samhandling.plan.rules.plain import to_plain
from samhandling.web.editing.saving import placed
from web.editing.conftest import CONTRIBUTOR, OTHER, READER
from web.editing.filled import open_form, send

WORDS = tuple(PARTS)


def text(response: Any) -> str:
    found: str = response.content.decode()
    return found


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_form_sent_untouched_changes_nothing(strategist: Client, prefix: str) -> None:
    before = to_plain(held("A1"))
    for word in WORDS:
        path = f"{prefix}/insatser/A1/andra/{word}"
        response = send(strategist, path, open_form(strategist, path), act="save")
        assert response.status_code == 303, text(response)
        assert response.url.endswith("sparat=0")
        assert ("Nothing was changed" if prefix else "Inget var ändrat") in text(strategist.get(response.url))
    assert to_plain(held("A1")) == before


def test_a_contributor_corrects_two_initiatives_and_a_wrong_amount(browser: Callable[[str], Client], strategist: Client) -> None:
    region = browser(OTHER)
    path = "/insatser/A1/andra/pengar"
    form = open_form(region, path)
    assert form["grant-0-amount"] == ["400 000 kr"]
    saved = send(region, path, form, act="save", **{"grant-0-amount": "450 000"})
    assert saved.status_code == 303
    assert "450 000 kr från Regionala medel" in text(region.get(saved.url))

    path = "/insatser/A2/andra/vilka"
    assert region.get(path).status_code == 404
    send(strategist, path, open_form(strategist, path), act="save", partners=["Region Exempel", ""])
    path = "/insatser/A2/andra/nar"
    saved = send(region, path, open_form(region, path), act="save", end="Q1 2026")
    assert saved.status_code == 303
    assert "första kvartalet 2026" in text(region.get(saved.url))
    assert [str(held("A1").grants[0].amount), held("A2").end_precision.value] == ["450000", "quarter"]
    event = events_of("initiative", ["A1"], seen_by=OPERATOR)[-1]
    assert list(event.changes) == ["grants"]


def test_what_one_may_not_change_does_not_exist(client: Client, browser: Callable[[str], Client], road: str) -> None:
    paths = ["/insatser/A1/andra", "/insatser/A1/steg", *(f"/insatser/A1/andra/{word}" for word in WORDS)]
    posts = [*paths, "/insatser/A1/andra/val", "/insatser/A1/andra/angra", "/insatser/A1/andra/bekrafta", "/insatser/ny"]
    for who in (client, browser(CONTRIBUTOR), browser(READER)):
        for path in paths:
            assert who.get(path).status_code == 404, path
        for path in posts[:-1]:
            assert who.post(path, {"title": "Mitt"}).status_code == 404, path
    assert client.get("/insatser/ny").status_code == client.post("/insatser/ny", {"title": "x"}).status_code == 404
    assert browser(READER).get("/insatser/ny").status_code == 404
    for path in ("/insatser/A2/andra", "/insatser/A2/steg", "/insatser/ny"):
        assert browser(CONTRIBUTOR).get(path).status_code == 200
    assert browser(CONTRIBUTOR).get("/insatser/A2/andra/annat").status_code == 404
    assert browser(CONTRIBUTOR).get("/insatser/finns-inte/andra").status_code == 404
    assert held("A1").title == "Bussen som väntar"


def test_an_initiative_without_any_actor_is_for_strategists_only(strategist: Client, contributor: Client) -> None:
    path = "/insatser/A2/andra/vilka"
    assert send(strategist, path, open_form(strategist, path), act="save", owners="").status_code == 303
    assert (strategist.get(path).status_code, contributor.get(path).status_code) == (200, 404)


def test_every_fault_is_told_at_once_at_its_field_and_what_was_typed_is_kept(contributor: Client) -> None:
    path = "/insatser/A2/andra/nar"
    response = send(contributor, path, open_form(contributor, path), act="save", start="31 juni 2025", end="snart", decided="2024")
    page = text(response)
    assert response.status_code == 400
    for field, typed in (("start", "31 juni 2025"), ("end", "snart")):
        assert f'<a href="#{field}">' in page
        assert f'id="{field}-fault"' in page
        assert f'value="{typed}"' in page
    assert 'value="2024"' in page
    assert "juni har 30 dagar" in page
    assert held("A2").decided is None


@pytest.mark.parametrize(
    ("word", "changes", "where"),
    [
        ("vad", {"title": ""}, ["title"]),
        ("nar", {"start": "2026", "end": "2025"}, ["end"]),
        ("pengar", {"grant-0-amount": "mycket", "grant-0-kind": "gåva"}, ["grant-0-amount", "grant-0-kind"]),
        ("bidrar", {"share-A1a": "80", "share-B2a": "60"}, ["shares"]),
        ("var", {"reach": "named", "municipality": [], "other_municipalities": ""}, ["municipality"]),
        ("status", {"depends_on": ["A99", ""]}, ["depends_on"]),
        ("status", {"told": "late"}, ["told-reason"]),
        ("synlighet", {"openness": "alla"}, ["openness"]),
    ],
)
def test_a_fault_leads_to_a_field_that_is_there(strategist: Client, word: str, changes: dict[str, Any], where: list[str]) -> None:
    path = f"/insatser/A1/andra/{word}"
    form = open_form(strategist, path)
    response = strategist.post(path, {**form, **changes, "act": "save"})
    page = text(response)
    assert response.status_code == 400, page
    for field in where:
        assert f'<a href="#{field}">' in page
        assert f'id="{field}"' in page
    assert held("A1").title == "Bussen som väntar"


def test_what_is_wrong_in_another_part_says_where_it_stands() -> None:
    fault = Fault(Location(column="depends_on"), "A9", Said("En annan insats.", "Another."), Said("Rätta.", "Mend."))
    assert placed(fault, "status") == fault
    elsewhere = placed(fault, "vad")
    assert elsewhere.location == Location()
    assert elsewhere.way_out == Said("Rätta. Det står under Beroenden och status.", "Mend. It stands under Dependencies and status.")


def test_every_form_says_that_it_becomes_a_public_document(contributor: Client) -> None:
    for path in ("/insatser/ny", "/insatser/A2/steg", *(f"/insatser/A2/andra/{word}" for word in WORDS)):
        assert "allmän handling" in text(contributor.get(path)), path
        assert "public record" in text(contributor.get(f"/en{path}")), path


def test_activities_are_added_done_today_and_removed_row_by_row(contributor: Client) -> None:
    path = "/insatser/A2/andra/aktiviteter"
    form = open_form(contributor, path)
    (new,) = form["activity"]
    response = send(contributor, path, form, act="save", **{f"activity-{new}-title": "Bjud in", f"activity-{new}-end": "mars 2025"})
    assert response.url.startswith(path)
    (one,) = held("A2").activities
    assert (one.title, one.end_precision.value, one.done) == ("Bjud in", "month", None)
    assert "Klar i dag: Bjud in" in text(contributor.get(path))
    send(contributor, path, open_form(contributor, path), done_today=new)
    assert held("A2").activities[0].done is not None
    send(contributor, path, open_form(contributor, path), act="save", **{f"activity-{new}-remove": "1"})
    assert held("A2").activities == ()


def test_one_more_row_saves_nothing_and_keeps_what_was_typed(contributor: Client) -> None:
    path = "/insatser/A2/andra/aktiviteter"
    form = open_form(contributor, path)
    (new,) = form["activity"]
    page = text(send(contributor, path, form, act="more", **{f"activity-{new}-title": "Bjud in"}))
    assert 'value="Bjud in"' in page
    assert page.count('name="activity"') == 2
    assert held("A2").activities == ()


def test_the_effect_on_the_picture_is_shown_before_anything_is_saved(contributor: Client) -> None:
    path = "/insatser/A2/andra/bidrar?dag=2025-06-01"
    form = open_form(contributor, path)
    before = to_plain(held("A2"))
    page = text(send(contributor, path, form, act="preview", **{"area": ["A1a", "A1b"], "share-A1a": "50", "share-A1b": "50"}))
    moved = page[page.index('id="effect"') : page.index("</section>", page.index('id="effect"'))]
    assert "Ingen känd insats →" in moved
    assert "A1b" in moved
    assert "Inget är sparat ännu." in moved
    assert 'value="50"' in page
    assert to_plain(held("A2")) == before


def test_other_days_are_previewed_too_and_what_moves_no_picture_is_not(strategist: Client) -> None:
    path = "/insatser/A1/andra/nar?dag=2025-06-01"
    page = text(send(strategist, path, open_form(strategist, path), act="preview", end="mars 2025"))
    assert "Bussen" in page
    assert "→ " in page[page.index('id="effect"') :]
    assert "pågår inte den dagen" in page
    assert str(held("A1").period.end) == "2026-12-31"
    assert "Förhandsgranska" not in text(strategist.get("/insatser/A1/andra/vad"))


def test_more_activities_than_a_page_holds_are_all_kept(contributor: Client, road: str) -> None:
    one = {"title": "Möte", "kind": "activity", "start": None, "end": None, "end_precision": "day", "done": None, "responsible": ""}
    every = [{**one, "id": f"m{number}", "done": "2025-01-01" if number < 10 else None} for number in range(75)]
    change("A2", {"activities": every}, strategy=road, by=OPERATOR, version=1)
    path = "/insatser/A2/andra/aktiviteter"
    assert len(open_form(contributor, path)["activity"]) == 61
    page = text(contributor.get(path))
    assert "Här visas 60 av 75" in page
    assert f'href="{path}?fran=60"' in page
    form = open_form(contributor, f"{path}?fran=60")
    assert len(form["activity"]) == 16
    assert send(contributor, path, form, act="save", **{"activity-m74-title": "Sista mötet"}).status_code == 303
    after = held("A2").activities
    assert (len(after), after[74].title, after[0].id) == (75, "Sista mötet", "m0")


def test_an_idea_is_shown_in_the_picture_as_if_it_were_carried_out(strategist: Client) -> None:
    made = strategist.post("/insatser/ny", {"title": "Ny buss", "why": "Den behövs", "owners": "Åre kommun", "area": "A1b"})
    code = made.url.split("/")[2]
    path = f"/insatser/{code}/andra/bidrar"
    page = text(send(strategist, path, open_form(strategist, path), act="preview", **{"share-A1b": "90"}))
    assert "som om den redan genomfördes" in page
    assert "pågår inte den dagen" in page


def test_a_distribution_is_saved_and_confirmed_by_whoever_may(contributor: Client) -> None:
    path = "/insatser/A2/andra/bidrar"
    send(contributor, path, open_form(contributor, path), act="confirm", **{"share-A1a": "70"})
    (share,) = held("A2").shares
    assert (str(share.share), share.source.value, share.confirmed) == ("7/10", "person", True)
    assert list(confirmations("A2", of_strategy="exempellanet-2025", seen_by=OPERATOR)) == ["A1a"]
    send(contributor, path, open_form(contributor, path), act="save", **{"share-A1a": "60"})
    assert not held("A2").shares[0].confirmed
    page = text(contributor.get("/insatser/A2/andra"))
    assert "Bekräfta att fördelningen stämmer" in page
    version = page.split('name="version" value="')[1].split('"')[0]
    assert contributor.post("/insatser/A2/andra/bekrafta", {"version": version}).status_code == 303
    assert held("A2").shares[0].confirmed


def test_empty_roles_are_shown_as_nobody_yet(contributor: Client) -> None:
    path = "/insatser/A2/andra/vilka"
    send(contributor, path, open_form(contributor, path), act="save", **{"role-educate": "Åre kommun"})
    page = text(contributor.get("/insatser/A2/andra"))
    assert "utbilda: Åre kommun" in page.replace("&quot;", "").replace('"', "")
    assert "Roller som ingen har ännu:</span> ge råd" in page
    shown = text(contributor.get("/insatser/A2"))
    assert "ingen ännu" in shown
    assert "Ändra insatsen" in shown


def test_a_contributor_cannot_take_away_its_own_actor(contributor: Client) -> None:
    path = "/insatser/A2/andra/vilka"
    response = send(contributor, path, open_form(contributor, path), act="save", owners="Region Exempel")
    assert response.status_code == 400
    assert "behöver vara kvar" in text(response)
    assert held("A2").owners == ("are-kommun",)


def test_a_form_from_no_known_version_saves_nothing_and_keeps_the_text(contributor: Client) -> None:
    path = "/insatser/A2/andra/vad"
    for version in ("", "99", "-1", "٣"):
        response = send(contributor, path, open_form(contributor, path), act="save", title="Nytt namn", version=version)
        assert response.status_code == 400
        assert 'value="Nytt namn"' in text(response)
    assert held("A2").title == "Öppet i byn"


def test_visitors_see_neither_links_to_change_nor_cells(client: Client, road: str) -> None:
    page = text(client.get("/insatser/A2"))
    assert "Ändra insatsen" not in page
    assert "Så står det i filen" not in page
    assert "Så går det" in page


def test_a_form_proposes_only_actors_that_its_writer_may_know(strategist: Client, contributor: Client) -> None:
    ensure_actors(["Hemliga bolaget"], by=OPERATOR)
    option = '<option value="Hemliga bolaget">'
    for address in ("/insatser/A2/andra/vilka", "/insatser/A2/andra/pengar", "/insatser/A2/andra/aktiviteter", "/insatser/ny"):
        assert option not in contributor.get(address).content.decode(), address
        assert option in strategist.get(address).content.decode(), address
