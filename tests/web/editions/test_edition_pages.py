"""The plan's pages: from an empty list to an adopted plan that everyone reads, and what each may see on the way."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from samhandling.ground.viewer import VISITOR, Role, Viewer, ViewerKind
from samhandling.plan.actions.editing import correct
from samhandling.plan.queries import initiative
from samhandling.plan.rules.edition_document import checksum

STRATEGIST = Viewer(ViewerKind.PERSON, person=9, roles=frozenset({Role.STRATEGIST}))
CONTRIBUTOR = Viewer(ViewerKind.PERSON, person=7, roles=frozenset({Role.CONTRIBUTOR}), actors=frozenset({"are-kommun"}))
OTHER = Viewer(ViewerKind.LINK, actors=frozenset({"region-exempel"}))
READER = Viewer(ViewerKind.PERSON, person=8, roles=frozenset({Role.READER}))
As = Callable[[Viewer], None]
FRAME = {"title": "Handlingsplan 2026-2028", "valid_from": "2026-01-01", "valid_to": "2028-12-31", "about": "Tre år."}
DECIDED = {"adopted_on": "2026-06-01", "decided_by": "Regionstyrelsen", "reference": "§ 45"}


@pytest.fixture
def draft(county: str, client: Client, as_viewer: As) -> str:
    """The address of a draft, made as a strategist makes it."""
    as_viewer(STRATEGIST)
    made = client.post("/handlingsplan/ny", FRAME)
    assert made.status_code == 303
    return str(made.headers["Location"])


def text_of(client: Client, path: str, **query: Any) -> str:
    response = client.get(path, query)
    assert response.status_code == 200, (path, response.status_code)
    return response.content.decode()


def version_of(client: Client, path: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', text_of(client, path))
    assert found
    return found[1]


def adopted(client: Client, path: str, **more: str) -> int:
    return client.post(f"{path}/anta", {**DECIDED, "version": version_of(client, f"{path}/anta"), **more}).status_code


def areas_in(text: str) -> list[str]:
    return re.findall(r'<h2 id="omrade-([^"]+)"', text)


def test_a_draft_begins_with_the_open_questions_and_what_the_picture_knows_of(draft: str, client: Client) -> None:
    text = text_of(client, draft)
    assert text.count("Öppen fråga.") == 3
    assert set(areas_in(text)[-2:]) == {"A1a", "B2a"}
    assert "Bussen som väntar" in text
    assert "Öppet i byn" not in text  # it ends before the plan begins
    assert "Handlingsplan 2026-2028" in text_of(client, "/handlingsplan")


def test_a_stand_is_taken_focus_area_by_focus_area(draft: str, client: Client) -> None:
    path = f"{draft}/andra/A1a"
    sent = {
        "priority": "1",
        "decision": "Buss först",
        "reason": "",
        "initiatives": ["A1"],
        "more": "A2",
        "version": version_of(client, path),
    }
    assert client.post(path, sent).status_code == 303
    text = text_of(client, draft)
    assert "Buss först" in text
    assert "Öppet i byn" in text
    stale = client.post(path, {**sent, "decision": "Något annat"})
    assert (stale.status_code, "Inget har gått förlorat" in stale.content.decode()) == (400, True)
    assert "Något annat" in stale.content.decode()
    wrong = client.post(path, {**sent, "version": version_of(client, path), "more": "Z9"})
    assert (wrong.status_code, "Insatser som finns." in wrong.content.decode()) == (400, True)
    assert client.get(f"{draft}/andra/Z9").status_code == 404


def test_who_sees_a_draft_and_its_forms(draft: str, client: Client, as_viewer: As) -> None:
    pages = (draft, f"{draft}.json", f"{draft}.csv", f"{draft}.xlsx", f"{draft}/jamfor{draft.removeprefix('/handlingsplan')}")
    forms = (f"{draft}/andra", f"{draft}/andra/A1a", f"{draft}/anta", f"{draft}/synpunkter", "/handlingsplan/ny")
    for is_open in (False, True):
        for viewer, reads, writes in (
            (VISITOR, False, False),
            (CONTRIBUTOR, is_open, False),
            (READER, True, False),
            (STRATEGIST, True, True),
        ):
            as_viewer(viewer)
            assert {client.get(path).status_code for path in pages} == {200 if reads else 404}
            assert {client.get(path).status_code for path in forms} == {200 if writes else 404}
            assert client.get(f"{draft}/synpunkt").status_code == (200 if reads else 404)
            assert ("2026-2028" in client.get("/handlingsplan").content.decode()) is reads
            if not writes:
                assert {client.post(path, {"act": "open"}).status_code for path in forms} == {404}
        assert client.post(f"{draft}/andra", {"act": "open"}).status_code == 303


def test_a_comment_is_answered_and_both_stand_beside_the_focus_area(draft: str, client: Client, as_viewer: As) -> None:
    client.post(f"{draft}/andra", {"act": "open"})
    as_viewer(CONTRIBUTOR)
    empty = client.post(f"{draft}/synpunkt", {"focus_area": "A1a", "text": " "})
    assert (empty.status_code, 'class="summary"' in empty.content.decode()) == (400, True)
    assert client.post(f"{draft}/synpunkt", {"focus_area": "A1a", "text": "Var är bredbandet?"}).status_code == 303
    assert "Väntar på svar." in text_of(client, draft)
    as_viewer(OTHER)
    assert "Var är bredbandet?" not in text_of(client, draft) + text_of(client, f"{draft}.json")
    as_viewer(STRATEGIST)
    waiting = text_of(client, f"{draft}/synpunkter")
    number = re.search(r'name="number" value="(\d+)"', waiting)
    assert number
    assert "En synpunkt väntar på svar." in waiting
    assert adopted(client, draft) == 400
    assert client.post(f"{draft}/synpunkter", {"number": number[1], f"answer-{number[1]}": "Det hör till 1.1"}).status_code == 303
    assert "Alla synpunkter har fått svar." in text_of(client, f"{draft}/synpunkter")
    as_viewer(CONTRIBUTOR)
    assert "Det hör till 1.1" in text_of(client, draft)


def test_an_adopted_plan_is_for_everyone_as_it_was_in_every_form(county: str, draft: str, client: Client, as_viewer: As) -> None:
    as_viewer(VISITOR)
    assert "Ingen handlingsplan är antagen ännu." in text_of(client, "/handlingsplan")
    as_viewer(STRATEGIST)
    missing = client.post(f"{draft}/anta", {**DECIDED, "reference": "", "version": "1"})
    assert "Var beslutet står" in missing.content.decode()
    assert adopted(client, draft) == 303
    correct("A1", "title", "Bussen är inställd", strategy=county, by=STRATEGIST)
    as_viewer(VISITOR)
    text = text_of(client, draft)
    assert "Antagen av Regionstyrelsen den 1 juni 2026, § 45." in text
    assert "Bussen som väntar" in text
    assert "Bussen är inställd" not in text
    assert "Antagen av Regionstyrelsen" in text_of(client, "/handlingsplan")
    told = json.loads(client.get(f"{draft}.json").content)
    assert (told["sha256"], told["sha256"] in text) == (checksum(told["document"]), True)
    rows = list(csv.DictReader(io.StringIO(client.get(f"{draft}.csv").content.decode("utf-8-sig")), delimiter=";"))
    assert [row["Insats"] for row in rows if row["Kod"] == "A1a"] == ["Bussen som väntar"]
    assert {row["Kod"] for row in rows} == {area["focus_area"] for area in told["document"]["areas"]}
    sheet = load_workbook(io.BytesIO(client.get(f"{draft}.xlsx").content)).worksheets[0]
    assert sheet.max_row == len(rows) + 1
    as_viewer(STRATEGIST)
    assert {client.get(f"{draft}/{act}").status_code for act in ("andra", "anta", "andra/A1a", "synpunkt")} == {404}
    english = text_of(client, f"/en{draft}")
    assert "Adopted by Regionstyrelsen on 1 June 2026" in english


def test_two_plans_are_compared_and_one_initiative_is_brought_back(county: str, draft: str, client: Client, as_viewer: As) -> None:
    assert adopted(client, draft) == 303
    correct("A1", "title", "Bussen är inställd", strategy=county, by=STRATEGIST)
    second = str(client.post("/handlingsplan/ny", {**FRAME, "title": "Handlingsplan 2027"}).headers["Location"])
    first, other = draft.rsplit("/", 1)[1], second.rsplit("/", 1)[1]
    compared = text_of(client, f"/handlingsplan/{other}/jamfor/{first}")
    assert "Bussen är inställd" in compared
    assert "Namnet" in compared
    told = json.loads(client.get(f"/handlingsplan/{other}/jamfor/{first}.json").content)
    assert [one["id"] for one in told["initiatives"]] == ["A1"]
    assert b"Bussen" in client.get(f"/handlingsplan/{other}/jamfor/{first}.csv").content
    back = f"{draft}/aterstall/A1"
    for viewer in (VISITOR, CONTRIBUTOR, READER):
        as_viewer(viewer)
        assert client.get(back).status_code == client.post(back, {"version": "1"}).status_code == 404
    as_viewer(STRATEGIST)
    assert "Bussen som väntar" in text_of(client, back)
    assert client.post(back, {"version": "1"}).status_code == 400
    assert client.post(back, {"version": version_of(client, back)}).status_code == 303
    assert initiative("A1", of_strategy=county, seen_by=STRATEGIST).record.title == "Bussen som väntar"
    assert "inget att återställa" in text_of(client, back)
    assert client.get(f"{draft}/aterstall/A9").status_code == 404


def test_a_draft_is_changed_closed_and_put_away(draft: str, client: Client) -> None:
    sent = {**FRAME, "title": "Plan för tre år", "act": "save", "version": "1"}
    wrong = client.post(f"{draft}/andra", {**sent, "valid_to": "2025-12-31"})
    assert (wrong.status_code, "Planen får inte sluta innan den börjar." in wrong.content.decode()) == (400, True)
    assert client.post(f"{draft}/andra", sent).status_code == 303
    assert "Plan för tre år" in text_of(client, draft)
    assert client.post(f"{draft}/andra", {"act": "drop"}).status_code == 303
    assert client.get(draft).status_code == 200
    assert client.post(f"{draft}/andra", {"act": "drop", "sure": "1"}).status_code == 303
    assert client.get(draft).status_code == 404


@pytest.mark.parametrize("path", ["/handlingsplan/999", "/handlingsplan/999.json", "/handlingsplan/1/jamfor/2", "/handlingsplan/999999999"])
def test_what_there_is_none_of_is_not_there(county: str, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("field", ["valid_from", "valid_to"])
def test_a_day_that_is_none_is_told_at_its_field(county: str, client: Client, as_viewer: As, field: str) -> None:
    as_viewer(STRATEGIST)
    response = client.post("/handlingsplan/ny", {**FRAME, field: "31 juni"})
    assert (response.status_code, f'href="#{field}"' in response.content.decode()) == (400, True)
