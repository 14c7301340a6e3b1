"""Reading files in by program: sent, looked at, read otherwise, written, taken back; long ones by the worker."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from plan.plan_made import COUNTY
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.office.jobs.worker import Pace, Worker
from samhandling.office.models import Job
from samhandling.plan.actions import uploading
from samhandling.plan.actions.editing import correct
from samhandling.plan.queries import records_of
from web.api.callers import API, Program, problem_of
from web.api.conftest import program_of

HEADINGS = "Ärende;Projektnamn;Stödmottagare;Beviljat stöd;Startdatum;Slutdatum"
NEW = "B1;En ny brygga;Åre kommun;250000;2025-05-01;2026-04-30"
ROAD_AGAIN = "A1;Bussen som kom;Region Exempel;400000;2025-02-01;2026-12-31"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "hem").mkdir()
    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path / "hem"))
    return tmp_path / "hem"


@pytest.fixture
def work(place: Path) -> Callable[[], None]:
    """Let a worker do all that waits."""
    worker = Worker(place, Pace())

    def until_empty() -> None:
        while worker.step():
            pass

    return until_empty


def csv_of(*rows: str, headings: str = HEADINGS) -> bytes:
    return "\n".join((headings, *rows, "")).encode()


def send(program: Program, content: bytes, query: str = "?name=lista.csv", kind: str = "text/csv") -> Any:
    return program.send("POST", f"/imports/files{query}", content, content_type=kind)


def read(program: Program, *rows: str) -> dict[str, Any]:
    answer = send(program, csv_of(*rows))
    assert answer.status_code == 201, answer.content
    told: dict[str, Any] = answer.json()
    return told


def again(program: Program, number: int, **wanted: Any) -> dict[str, Any]:
    answer = program.send("POST", f"/imports/files/{number}/again", wanted)
    assert answer.status_code == 201, answer.content
    told: dict[str, Any] = answer.json()
    return told


def titles() -> dict[str, str]:
    return {record.id: record.title for record in records_of(COUNTY, seen_by=OPERATOR)}


def test_a_file_is_sent_looked_at_written_and_taken_back(strategist: Program) -> None:
    before = titles()
    answer = send(strategist, csv_of(NEW, ROAD_AGAIN), "?name=lista.csv&source=Listan&fetched=2026-01-31&left_out=L%C3%A5n&left_out=Avslag")
    assert answer.status_code == 201
    told = answer.json()
    assert answer.headers["Location"] == f"{API}/imports/files/{told['number']}"
    reading = told["reading"]
    assert (told["name"], told["is_kept"], told["is_written"], told["work"]["state"]) == ("lista.csv", True, False, "done")
    assert next((row["row"], row["does"], row["id"], row["granted"]) for row in reading["rows"]) == (2, "created", "B1", "250000")
    assert reading["counts"]["created"] == len([row for row in reading["rows"] if row["does"] == "created"])
    assert [one["field"] for one in reading["columns"][:3]] == ["id", "title", "owner"]
    assert reading["scopes"][0]["source"] == "Listan"
    assert [one["text"] for one in reading["scopes"][0]["left_out"]] == ["Lån", "Avslag"]
    assert titles() == before
    assert strategist.read("/imports/files")["items"][0]["number"] == told["number"]

    done = strategist.send("POST", f"/imports/files/{told['number']}/write")
    assert (done.status_code, done.json()["work"]["state"]) == (201, "done")
    assert titles()["B1"] == "En ny brygga"
    assert strategist.read(done.headers["Location"].removeprefix(API)) == done.json()
    assert strategist.send("POST", f"/imports/files/{told['number']}/write").json()["run"] == done.json()["run"]
    assert strategist.read("/imports/files")["count"] == 0

    run = done.json()["run"]
    assert strategist.read(f"/imports/{run}")["file"] == "lista.csv"
    undone = strategist.send("POST", f"/imports/{run}/undo")
    assert undone.status_code == 200
    assert undone.json()["removed"] >= 1
    assert undone.json()["kept"] == []
    assert titles() == before
    assert strategist.read(undone.headers["Location"].removeprefix(API)) == undone.json()
    assert strategist.read(f"/imports/{run}")["state"] == "undone"
    problem_of(strategist.send("POST", f"/imports/{run}/undo"), 422)


def test_columns_manners_and_scope_are_stated(strategist: Program) -> None:
    first = send(strategist, csv_of("B1;En brygga;Åre kommun;1,500;02/03/2025;", headings="Nr;Namn;Vem;Pengar;Start;Slut")).json()
    read_again = again(
        strategist,
        first["number"],
        columns={"Nr": "id", "Namn": "title", "Vem": "owner", "Pengar": "granted", "Start": "start", "Slut": "left_out"},
        units={"Pengar": "tkr"},
        manners={"Pengar": "point", "Start": "month_first"},
        scopes=[{"source": "Listan", "financier": "ERUF", "places": ["23"], "decided_to": "2026-06-30"}],
    )
    assert read_again["number"] != first["number"]
    row = read_again["reading"]["rows"][0]
    assert (row["start"], row["granted"]) == ("2025-02-03", "1500000")
    assert read_again["reading"]["scopes"][0]["places"] == ["23"]
    # What is not sent stays as the reading before had it.
    third = again(strategist, read_again["number"], manners={"Start": "day_first"})
    assert third["reading"]["rows"][0]["start"] == "2025-03-02"
    assert third["reading"]["scopes"][0]["financier"] == "ERUF"
    assert third["reading"]["rows"][0]["granted"] == "1500000"
    # And one can go back: each reading stands.
    assert strategist.read(f"/imports/files/{read_again['number']}")["reading"]["rows"][0]["start"] == "2025-02-03"


def test_another_sheet_is_pointed_out(strategist: Program) -> None:
    made, out = Workbook(), io.BytesIO()
    made.active.append(["Läs mig"])
    sheet = made.create_sheet("Projekt")
    for line in ("Lista över projekt", HEADINGS, NEW):
        sheet.append(line.split(";"))
    made.save(out)
    upload = SimpleUploadedFile("bok.xlsx", out.getvalue())
    answer: Any = Client().post(f"{API}/imports/files", {"file": upload}, headers={"Authorization": f"Bearer {strategist.token}"})
    assert answer.status_code == 201
    assert [one["name"] for one in answer.json()["reading"]["sheets"]] == [made.sheetnames[0], "Projekt"]
    found = again(strategist, answer.json()["number"], sheet="Projekt", header_row=2)
    assert (found["reading"]["sheet"], found["reading"]["header_row"], found["reading"]["rows"][0]["id"]) == ("Projekt", 2, "B1")
    both = {"sheet": "Projekt", "columns": {"Ärende": "id"}}
    problem_of(strategist.send("POST", f"/imports/files/{found['number']}/again", both), 422)


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ({"columns": {"Finns inte": "id"}}, "columns.Finns inte"),
        ({"columns": {"Slutdatum": "nonsense"}}, "columns"),
        ({"columns": {"Slutdatum": "start"}}, "columns"),
        ({"units": {"Beviljat stöd": "dollar"}}, "units"),
        ({"manners": {"Projektnamn": "comma"}}, ""),
        ({"scopes": [{"places": ["9999"]}]}, "scopes.0.places.0"),
        ({"scopes": [{"fetched": "igår"}]}, "scopes.0.fetched"),
        ({"header_row": 0}, "header_row"),
        ({"colour": "red"}, "colour"),
    ],
    ids=["no heading", "no field", "a field twice", "no unit", "no manner of it", "no place", "no day", "no row", "no such wish"],
)
def test_what_does_not_fit_is_refused_at_its_place(strategist: Program, wanted: Any, where: str) -> None:
    told = problem_of(strategist.send("POST", f"/imports/files/{read(strategist, NEW)['number']}/again", wanted), 422)
    assert told["faults"][0]["where"] == where


def test_a_file_with_faults_tells_them_all_and_is_not_written(strategist: Program) -> None:
    told = send(strategist, csv_of("B1;En brygga;Åre kommun;1;2025-05-01;2024-05-01", ";;Åre kommun;1;2025-13-45;")).json()
    faults = told["reading"]["faults"]
    assert faults
    assert all("rad" in one["where"] for one in faults), faults
    before = titles()
    problem_of(strategist.send("POST", f"/imports/files/{told['number']}/write"), 422)
    assert titles() == before


def test_what_is_written_is_what_was_shown(strategist: Program) -> None:
    number = read(strategist, ROAD_AGAIN)["number"]
    correct("A1", "title", "Kollegans namn", strategy=COUNTY, by=OPERATOR)
    told = problem_of(strategist.send("POST", f"/imports/files/{number}/write"), 412)
    assert told["faults"]
    assert titles()["A1"] == "Kollegans namn"
    assert strategist.read(f"/imports/files/{number}")["reading"]["plan_has_moved"]
    fresh = again(strategist, number)
    assert not fresh["reading"]["plan_has_moved"]
    assert strategist.send("POST", f"/imports/files/{fresh['number']}/write").status_code == 201


def test_a_long_file_is_read_written_and_taken_back_by_the_worker(
    strategist: Program, work: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "SMALL_ROWS", 0)
    answer = send(strategist, csv_of(NEW))
    assert (answer.status_code, answer.json()["work"]["state"], answer.json()["reading"]) == (202, "waiting", None)
    address = answer.headers["Location"].removeprefix(API)
    problem_of(strategist.send("POST", f"{address}/write"), 422)
    work()
    assert strategist.read(address)["reading"]["rows"][0]["id"] == "B1"
    ordered = strategist.send("POST", f"{address}/write")
    assert (ordered.status_code, ordered.json()["run"], "B1" in titles()) == (202, None, False)
    work()
    done = strategist.read(ordered.headers["Location"].removeprefix(API))
    assert (done["work"]["state"], "B1" in titles()) == ("done", True)
    undone = strategist.send("POST", f"/imports/{done['run']}/undo")
    assert (undone.status_code, "B1" in titles()) == (202, True)
    work()
    assert strategist.read(undone.headers["Location"].removeprefix(API))["removed"] >= 1
    assert "B1" not in titles()


def test_what_somebody_has_changed_since_is_not_taken_back(strategist: Program) -> None:
    number = read(strategist, NEW)["number"]
    run = strategist.send("POST", f"/imports/files/{number}/write").json()["run"]
    correct("B1", "title", "En bättre brygga", strategy=COUNTY, by=OPERATOR)
    undone = strategist.send("POST", f"/imports/{run}/undo").json()
    assert [(one["id"], one["row"]) for one in undone["kept"]] == [("B1", 2)]
    assert titles()["B1"] == "En bättre brygga"


def test_a_file_is_put_away(strategist: Program, place: Path) -> None:
    number = read(strategist, NEW)["number"]
    assert list((place / "uploads").iterdir())
    assert strategist.send("DELETE", f"/imports/files/{number}").status_code == 204
    assert list((place / "uploads").iterdir()) == []
    assert not strategist.read(f"/imports/files/{number}")["is_kept"]
    problem_of(strategist.send("POST", f"/imports/files/{number}/again", {}), 422)
    problem_of(strategist.send("POST", f"/imports/files/{number}/write"), 422)


@pytest.mark.parametrize("who", ["visitor", "contributor", "reader"])
def test_a_program_that_may_not_import_finds_nothing_here(who: str, strategist: Program, request: pytest.FixtureRequest) -> None:
    number, program = read(strategist, NEW)["number"], request.getfixturevalue(who)
    problem_of(send(program, csv_of(NEW)), 404)
    for path in ("/imports/files", f"/imports/files/{number}", f"/imports/files/{number}/written"):
        problem_of(program.ask(path), 404)
    problem_of(program.send("POST", f"/imports/files/{number}/write"), 404)
    problem_of(program.send("DELETE", f"/imports/files/{number}"), 404)
    problem_of(program.send("POST", "/imports/1/undo"), 404)
    assert "B1" not in titles()
    assert Job.objects.count() == 1


def test_a_token_narrowed_to_an_actor_imports_nothing(strategist: Program) -> None:
    from samhandling.people.keys import make_token
    from samhandling.people.models import Person

    eva = Person.objects.get(email="eva@example.se").pk
    narrow = Program(make_token("smal", days=2, may_write=True, actor="are-kommun", who=eva, by=OPERATOR))
    problem_of(send(narrow, csv_of(NEW)), 404)


def test_no_file_and_no_readable_file_are_told(strategist: Program) -> None:
    assert problem_of(send(strategist, b""), 422)["faults"][0]["where"] == "file"
    problem_of(send(strategist, b"PK\x03\x04 inte en arbetsbok", "?name=bok.xlsx"), 422)
    problem_of(send(strategist, csv_of(NEW), kind="text/html"), 415)
    problem_of(send(strategist, b"x", kind="multipart/form-data"), 400)
    assert Job.objects.count() == 0


def test_too_large_a_file_is_refused_before_it_is_kept(strategist: Program, place: Path, settings: Any) -> None:
    settings.UPLOAD_BYTES = 1000
    problem_of(send(strategist, csv_of(NEW * 40)), 422)
    assert not (place / "uploads").exists() or list((place / "uploads").iterdir()) == []
    length = str(settings.UPLOAD_BYTES + 10**9)
    answer: Any = Client().generic(
        "POST", f"{API}/imports/files", b"x", content_type="text/csv", headers={"Authorization": f"Bearer {strategist.token}", "Content-Length": length}
    )  # fmt: skip
    problem_of(answer, 413)


def test_sending_files_has_a_limit_that_tells_when_to_come_back(strategist: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samhandling.web.api.imports.MOST_UPLOADS", 1)
    read(strategist, NEW)
    answer = send(strategist, csv_of(NEW))
    assert int(answer.headers["Retry-After"]) > 0
    problem_of(answer, 429)


def test_chains_are_told_and_answered(strategist: Program, contributor: Program) -> None:
    rows = ("C1;Fiber till byn etapp 1;Åre kommun;1;2023-01-01;2023-12-31", "C2;Fiber till byn etapp 2;Åre kommun;1;2024-01-01;2024-12-31")
    number = read(strategist, *rows)["number"]
    assert strategist.send("POST", f"/imports/files/{number}/write").json()["chains"] == 1
    told = strategist.read("/imports/chains")["items"]
    assert [(one["before"], one["after"], one["state"]) for one in told] == [("C1", "C2", "proposed")]
    answer = {"before": "C1", "after": "C2", "belong_together": True}
    problem_of(contributor.send("POST", "/imports/chains/answer", answer), 404)
    assert strategist.send("POST", "/imports/chains/answer", answer).status_code == 204
    assert strategist.read("/imports/chains")["items"][0]["state"] == "confirmed"
    problem_of(strategist.send("POST", "/imports/chains/answer", {**answer, "after": "A1"}), 422)


def test_json_is_a_file_too(strategist: Program) -> None:
    rows = [{"Ärende": "B7", "Projektnamn": "En kaj", "Stödmottagare": "Åre kommun"}]
    told = send(strategist, json.dumps(rows).encode(), "?name=lista.json", "application/json")
    assert told.status_code == 201
    assert [row["id"] for row in told.json()["reading"]["rows"]] == ["B7"]


def test_only_a_strategist_sees_what_another_has_begun(strategist: Program) -> None:
    number = read(strategist, NEW)["number"]
    colleague = program_of("kim@example.se", Role.STRATEGIST, name="Kim")
    assert colleague.read(f"/imports/files/{number}")["number"] == number
    assert colleague.read("/imports/files")["items"][0]["person"] is not None
