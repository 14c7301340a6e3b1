"""Columns whose cells can be read in several ways: the wizard asks, shows cells as they are read then, and remembers."""

import re
from datetime import date

from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.plan.queries import records_of
from web.importing.conftest import HEADINGS, ROWS, STRATEGY, begin, csv_of, text

POSITIONS = {"blad": "0", "rubrikrad": "1"}
FIELDS = {"kol-0": "id", "kol-1": "title", "kol-2": "owner", "kol-3": "granted", "kol-4": "start", "kol-5": "end"}
UNCLEAR = (
    "A1;Bussen;Region Exempel;12.500;2025-01-31;03/04/2026",
    "A2;Öppet i byn;Åre kommun;7.250;2025-03-01;05/06/2026",
    "A3;Vägen;Åre kommun;1.125;2025-03-01;12/31/2026",
)


def test_a_clear_list_is_not_asked_about(strategist: Client) -> None:
    page = text(strategist, begin(strategist, csv_of(*ROWS)))
    assert "satt-" not in page
    assert "läsas på flera sätt" not in page


def test_it_asks_where_cells_mean_different_things_and_shows_three_of_them_as_they_are_read(strategist: Client) -> None:
    path = begin(strategist, csv_of(*UNCLEAR))
    page = text(strategist, path)
    assert set(re.findall(r'name="(satt-\d)"', page)) == {"satt-3", "satt-5"}
    assert "läses som 12 500 kr" in page
    response = strategist.post(path, {**POSITIONS, **FIELDS, "satt-3": "point", "satt-5": "month_first"})
    again = response.headers["Location"]
    assert response.status_code == 303
    assert again != path
    assert not again.endswith("/rader")
    page = text(strategist, again)
    for told in ("12,50 kr", "7,25 kr", "2026-03-04", "2026-05-06", "2026-12-31"):
        assert f"läses som {told}" in page, told
    assert '<option value="point" selected>' in page
    assert "på det sätt som är valt" in page
    assert (
        strategist.post(again, {**POSITIONS, **FIELDS, "satt-3": "point", "satt-5": "month_first"}).headers["Location"] == f"{again}/rader"
    )


def test_it_is_written_and_remembered_for_the_next_file_of_the_name(strategist: Client) -> None:
    path = begin(strategist, csv_of(*UNCLEAR))
    path = strategist.post(path, {**POSITIONS, **FIELDS, "satt-3": "point", "satt-5": "month_first"}).headers["Location"]
    strategist.post(f"{path}/skriv")
    held = {one.id: one for one in records_of(STRATEGY, seen_by=OPERATOR)}
    assert (held["A1"].granted, held["A1"].period.end) == (12.5, date(2026, 3, 4))
    page = text(strategist, begin(strategist, csv_of(*UNCLEAR, "A4;Ny;Åre kommun;2.500;2025-01-01;07/08/2026")))
    assert '<option value="month_first" selected>' in page


def test_a_choice_that_there_is_none_of_is_a_fault_at_its_place(strategist: Client) -> None:
    path = begin(strategist, csv_of(*UNCLEAR))
    response = strategist.post(path, {**POSITIONS, **FIELDS, "satt-3": "day_first", "satt-5": "nonsense"})
    page = response.content.decode()
    assert response.status_code == 422
    for number in (3, 5):
        assert f'id="satt-{number}-fault"' in page
        assert f'href="#satt-{number}"' in page


def test_a_manner_is_told_of_the_whole_file_at_once_and_a_column_may_differ(strategist: Client) -> None:
    path = begin(strategist, csv_of(*UNCLEAR))
    whole = {"alla-belopp": "point", "alla-dagar": "month_first", "satt-3": "", "satt-5": ""}
    again = strategist.post(path, {**POSITIONS, **FIELDS, **whole}).headers["Location"]
    page = text(strategist, again)
    for told in ("12,50 kr", "2026-03-04", "2026-12-31"):
        assert f"läses som {told}" in page, told
    assert strategist.post(again, {**POSITIONS, **FIELDS, **whole}).headers["Location"] == f"{again}/rader"
    differs = strategist.post(again, {**POSITIONS, **FIELDS, **whole, "satt-5": "day_first"}).headers["Location"]
    page = text(strategist, differs)
    assert "läses som 2026-04-03" in page
    assert "läses som 12,50 kr" in page
    strategist.post(f"{again}/skriv")
    held = {one.id: one for one in records_of(STRATEGY, seen_by=OPERATOR)}
    assert (held["A1"].granted, held["A1"].period.end) == (12.5, date(2026, 3, 4))


def test_a_manner_of_the_whole_file_is_taken_back_and_a_wrong_one_is_a_fault(strategist: Client) -> None:
    path = begin(strategist, csv_of(*UNCLEAR))
    again = strategist.post(path, {**POSITIONS, **FIELDS, "alla-belopp": "point"}).headers["Location"]
    back = strategist.post(again, {**POSITIONS, **FIELDS, "alla-belopp": ""}).headers["Location"]
    assert "läses som 12 500 kr" in text(strategist, back)
    response = strategist.post(back, {**POSITIONS, **FIELDS, "alla-dagar": "comma"})
    assert response.status_code == 422
    assert 'id="alla-dagar-fault"' in response.content.decode()
    assert 'href="#alla-dagar"' in response.content.decode()


def test_a_manner_goes_with_the_field_that_it_was_told_of(strategist: Client) -> None:
    path = begin(strategist, csv_of(*UNCLEAR))
    path = strategist.post(path, {**POSITIONS, **FIELDS, "satt-5": "month_first"}).headers["Location"]
    path = strategist.post(path, {**POSITIONS, **FIELDS, "kol-5": "own", "satt-5": "month_first"}).headers["Location"]
    page = text(strategist, path)
    assert 'name="satt-5"' not in page
    assert '<option value="month_first" selected>' not in page
    assert len(HEADINGS.split(";")) == len(FIELDS)
