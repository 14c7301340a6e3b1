"""The coverage pages, asked for as a browser asks: what they say, what they keep, what they refuse."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from regions import Region
from samhandling.coverage.actions import judge
from samhandling.coverage.rules.verdict import Judged, Verdict
from samhandling.ground.places import PlaceCode
from samhandling.ground.viewer import Viewer, ViewerKind
from samhandling.plan.actions.editing import correct
from samhandling.plan.actions.publishing import publish

ON = "?dag=2018-06-30"
PAGES = ("/", "/lagesbild", "/insatsomrade/2.3", "/varfor/2.3/sek", "/varfor/totals/outside_sek")


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_first_screen_says_what_is_missing_and_how_far_that_reaches(sormland: Region, client: Client) -> None:
    said = text(client, f"/{ON}")
    assert "finns ingen känd pågående insats inom 8 av strategins 14 insatsområden" in said
    assert "Fem av dem hör till Utbildning och kompetens" in said
    assert "Av 21 pågående insatser omfattar alla flera län, nio hela landet" in said
    assert "betyder alltså inte att inget gjordes" in said


def test_the_same_in_english_and_the_switch_keeps_the_picture(sormland: Region, client: Client) -> None:
    said = text(client, f"/en/insatsomrade/2.3{ON}")
    assert "Partly missing" in said
    assert f'href="/insatsomrade/2.3{ON}"' in said
    assert "Saknas delvis" not in said


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("path", PAGES[1:])
def test_every_page_is_also_data_at_its_own_address(sormland: Region, client: Client, path: str, form: str) -> None:
    response = client.get(f"{path}.{form}{ON}")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/json" if form == "json" else "text/csv")
    if form == "json":
        assert json.loads(response.content)


@pytest.mark.parametrize("address", ["/", "/en/", "/insatser", "/insatser.json", "/bidrar"])
def test_values_without_end_in_the_address_are_refused_in_words(sormland: Region, client: Client, address: str) -> None:
    answer = client.get(address, {"q": ["x"] * 5001})
    assert answer.status_code == 400
    assert ("What was sent cannot be read" if address == "/en/" else "går inte att läsa") in answer.content.decode()


@pytest.mark.parametrize("path", ["/insatsomrade/9.9", "/varfor/9.9/sek", "/varfor/2.3/nothing", "/insatsomrade/2.3.pdf", "/varfor/2.3"])
def test_what_is_not_there_is_not_found(sormland: Region, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_day_and_a_place_that_cannot_be_read_are_refused_together(sormland: Region, client: Client) -> None:
    response = client.get("/?dag=2018-02-31&plats=99")
    assert response.status_code == 400
    assert "2018-02-31" in response.content.decode()
    assert "99" in response.content.decode()
    told = client.get("/lagesbild.json?dag=2018-02-31&plats=99")
    assert told["Content-Type"].startswith("application/problem+json")
    assert [fault["where"] for fault in told.json()["faults"]] == ["dag", "plats"]


def test_similar_efforts_are_named_and_not_only_numbered(sormland: Region, client: Client) -> None:
    alike = client.get(f"/insatsomrade/1.3{ON}").content.decode().split("Liknande insatser, olika ägare")[1].split("</ul>")[0]
    assert "/insatser/20200485" in alike
    assert ">20200485<" not in alike
    assert "></a>" not in alike


def test_a_municipality_without_anything_of_its_own_is_invited_never_called_empty(sormland: Region, client: Client) -> None:
    said = text(client, f"/{ON}&plats=0482")
    assert "Inget inläst för Flen ännu. Lägg till det ni redan gör." in said


def test_the_strip_of_years_stands_as_numbers_too(sormland: Region, client: Client) -> None:
    said = text(client, f"/{ON}").split("Antal insatsområden i varje läge</caption>")[1].split("</table>")[0]
    row = said.split('<th scope="row">2016-07-01</th>')[1].split("</tr>")[0]
    counts = [int(cell.split("</td>")[0]) for cell in row.split('<td class="number">')[1:]]
    told = client.get("/lagesbild.json?dag=2016-07-01").json()["focus_areas"]
    statuses = [area["status"] for area in told]
    assert counts == [statuses.count(status) for status in ("covered", "partly", "insufficient", "missing")]
    assert sum(counts) == 14


def test_two_days_compared_name_what_began_and_ended(sormland: Region, client: Client) -> None:
    said = text(client, f"/{ON}&jamfor=2016-09-01")
    assert "Jämfört med den 1 september 2016" in said
    assert "Tillväxtlyftet" in said.split('id="compared"')[1].split("</table>")[0]


def test_reading_sets_no_cookie_and_what_is_had_already_is_not_sent_again(sormland: Region, client: Client) -> None:
    for path in PAGES:
        first = client.get(f"{path}{ON}")
        assert not first.cookies, path
        again = client.get(f"{path}{ON}", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path


def test_a_change_of_the_plan_is_seen_once_it_is_published(sormland: Region, client: Client) -> None:
    before = client.get(f"/insatsomrade/2.3{ON}")
    correct("20200634", "end", "2018-05-31", strategy=sormland.strategy, by=sormland.viewer)
    unpublished = client.get(f"/insatsomrade/2.3{ON}", headers={"If-None-Match": before["ETag"]})
    assert unpublished.status_code == 304
    publish(sormland.strategy, by=sormland.viewer)
    after = client.get(f"/insatsomrade/2.3{ON}", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "En insats" in after.content.decode() or "1 insats" in after.content.decode()


def test_a_judgement_stands_beside_the_status(sormland: Region, client: Client) -> None:
    judged = Judged(Verdict.HANDLED_ELSEWHERE, "Länsstyrelsen driver det.", "Nämnden", _day("2018-06-01"), "§ 12")
    judge("3.4", PlaceCode("04"), judged, strategy=sormland.strategy, by=sormland.viewer)
    assert "Länsstyrelsen driver det." not in text(client, f"/insatsomrade/3.4{ON}")
    publish(sormland.strategy, by=sormland.viewer)
    said = text(client, f"/insatsomrade/3.4{ON}")
    assert "Länsstyrelsen driver det." in said
    assert "Ingen känd insats" in said


def _day(iso: str) -> Any:
    from datetime import date

    return date.fromisoformat(iso)


def test_whoever_asked_to_be_told_sees_what_has_changed_since(sormland: Region, client: Client) -> None:
    client.post(f"/kom-ihag{ON}")
    assert "Inget har ändrats." in text(client, f"/{ON}")
    correct("20200634", "end", "2018-05-31", strategy=sormland.strategy, by=sormland.viewer)
    correct("20200639", "end", "2018-05-31", strategy=sormland.strategy, by=sormland.viewer)
    publish(sormland.strategy, by=sormland.viewer)
    said = text(client, f"/{ON}")
    assert "2.3: Saknas delvis → Ingen känd insats" in said
    assert "Sedan du tittade senast" not in text(client, "/?dag=2016-09-01")


def test_a_forged_cookie_says_nothing(sormland: Region, client: Client) -> None:
    client.cookies["senast"] = "eyJkYXkiOiAiMjAxOCJ9:forged"
    assert "Sedan du tittade senast" not in text(client, f"/{ON}")


def test_a_kept_page_is_never_another_readers(sormland: Region, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Inkorg" not in text(client, f"/{ON}")
    strategist = Viewer(ViewerKind.PERSON, person=7, roles=frozenset({"strategist"}))
    monkeypatch.setattr("samhandling.web.middleware.viewer_of", lambda request: strategist)
    assert "Inkorg" in text(client, f"/{ON}")
    monkeypatch.undo()
    assert "Inkorg" not in text(client, f"/{ON}")


def test_a_page_asks_the_database_a_fixed_number_of_times(
    sormland: Region, client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for path in PAGES:
        client.get(f"{path}{ON}")
        with django_assert_num_queries(1):
            client.get(f"{path}{ON}")


def test_nothing_is_loaded_yet(db: None, client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 400
    assert "Ingen strategi är inläst ännu." in response.content.decode()
