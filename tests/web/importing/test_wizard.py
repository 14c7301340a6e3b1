"""A list through the wizard: columns, rows, scope, written, undone; and what happens when the plan moves meanwhile."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.office.jobs.files import forget_upload
from samhandling.office.jobs.ordering import cancel
from samhandling.office.jobs.queries import jobs
from samhandling.plan.actions.editing import correct
from samhandling.plan.lists import count_open, import_runs
from samhandling.plan.queries import chains, initiative, records_of
from samhandling.plan.rules.record import InitiativeRecord
from web.importing.conftest import HEADINGS, ROWS, STRATEGY, begin, csv_of, text
from web.people.made import ADMINISTRATOR, CONTRIBUTOR, signed_in

POSITIONS = {"blad": "0", "rubrikrad": "1"}


def held() -> dict[str, InitiativeRecord]:
    return {one.id: one for one in records_of(STRATEGY, seen_by=OPERATOR)}


def write(client: Client, path: str) -> str:
    """Press the last button; gives the page that it leads to."""
    response = client.post(f"{path}/skriv")
    assert response.status_code == 303, response.content.decode()
    return text(client, response.headers["Location"])


def test_it_leads_from_a_file_to_the_plan_and_back(strategist: Client) -> None:
    path = begin(strategist, source="Projektbanken", fetched="2025-01-31", left_out="Beslut före 2020")
    assert "Så förstår vi kolumnerna" in text(strategist, path)
    assert "Alla läggs till" in text(strategist, f"{path}/rader")
    assert "Projektbanken" in text(strategist, f"{path}/underlag")
    assert "Planen får 2 nya insatser." in text(strategist, f"{path}/skriv")
    assert not held()
    assert "Inläst: 2 nya insatser." in write(strategist, path)
    assert set(held()) == {"A1", "A2"}
    [run] = import_runs(seen_by=OPERATOR)
    [part] = run.scopes
    assert (run.file, part.scope["source"], part.scope["fetched"]) == ("lista.csv", "Projektbanken", "2025-01-31")
    assert part.scope["left_out"] == [{"text": "Beslut före 2020", "focus_areas": []}]
    assert "Ångra importen" in text(strategist, f"/las-in/import/{run.id}/angra")
    undone = strategist.post(f"/las-in/import/{run.id}/angra")
    assert "2 insatser är borttagna." in text(strategist, undone.headers["Location"])
    assert not held()


def test_the_messy_workbook_goes_in_as_its_key_says_and_out_again(strategist: Client, shared: Path) -> None:
    folder = shared / "data" / "portfolio"
    expected = json.loads((folder / "messy_expected.json").read_text("utf-8"))
    path = begin(strategist, (folder / "sormland_portfolio.xlsx").read_bytes(), "sormland_portfolio.xlsx")
    assert f"alla {len(expected['columns'])} kolumner" in text(strategist, path)
    page = text(strategist, f"{path}/rader")
    assert f"Filen har {expected['totals']['projects_after_right_reading']} rader med insatser. Alla läggs till." in page
    for row in expected["non_data_rows"]:
        if row["kind"] != "header":
            assert f"Rad {row['excel_row']} " in page
    assert "Den visar 341 572 813 kr, men de 50 projekt som har belopp ger 734 971 448 kr." in page
    assert "Rad 60 är samma projekt som rad 39 (20200336)" in page
    assert "Rad 63:</strong> Beloppet står som" in page
    assert "Rad 46 är dold i filen" in page
    assert "20200491 och 20201004 kan höra ihop." in page
    assert "68 nya insatser" in write(strategist, path)
    records = held().values()
    assert len(records) == expected["totals"]["projects_after_right_reading"]
    granted = [one.granted for one in records if one.granted is not None]
    assert (sum(granted), len(granted)) == (expected["totals"]["granted_sum_right"], expected["totals"]["projects_with_amount"])
    assert count_open(seen_by=OPERATOR) == 7
    strategist.post(f"/las-in/import/{import_runs(seen_by=OPERATOR)[0].id}/angra")
    assert not held()
    assert count_open(seen_by=OPERATOR) == 0


def test_a_column_is_read_as_a_person_chooses(strategist: Client) -> None:
    path = begin(strategist, csv_of("A1;Bussen;Region Exempel;400;2025-01-01;2026-12-31"))
    page = text(strategist, path)
    assert re.search(r'<option value="granted" selected>Beviljat', page)
    assert "400 <span" in page
    assert "läses som 400 kr" in page
    chosen = {**POSITIONS, "kol-0": "id", "kol-1": "title", "kol-2": "left_out", "kol-3": "paid_out", "enhet-3": "tkr"}
    response = strategist.post(path, {**chosen, "kol-4": "start", "kol-5": "own"})
    other = response.headers["Location"].removesuffix("/rader")
    assert other != path
    write(strategist, other)
    record = held()["A1"]
    [grant] = record.grants
    assert (grant.kind.value, grant.amount) == ("paid_out", 400_000)
    assert record.owners == ()
    assert record.period.end is None
    assert ("Slutdatum", "2026-12-31") in record.fields
    assert "Egna fält" in text(strategist, other)


def test_columns_that_are_left_as_they_are_are_not_read_again(strategist: Client) -> None:
    path = begin(strategist)
    chosen = {"kol-0": "id", "kol-1": "title", "kol-2": "owner", "kol-3": "granted", "enhet-3": "kr", "kol-4": "start", "kol-5": "end"}
    assert strategist.post(path, {**POSITIONS, **chosen}).headers["Location"] == f"{path}/rader"


def test_a_field_can_stand_at_one_column_only(strategist: Client) -> None:
    path = begin(strategist)
    response = strategist.post(path, {**POSITIONS, "kol-0": "title", "kol-1": "title", "kol-2": "nonsense"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#kol-1"' in page
    assert 'href="#kol-2"' in page
    assert "är redan vald för kolumnen Ärende" in page


def test_the_scope_is_told_and_its_faults_are_told_at_once(strategist: Client) -> None:
    path = begin(strategist)
    told = {"source": "Registret", "places": "Flen, Sörmlands län, Atlantis", "decided_from": "2025-01-01", "decided_to": "2024-01-01"}
    page = strategist.post(f"{path}/underlag", told).content.decode()
    assert "Atlantis är ingen kommun och inget län." in page
    assert "Den sista dagen är före den första." in page
    response = strategist.post(f"{path}/underlag", {**told, "places": "Flen, 0480", "decided_to": "2025-06-30", "left_out": "a\n\nb"})
    assert response.status_code == 303
    other = response.headers["Location"].removesuffix("/skriv")
    page = text(strategist, f"{other}/underlag")
    assert 'value="Flen, Nyköping"' in page
    write(strategist, other)
    [part] = import_runs(seen_by=OPERATOR)[0].scopes
    assert (part.scope["places"], part.scope["decided_to"]) == (["0482", "0480"], "2025-06-30")
    assert [left["text"] for left in part.scope["left_out"]] == ["a", "b"]


def test_the_next_file_of_a_name_is_read_by_the_columns_of_the_last(strategist: Client) -> None:
    path = begin(strategist)
    response = strategist.post(path, {**POSITIONS, "kol-2": "left_out"})
    write(strategist, response.headers["Location"].removesuffix("/rader"))
    page = text(strategist, begin(strategist, csv_of(*ROWS, "A3;Torget;Flens kommun;1;;")))
    assert re.search(r'name="kol-2">.*<option value="left_out" selected>', page, re.DOTALL)


def test_a_plan_that_moved_is_told_and_planned_anew_and_nothing_is_written(strategist: Client) -> None:
    write(strategist, begin(strategist))
    path = begin(strategist, csv_of("A1;Bussen kommer;Region Exempel;400000;2025-01-01;2026-12-31"))
    assert "En insats ändras." in text(strategist, f"{path}/skriv")
    correct("A1", "title", "Tåget", strategy=STRATEGY, by=OPERATOR)
    assert "Någon har ändrat i planen" in text(strategist, f"{path}/rader")
    response = strategist.post(f"{path}/skriv")
    fresh = response.headers["Location"]
    assert fresh != f"{path}/klart"
    page = text(strategist, fresh)
    assert "så vi har planerat om" in page
    assert "Ingen insats läggs till eller ändras. En fråga skrivs upp" in re.sub(r"</?strong>", "", page)
    assert initiative("A1", of_strategy=STRATEGY, seen_by=OPERATOR).record.title == "Tåget"
    write(strategist, fresh.partition("/skriv")[0])
    assert initiative("A1", of_strategy=STRATEGY, seen_by=OPERATOR).record.title == "Tåget"


def test_a_change_that_the_file_does_not_touch_does_not_stop_the_writing(strategist: Client) -> None:
    write(strategist, begin(strategist))
    path = begin(strategist, csv_of("B1;Torget;Flens kommun;1;2025-01-01;2026-12-31"), "annan.csv")
    correct("A1", "title", "Tåget", strategy=STRATEGY, by=OPERATOR)
    assert "Inläst: en ny insats." in write(strategist, path)


def test_a_file_that_was_exchanged_is_not_written(strategist: Client, tmp_path: Path) -> None:
    path = begin(strategist)
    [kept] = (tmp_path / "hem" / "uploads").iterdir()
    kept.write_bytes(csv_of("Z9;Annat;Ingen;1;;"))
    response = strategist.post(f"{path}/skriv")
    assert "så vi har planerat om" in text(strategist, response.headers["Location"])
    assert not held()


def test_a_file_that_was_removed_can_be_looked_at_but_not_written(strategist: Client, tmp_path: Path) -> None:
    path = begin(strategist)
    [kept] = (tmp_path / "hem" / "uploads").iterdir()
    forget_upload(kept.name, home=tmp_path / "hem")
    assert "Filen finns inte kvar" in text(strategist, f"{path}/rader")
    response = strategist.post(f"{path}/skriv")
    assert response.status_code == 422
    assert "Släpp den en gång till." in response.content.decode()


def test_the_last_button_pressed_twice_writes_once(strategist: Client) -> None:
    path = begin(strategist)
    write(strategist, path)
    write(strategist, path)
    assert len(import_runs(seen_by=OPERATOR)) == 1
    assert text(strategist, f"{path}/klart")
    assert strategist.get(f"{path}/skriv").headers["Location"] == f"{path}/klart"


def test_a_file_that_says_nothing_new_says_so(strategist: Client) -> None:
    write(strategist, begin(strategist))
    assert "Filen säger inget nytt" in write(strategist, begin(strategist))
    assert len(import_runs(seen_by=OPERATOR)) == 1


def test_what_somebody_changed_is_kept_by_the_undo_and_told(strategist: Client) -> None:
    write(strategist, begin(strategist))
    correct("A1", "title", "Tåget", strategy=STRATEGY, by=OPERATOR)
    [run] = import_runs(seen_by=OPERATOR)
    page = text(strategist, strategist.post(f"/las-in/import/{run.id}/angra").headers["Location"])
    assert "Importen är delvis ångrad" in page
    assert "En insats är borttagen." in page
    assert "har ändrats efter importen" in page
    assert set(held()) == {"A1"}


def test_an_import_is_undone_once(strategist: Client) -> None:
    write(strategist, begin(strategist))
    [run] = import_runs(seen_by=OPERATOR)
    strategist.post(f"/las-in/import/{run.id}/angra")
    assert "Den är redan ångrad." in text(strategist, f"/las-in/import/{run.id}/angra")
    assert strategist.post(f"/las-in/import/{run.id}/angra").status_code == 400


def test_a_proposed_chain_is_answered_where_it_is_shown(strategist: Client) -> None:
    rows = (
        "F1;Förstudie Bussen;Region Exempel;1;2024-01-01;2024-06-30;",
        "A1;Bussen;Region Exempel;9;2025-01-01;2026-12-31;följer på förstudie F1",
    )
    path = begin(strategist, csv_of(*rows, headings=f"{HEADINGS};Anm"))
    assert "De hör ihop" in write(strategist, path)
    strategist.post(f"{path}/klart", {"before": "F1", "after": "A1", "act": "yes"})
    assert [one.state for one in chains(seen_by=OPERATOR)] == ["confirmed"]
    assert "De hör ihop" not in text(strategist, f"{path}/klart")


@pytest.fixture
def all_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as a long one."""
    monkeypatch.setattr("samhandling.plan.actions.uploading.SMALL_ROWS", 1)


@pytest.mark.usefixtures("all_is_long")
def test_a_long_file_is_read_written_and_undone_by_the_worker(strategist: Client, work: Callable[[], None]) -> None:
    path = begin(strategist)
    response = strategist.get(path)
    assert response.headers["Refresh"].startswith("3; url=")
    assert "Vi läser filen" in response.content.decode()
    assert "Refresh" not in strategist.get(f"{path}?sjalv=nej").headers
    assert "samhandling work" in text(strategist, f"{path}?tittat=9")
    work()
    assert "Alla läggs till" in text(strategist, f"{path}/rader")
    strategist.post(f"{path}/skriv")
    strategist.post(f"{path}/skriv")
    assert "Vi läser in filen" in text(strategist, f"{path}/klart")
    assert not held()
    work()
    assert "Inläst: 2 nya insatser." in text(strategist, f"{path}/klart")
    assert len(import_runs(seen_by=OPERATOR)) == 1
    undone = strategist.post(f"/las-in/import/{import_runs(seen_by=OPERATOR)[0].id}/angra").headers["Location"]
    assert "Vi tar tillbaka raderna" in text(strategist, undone)
    work()
    assert "2 insatser är borttagna." in text(strategist, undone)
    assert not held()


@pytest.mark.usefixtures("all_is_long")
def test_a_plan_that_moved_stops_the_worker_too(strategist: Client, work: Callable[[], None]) -> None:
    path = begin(strategist)
    work()
    strategist.post(f"{path}/skriv")
    work()
    path = begin(strategist, csv_of("A1;Bussen kommer;Region Exempel;400000;2025-01-01;2026-12-31", ROWS[1]))
    work()
    strategist.post(f"{path}/skriv")
    correct("A1", "title", "Tåget", strategy=STRATEGY, by=OPERATOR)
    work()
    assert "Planen har ändrats sedan filen lästes." in text(strategist, f"{path}/klart", 422)
    assert held()["A1"].title == "Tåget"
    fresh = strategist.post(f"{path}/rader").headers["Location"].partition("?")[0]
    work()
    assert "Filen har 2 rader med insatser" in text(strategist, fresh)


@pytest.mark.usefixtures("all_is_long")
def test_a_cancelled_writing_writes_nothing_and_says_so(strategist: Client, work: Callable[[], None]) -> None:
    path = begin(strategist)
    work()
    strategist.post(f"{path}/skriv")
    [waiting] = jobs(seen_by=OPERATOR, open_only=True)
    cancel(waiting.number, by=OPERATOR)
    work()
    assert "Arbetet avbröts av någon." in text(strategist, f"{path}/klart", 422)
    assert not held()


@pytest.mark.usefixtures("all_is_long")
def test_a_bad_long_file_is_told_by_the_page_that_waits(
    strategist: Client, work: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samhandling.plan.actions.uploading.SMALL_BYTES", 1)
    path = begin(strategist, b"%PDF-1.7 inte en lista", "lista.pdf")
    work()
    assert "Filen kunde inte läsas" in text(strategist, path, 422)


def test_a_begun_import_is_for_its_own_person_and_for_strategists(strategist: Client) -> None:
    contributor = signed_in(CONTRIBUTOR)
    assert contributor.get("/las-in").status_code == 200
    own = begin(contributor)
    assert [client.get(own).status_code for client in (contributor, strategist, signed_in(ADMINISTRATOR), Client())] == [200, 200, 404, 404]
    path = begin(strategist)
    paths = [
        path,
        *(f"{path}/{step}" for step in ("rader", "underlag", "skriv", "klart")),
        "/las-in/import/1/angra",
        "/las-in/angrad/1",
    ]
    for client in (Client(), signed_in(CONTRIBUTOR), signed_in(ADMINISTRATOR)):
        assert {client.get(one).status_code for one in paths} == {404}
        assert client.post(f"{path}/skriv").status_code == 404
        assert client.post(f"{path}/ta-bort").status_code == 404
    assert not held()


@pytest.mark.parametrize(
    "path", ["/las-in/999", "/las-in/999/rader", "/las-in/999/klart", "/las-in/import/999/angra", "/las-in/angrad/999"]
)
def test_what_is_not_there_is_404(strategist: Client, path: str) -> None:
    assert strategist.get(path).status_code == 404


def test_it_speaks_english_too(strategist: Client) -> None:
    path = begin(strategist)
    for step, words in (
        ("", "How we understand the columns"),
        ("/rader", "The file has 2 rows"),
        ("/underlag", "How far"),
        ("/skriv", "Read in?"),
    ):
        page = text(strategist, f"/en{path}{step}")
        assert words in page
        assert "allmän" not in page
    assert strategist.post(f"/en{path}/skriv").headers["Location"] == f"/en{path}/klart"
