"""What nobody should send: each is refused on the page, in words that tell what to do, and nothing of it is kept."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.office.jobs.queries import jobs
from web.importing.bad_files import FROM_OUTSIDE, LAUGHS, bomb
from web.importing.conftest import ROWS, begin, csv_of, drop, text


def refused(client: Client, home: Path, content: bytes, name: str, **told: str) -> str:
    """The page that refuses a file, of which nothing is left."""
    response = drop(client, content, name, **told)
    page = response.content.decode()
    assert response.status_code == 422, page
    assert 'role="alert"' in page
    assert "allmän handling" in page
    assert not list((home / "uploads").glob("*")) if (home / "uploads").exists() else True
    assert not jobs(seen_by=OPERATOR)
    return str(page)


@pytest.fixture
def hem(tmp_path: Path) -> Path:
    return tmp_path / "hem"


def test_a_small_workbook_that_unpacks_to_300_megabytes_is_refused(strategist: Client, hem: Path) -> None:
    content = bomb(300)
    assert len(content) < 700_000
    assert "packa" in refused(strategist, hem, content, "liten.xlsx")


@pytest.mark.parametrize("content", [FROM_OUTSIDE, LAUGHS], ids=["from outside", "laughs"])
def test_entities_are_refused_and_never_followed(strategist: Client, hem: Path, content: bytes) -> None:
    page = refused(strategist, hem, content, "lista.xlsx")
    assert "DOCTYPE" in page
    assert "root:" not in page


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "lista.csv", "Filen är tom"),
        (b"\xef\xbb\xbf \r\n", "lista.csv", "innehåll"),
        (b"%PDF-1.7", "lista.pdf", "CSV, XLSX eller JSON"),
        (b"<html><table></table></html>", "lista.xlsx", "webbsida"),
        (b"PK\x03\x04 inget", "lista.xlsx", "skadad"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "lista.xls", ".xls"),
        (b"a" * 40, "lista.exe", "CSV, XLSX eller JSON"),
    ],
)
def test_what_is_no_list_is_refused_with_a_way_out(strategist: Client, hem: Path, content: bytes, name: str, words: str) -> None:
    assert words in refused(strategist, hem, content, name)


def test_no_file_and_a_day_that_does_not_exist_are_told_at_once(strategist: Client) -> None:
    response = strategist.post("/las-in", {"fetched": "2025-02-31", "source": "Registret"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Du har inte valt någon fil." in page
    assert "Det är ingen dag som finns." in page
    assert 'value="Registret"' in page


def test_a_file_above_the_limit_is_refused_before_it_is_kept(strategist: Client, hem: Path, settings: Any) -> None:
    settings.UPLOAD_BYTES = 1_000
    assert "för stor" in refused(strategist, hem, csv_of(*ROWS * 20), "lista.csv")
    settings.UPLOAD_BYTES = 1_000_000
    assert "för stor" in refused(strategist, hem, b"a" * 2_100_000, "lista.csv")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\Users\\Eva\\lista.csv", "lista.csv"),
        ("lista <script>alert(1)</script>.csv", "script&gt;.csv"),
        ("lista\u202evsc.csv", "listavsc.csv"),
        ("å" * 300 + ".csv", "å.csv"),
        ("Företag & co; \u2013 2025.CSV", "Företag &amp; co; \u2013 2025.CSV"),
        ("\x01\x02.csv", ".csv"),
    ],
)
def test_odd_names_are_shown_and_never_used_on_the_disk(strategist: Client, hem: Path, name: str, shown: str) -> None:
    page = text(strategist, begin(strategist, name=name))
    assert shown in page
    assert "<script>" not in page
    [kept] = (hem / "uploads").iterdir()
    assert kept.name.rstrip(".csv").isalnum()
    assert kept.parent == hem / "uploads"


def test_a_visitor_can_store_nothing(strategist: Client, monkeypatch: pytest.MonkeyPatch, hem: Path) -> None:
    taken: list[object] = []
    monkeypatch.setattr("django.core.files.uploadhandler.MemoryFileUploadHandler.receive_data_chunk", lambda *args: taken.append(args))
    for path in ("/las-in", "/logga-in"):
        Client().post(path, {"fil": SimpleUploadedFile("lista.csv", csv_of(*ROWS))})
    assert not taken
    assert not (hem / "uploads").exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [(csv_of("A1;Bus\x00sen;Region Exempel;1;;"), "lista.csv"), (b'[{"Projektnamn": "Bus\\u0000sen", "Start": "2025"}]', "lista.json")],
)
def test_signs_that_no_database_takes_are_refused(strategist: Client, hem: Path, content: bytes, name: str) -> None:
    refused(strategist, hem, content, name)


def test_too_many_files_of_one_person_wait(strategist: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samhandling.plan.actions.uploading.MOST_FILES", 2)
    first = begin(strategist)
    begin(strategist)
    response = drop(strategist, csv_of(*ROWS))
    assert response.status_code == 422
    assert "filer som väntar" in response.content.decode()
    strategist.post(f"{first}/ta-bort")
    third = begin(strategist)
    assert drop(strategist, csv_of(*ROWS)).status_code == 422
    strategist.post(f"{third}/skriv")
    begin(strategist)


def test_too_many_uploads_in_an_hour_are_held_back(strategist: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samhandling.web.importing.upload.MOST_UPLOADS", 1)
    begin(strategist)
    response = drop(strategist, csv_of(*ROWS))
    assert response.status_code == 422
    assert "Försök igen om" in response.content.decode()


def test_a_file_without_headings_can_be_pointed_at(strategist: Client) -> None:
    path = begin(strategist, b"En lista;;\n;;\nBeteckning;Vad;Vem\nA1;Bussen;Region Exempel\nA2;Torget;Flens kommun\n")
    page = text(strategist, path)
    assert "Filen kan inte läsas in än" in page
    assert 'id="rubrikrad"' in page
    response = strategist.post(path, {"blad": "0", "rubrikrad": "3"})
    again = response.headers["Location"].removesuffix("/rader")
    page = text(strategist, again)
    assert "Beteckning" in page
    chosen = {"blad": "0", "rubrikrad": "3", "kol-0": "id", "kol-1": "title", "kol-2": "owner"}
    response = strategist.post(again, chosen)
    assert "Alla läggs till" in text(strategist, response.headers["Location"])


@pytest.mark.parametrize("row", ["0", "-1", "999999999999", "två", "²"])
def test_a_row_that_is_none_is_refused(strategist: Client, row: str) -> None:
    path = begin(strategist)
    assert strategist.post(path, {"blad": "0", "rubrikrad": row}).status_code == 422


def test_faults_in_the_rows_stop_the_writing_and_are_told_at_their_place(strategist: Client) -> None:
    path = begin(strategist, csv_of("A1;Bussen;Region Exempel;-5;2025-01-01;2024-01-01"))
    page = text(strategist, f"{path}/rader")
    assert "rad 2" in page
    assert "Ett belopp som är noll eller större" in page
    assert "Ett slut som inte är före början" in page
    assert "fel som behöver rättas" in text(strategist, f"{path}/skriv")
    assert strategist.post(f"{path}/skriv").status_code == 422
